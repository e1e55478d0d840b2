package org.africai.dicom.io;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.data.Element;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.encoding.Vr;

/// Every element of a data set as a line of path, VR and value, for comparison with other
/// libraries.
final class DatasetLines {
    private DatasetLines() {}

    static List<String> of(Dataset dataset) {
        List<String> lines = new ArrayList<>();
        add(dataset, "", lines);
        return lines;
    }

    private static void add(Dataset dataset, String path, List<String> lines) {
        for (Element element : dataset) {
            String place = path + Tag.toString(element.tag());
            if (element.vr() == Vr.SQ) {
                List<Dataset> items = element.items();
                lines.add(place + " SQ " + items.size());
                for (int i = 0; i < items.size(); i++) {
                    add(items.get(i), place + "[" + i + "].", lines);
                }
            } else {
                lines.add(place + " " + element.vr() + " " + value(element));
            }
        }
    }

    private static String value(Element element) {
        if (element.vr().isBulk()) {
            return bytes(element);
        }
        if (element.vr() == Vr.FL || element.vr() == Vr.FD) {
            StringBuilder text = new StringBuilder();
            for (double number : element.decimals()) {
                text.append(text.isEmpty() ? "" : "\\").append(hex(number));
            }
            return text.toString();
        }
        return element.strings().stream()
                .map(DatasetLines::ascii)
                .collect(Collectors.joining("\\"));
    }

    private static String hex(double number) {
        byte[] bytes =
                ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putDouble(number).array();
        return HexFormat.of().formatHex(bytes);
    }

    private static String bytes(Element element) {
        CRC32 crc = new CRC32();
        long length = 0;
        try (var in = element.open(false)) {
            byte[] bytes = in.readAllBytes();
            crc.update(bytes);
            length = bytes.length;
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return length + ":" + String.format(Locale.ROOT, "%08x", crc.getValue());
    }

    /// The form of Python's `backslashreplace`.
    private static String ascii(String text) {
        StringBuilder ascii = new StringBuilder();
        text.codePoints()
                .forEach(c -> {
                    if (c == '\n') {
                        ascii.append("\\n");
                    } else if (c == '\r') {
                        ascii.append("\\r");
                    } else if (c < 0x80) {
                        ascii.append((char) c);
                    } else if (c < 0x100) {
                        ascii.append(String.format(Locale.ROOT, "\\x%02x", c));
                    } else if (c < 0x10000) {
                        ascii.append(String.format(Locale.ROOT, "\\u%04x", c));
                    } else {
                        ascii.append(String.format(Locale.ROOT, "\\U%08x", c));
                    }
                });
        return ascii.toString();
    }
}
