package org.africai.server.intake;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Archives of our making, good ones.
final class TestArchives {
    private static final int BLOCK = 512;

    private TestArchives() {}

    /// The objects of several series, a folder for each.
    static Map<String, byte[]> files(List<TestObject> objects) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (TestObject object : objects) {
            String folder = "study" + object.study() + "/series" + object.series() + "/";
            files.put(folder + object.fileName(), object.bytes());
        }
        return files;
    }

    static byte[] zip(TestObject... objects) {
        return zip(files(List.of(objects)));
    }

    static byte[] zip(Map<String, byte[]> files) {
        return written(bytes -> {
            try (var zip = new ZipOutputStream(bytes)) {
                for (Map.Entry<String, byte[]> file : files.entrySet()) {
                    zip.putNextEntry(new ZipEntry(file.getKey()));
                    zip.write(file.getValue());
                    zip.closeEntry();
                }
            }
        });
    }

    /// POSIX ustar (IEEE 1003.1), plain files only.
    static byte[] tar(Map<String, byte[]> files) {
        return written(bytes -> {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                bytes.write(tarHeader(file.getKey(), file.getValue().length, '0'));
                bytes.write(file.getValue());
                bytes.write(new byte[-file.getValue().length & (BLOCK - 1)]);
            }
            bytes.write(new byte[2 * BLOCK]);
        });
    }

    static byte[] gzip(byte[] content) {
        return written(bytes -> {
            try (var gzip = new GZIPOutputStream(bytes)) {
                gzip.write(content);
            }
        });
    }

    /// @param type `0` a file, `2` a symbolic link, `3` a device
    static byte[] tarHeader(String name, int size, char type) {
        byte[] header = new byte[BLOCK];
        put(header, 0, name);
        put(header, 100, "0000644");
        put(header, 108, "0000000");
        put(header, 116, "0000000");
        put(header, 124, String.format(Locale.ROOT, "%011o", size));
        put(header, 136, "00000000000");
        put(header, 148, "        ");
        header[156] = (byte) type;
        put(header, 257, "ustar");
        put(header, 263, "00");
        int sum = 0;
        for (byte b : header) {
            sum += b & 0xFF;
        }
        put(header, 148, String.format(Locale.ROOT, "%06o\0 ", sum));
        return header;
    }

    private static void put(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }

    private interface Writing {
        void to(ByteArrayOutputStream bytes) throws IOException;
    }

    private static byte[] written(Writing writing) {
        var bytes = new ByteArrayOutputStream();
        try {
            writing.to(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
