package org.africai.server.dimse;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.africai.server.db.TestFolders;

/// A key with a certificate that it signed itself, by the tool of the JDK.
///
/// @param folder has `keys.p12`, and the same as PEM: `key.pem`, `certificate.pem`
record TestKeys(Path folder) {
    static final String PASSWORD = "of some words";
    private static final String ALIAS = "key";

    static TestKeys make(String name) {
        var keys = new TestKeys(TestFolders.create("keys"));
        keytool(
                "-genkeypair",
                "-alias",
                ALIAS,
                "-keyalg",
                "RSA",
                "-keysize",
                "2048",
                "-dname",
                "CN=" + name,
                "-ext",
                "san=ip:127.0.0.1,dns:localhost",
                "-validity",
                "30",
                "-storetype",
                "PKCS12",
                "-keystore",
                keys.store(),
                "-storepass",
                PASSWORD);
        keys.writePem();
        return keys;
    }

    /// The PKCS#12 file.
    Path store() {
        return folder.resolve("keys.p12");
    }

    Path key() {
        return folder.resolve("key.pem");
    }

    Path certificate() {
        return folder.resolve("certificate.pem");
    }

    /// A file with the password and nothing else.
    Path password() {
        return folder.resolve("password");
    }

    /// Has whoever uses these keys trust another's certificate.
    TestKeys trust(String name, TestKeys other) {
        keytool(
                "-importcert",
                "-noprompt",
                "-alias",
                name,
                "-file",
                other.certificate(),
                "-keystore",
                store(),
                "-storepass",
                PASSWORD);
        return this;
    }

    private void writePem() {
        try (InputStream in = Files.newInputStream(store())) {
            KeyStore all = KeyStore.getInstance("PKCS12");
            all.load(in, PASSWORD.toCharArray());
            byte[] secret = all.getKey(ALIAS, PASSWORD.toCharArray()).getEncoded();
            Files.write(key(), pem("PRIVATE KEY", secret));
            Files.write(certificate(), pem("CERTIFICATE", all.getCertificate(ALIAS).getEncoded()));
            Files.writeString(password(), PASSWORD);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> pem(String what, byte[] bytes) {
        return List.of(
                "-----BEGIN " + what + "-----",
                Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes),
                "-----END " + what + "-----");
    }

    private static void keytool(Object... arguments) {
        Path log = TestFolders.create("keytool").resolve("output");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(log.toFile())
                            .start();
            if (!process.waitFor(120, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new AssertionError(command + ": " + Files.readString(log));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
