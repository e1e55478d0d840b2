package org.africai.server.dimse;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.africai.dimse.ul.Tls;
import org.africai.server.settings.Secret;
import org.africai.server.settings.StartRefused;
import org.jspecify.annotations.Nullable;

/// The keys and certificates that DICOM connections are encrypted with.
final class TlsKeys {
    private TlsKeys() {}

    /// How to encrypt, by the settings; `null` when they name no keys.
    ///
    /// @throws StartRefused when the file cannot be read
    static @Nullable Tls of(DimseSettings settings) {
        Path file = settings.tlsKeys();
        Secret password = settings.tlsPassword();
        if (file == null || password == null) {
            return null;
        }
        Tls.ClientCertificates clients =
                settings.tlsClientCertificate()
                        ? Tls.ClientCertificates.REQUIRED
                        : Tls.ClientCertificates.NONE;
        return new Tls(context(file, password.value().toCharArray()), clients, true);
    }

    private static SSLContext context(Path file, char[] password) {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, password);
            var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, password);
            var trusted =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trusted.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trusted.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new StartRefused(
                    "setting dicom-tls-keys: " + file + " cannot be used: " + e.getMessage(), e);
        }
    }
}
