package org.africai.cli.send;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where everything goes.
sealed interface Target {
    /// An archive's web address.
    ///
    /// @param base without a slash at the end
    record Http(URI base) implements Target {
        /// Whether anybody on the way can read along.
        boolean isReadable() {
            return base.getScheme().equals("http") && !isThisMachine();
        }

        private boolean isThisMachine() {
            try {
                return InetAddress.getByName(base.getHost()).isLoopbackAddress();
            } catch (UnknownHostException unknown) {
                return false;
            }
        }

        @Override
        public String toString() {
            return base.toString();
        }
    }

    /// An archive's DICOM receiver.
    ///
    /// @param title its AE title
    /// @param isEncrypted whether it is spoken to by TLS
    record Dicom(String title, String host, int port, boolean isEncrypted) implements Target {
        @Override
        public String toString() {
            return (isEncrypted ? "dicoms://" : "dicom://") + title + "@" + host + ":" + port;
        }
    }

    Pattern DICOM =
            Pattern.compile("(dicoms?)://([^@/]{1,16})@([\\w.-]+|\\[[0-9a-fA-F:]+]):(\\d{1,5})/?");

    /// Reads an address.
    ///
    /// @throws BadUse when it is none, or holds a password
    static Target parse(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.startsWith("http://") || lower.startsWith("https://")) {
            return http(text);
        }
        Matcher dicom = DICOM.matcher(text);
        if (dicom.matches() && Integer.parseInt(dicom.group(4)) - 1 < 0xFFFF) {
            int port = Integer.parseInt(dicom.group(4));
            if (port > 0) {
                boolean isEncrypted = dicom.group(1).equals("dicoms");
                return new Dicom(dicom.group(2), dicom.group(3), port, isEncrypted);
            }
        }
        throw new BadUse(
                "--to is an address such as https://archive.example.org,"
                        + " dicoms://AETITLE@host:2762 or dicom://AETITLE@host:104");
    }

    private static Http http(String text) {
        try {
            URI uri = new URI(text);
            if (uri.getUserInfo() != null) {
                throw new BadUse("--to must not hold a login or password: others can see it");
            }
            if (uri.getHost() == null || uri.getQuery() != null || uri.getFragment() != null) {
                throw new BadUse("--to is not the address of an archive");
            }
            String path = uri.getPath().replaceAll("/+$", "");
            String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
            return new Http(new URI(scheme, null, uri.getHost(), uri.getPort(), path, null, null));
        } catch (URISyntaxException e) {
            throw new BadUse("--to is no address: " + e.getReason());
        }
    }
}
