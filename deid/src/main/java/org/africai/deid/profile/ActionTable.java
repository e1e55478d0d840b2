package org.africai.deid.profile;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.africai.deid.DeidentificationMethod;
import org.africai.dicom.dict.Tag;
import org.jspecify.annotations.Nullable;

/// PS3.15 Table E.1-1: what becomes of each attribute, and which options make exceptions.
final class ActionTable {
    private static final Map<Character, DeidentificationMethod> OPTIONS =
            Map.of(
                    'U', DeidentificationMethod.RETAIN_UIDS,
                    'D', DeidentificationMethod.RETAIN_DEVICE_IDENTITY,
                    'I', DeidentificationMethod.RETAIN_INSTITUTION_IDENTITY,
                    'C', DeidentificationMethod.RETAIN_PATIENT_CHARACTERISTICS,
                    'F', DeidentificationMethod.RETAIN_FULL_DATES,
                    'M', DeidentificationMethod.RETAIN_MODIFIED_DATES,
                    'T', DeidentificationMethod.CLEAN_DESCRIPTORS,
                    'S', DeidentificationMethod.CLEAN_STRUCTURED_CONTENT,
                    'G', DeidentificationMethod.CLEAN_GRAPHICS);
    private static final int CURVES = 0x50000000;
    private static final int OVERLAYS = 0x60000000;
    private static final int REPEATING = 0xFF000000;

    private static final Map<Integer, Row> ROWS = load();

    private ActionTable() {}

    /// What to do with an attribute under an option.
    enum Relief {
        KEEP,
        CLEAN
    }

    /// One attribute.
    record Row(BasicAction action, Map<DeidentificationMethod, Relief> reliefs) {
        Row {
            reliefs = Map.copyOf(reliefs);
        }

        boolean isCleanedBy(DeidentificationMethod option) {
            return reliefs.get(option) == Relief.CLEAN;
        }

        boolean isKeptBy(DeidentificationMethod option) {
            return reliefs.get(option) == Relief.KEEP;
        }
    }

    private static Map<Integer, Row> load() {
        Map<Integer, Row> rows = new HashMap<>();
        try (InputStream in =
                        Objects.requireNonNull(
                                ActionTable.class.getResourceAsStream("attribute-actions.tsv"));
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.startsWith("#")) {
                    String[] columns = line.split("\t");
                    int tag = Integer.parseUnsignedInt(columns[0].replace('x', '0'), 16);
                    rows.put(tag, row(columns));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.copyOf(rows);
    }

    private static Row row(String[] columns) {
        Map<DeidentificationMethod, Relief> reliefs = new HashMap<>();
        if (columns.length > 2) {
            for (String relief : columns[2].split(" ")) {
                reliefs.put(
                        Objects.requireNonNull(OPTIONS.get(relief.charAt(0))),
                        relief.charAt(1) == 'K' ? Relief.KEEP : Relief.CLEAN);
            }
        }
        return new Row(BasicAction.of(columns[1]), reliefs);
    }

    /// The row of an attribute, null when the table does not name it.
    static @Nullable Row find(int tag) {
        Row row = ROWS.get(tag);
        if (row != null || Tag.isPrivate(tag)) {
            return row;
        }
        return switch (tag & REPEATING) {
            case CURVES -> ROWS.get(CURVES);
            case OVERLAYS -> ROWS.get(OVERLAYS | Tag.element(tag));
            default -> null;
        };
    }

    /// The attributes of all rows.
    static Set<Integer> tags() {
        return ROWS.keySet();
    }

    /// Number of rows.
    static int size() {
        return ROWS.size();
    }
}
