package org.africai.dicom.dict;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/// A table of tab-separated columns beside this class, kept as bytes; the first line names the
/// columns.
final class Lines {
    private final byte[] bytes;
    private final int[] starts;

    private Lines(byte[] bytes) {
        this.bytes = bytes;
        int count = 0;
        for (byte b : bytes) {
            count += b == '\n' ? 1 : 0;
        }
        starts = new int[count + 1];
        for (int i = 0, line = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                starts[++line] = i + 1;
            }
        }
    }

    static Lines load(String resource) {
        try (InputStream in = Lines.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the table " + resource + " is not in the jar");
            }
            return new Lines(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the table " + resource, e);
        }
    }

    /// Number of lines, the heading included.
    int count() {
        return starts.length - 1;
    }

    String column(int line, int column) {
        int start = starts[line];
        for (int i = 0; i < column; i++) {
            start = end(start) + 1;
        }
        return new String(bytes, start, end(start) - start, UTF_8);
    }

    private int end(int start) {
        int end = start;
        while (bytes[end] != '\t' && bytes[end] != '\n') {
            end++;
        }
        return end;
    }
}
