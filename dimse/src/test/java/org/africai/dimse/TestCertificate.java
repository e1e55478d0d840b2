package org.africai.dimse;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// A key with a certificate of its own making, by the tool of the JDK.
record TestCertificate(KeyStore store) {
    private static final String PASSWORD = "changeit";
    private static final String ALIAS = "key";

    /// @param host what the certificate names
    static TestCertificate make(Path folder, String host)
            throws IOException, InterruptedException, GeneralSecurityException {
        Path file = Files.createTempDirectory(folder, "keys").resolve("keys.p12");
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair",
                                "-alias",
                                ALIAS,
                                "-keyalg",
                                "RSA",
                                "-keysize",
                                "2048",
                                "-dname",
                                "CN=" + host,
                                "-ext",
                                "san=dns:" + host,
                                "-validity",
                                "30",
                                "-storetype",
                                "PKCS12",
                                "-keystore",
                                file.toString(),
                                "-storepass",
                                PASSWORD)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new AssertionError("keytool failed");
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toCharArray());
        }
        return new TestCertificate(store);
    }

    /// A context that shows this certificate and trusts another.
    SSLContext trusting(TestCertificate other) throws GeneralSecurityException {
        KeyManagerFactory keys =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust(other).getTrustManagers(), null);
        return context;
    }

    /// A context that shows nothing and trusts this certificate.
    SSLContext anonymous() throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust(this).getTrustManagers(), null);
        return context;
    }

    private static TrustManagerFactory trust(TestCertificate other)
            throws GeneralSecurityException {
        try {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry("other", other.store.getCertificate(ALIAS));
            TrustManagerFactory trust =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            return trust;
        } catch (IOException e) {
            throw new GeneralSecurityException(e);
        }
    }

    /// Writes key and certificate as PEM, as other tools want them.
    Pem write(Path folder) throws IOException, GeneralSecurityException {
        Path made = Files.createTempDirectory(folder, "pem");
        Path key = made.resolve("key.pem");
        Path certificate = made.resolve("certificate.pem");
        byte[] secret = store.getKey(ALIAS, PASSWORD.toCharArray()).getEncoded();
        Files.write(key, pem("PRIVATE KEY", secret));
        Files.write(certificate, pem("CERTIFICATE", store.getCertificate(ALIAS).getEncoded()));
        return new Pem(key, certificate);
    }

    record Pem(Path key, Path certificate) {}

    private static List<String> pem(String what, byte[] bytes) {
        return List.of(
                "-----BEGIN " + what + "-----",
                Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes),
                "-----END " + what + "-----");
    }
}
