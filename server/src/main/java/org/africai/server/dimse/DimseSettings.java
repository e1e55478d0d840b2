package org.africai.server.dimse;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.africai.dimse.ul.AeTitle;
import org.africai.dimse.ul.NetworkLimits;
import org.africai.server.settings.Secret;
import org.africai.server.settings.Setting;
import org.jspecify.annotations.Nullable;

/// Where DICOM receivers listen, and what their senders may ask for.
public record DimseSettings(
        @Setting(
                        "port of a DICOM receiver (C-STORE) that is made when there is none, such as"
                                + " 8104; when not set, only receivers that administrators made"
                                + " listen")
                @Nullable Integer port,
        @Setting("AE title of that receiver") String aeTitle,
        @Setting(
                        "address DICOM receivers listen on; other machines reach only what is not loopback")
                String host,
        @Setting("most DICOM associations on a port at a time") int maxAssociations,
        @Setting("most of them from one address") int maxAssociationsPerAddress,
        @Setting("silence after which a DICOM association is ended") Duration idle,
        @Setting("ports of receivers on which TLS is spoken, and nothing else")
                List<String> tlsPorts,
        @Setting("PKCS#12 file with the key and certificate for TLS, and those trusted")
                @Nullable Path tlsKeys,
        @Setting("password of that file") @Nullable Secret tlsPassword,
        @Setting("whether senders must show a certificate that is trusted")
                boolean tlsClientCertificate) {
    public static final DimseSettings DEFAULTS =
            new DimseSettings(
                    null,
                    "XNAT",
                    "127.0.0.1",
                    256,
                    64,
                    Duration.ofSeconds(60),
                    List.of(),
                    null,
                    null,
                    true);

    public DimseSettings {
        if (port != null && (port < 1 || port > 65_535)) {
            throw new IllegalArgumentException("dicom-port must be 1 to 65535");
        }
        if (!AeTitle.isValid(aeTitle)) {
            throw new IllegalArgumentException("dicom-ae-title must be 1 to 16 ASCII characters");
        }
        if (maxAssociations < 1 || maxAssociationsPerAddress < 1) {
            throw new IllegalArgumentException(
                    "dicom-max-associations and those per address must be 1 or more");
        }
        if (idle.toMillis() < 1) {
            throw new IllegalArgumentException("dicom-idle must be 1ms or longer");
        }
        tlsPorts = List.copyOf(tlsPorts);
        if (!tlsPorts.stream().allMatch(one -> one.matches("\\d{1,5}"))) {
            throw new IllegalArgumentException("dicom-tls-ports must be port numbers");
        }
        if (!tlsPorts.isEmpty() && (tlsKeys == null || tlsPassword == null)) {
            throw new IllegalArgumentException(
                    "dicom-tls-ports needs dicom-tls-keys and dicom-tls-password");
        }
    }

    boolean isTls(int port) {
        return tlsPorts.stream().anyMatch(one -> Integer.parseInt(one) == port);
    }

    NetworkLimits limits() {
        NetworkLimits.Times times = NetworkLimits.DEFAULT.times();
        return NetworkLimits.DEFAULT
                .withAssociations(maxAssociations, maxAssociationsPerAddress)
                .withTimes(times.artim(), idle, times.grace());
    }
}
