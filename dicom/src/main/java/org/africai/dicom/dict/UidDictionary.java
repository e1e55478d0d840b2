package org.africai.dicom.dict;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.africai.dicom.Uid;

/// The identifiers registered in PS3.6 Annex A.
public final class UidDictionary {
    private static final Map<String, UidDefinition> BY_UID = new HashMap<>();
    private static final Map<String, UidDefinition> BY_KEYWORD = new HashMap<>();

    static {
        Lines lines = Lines.load("uids.tsv");
        for (int line = 1; line < lines.count(); line++) {
            UidDefinition definition =
                    new UidDefinition(
                            new Uid(lines.column(line, 0)),
                            lines.column(line, 1),
                            lines.column(line, 4),
                            lines.column(line, 2),
                            !lines.column(line, 3).isEmpty());
            BY_UID.put(definition.uid().value(), definition);
            BY_KEYWORD.put(definition.keyword(), definition);
        }
        BY_KEYWORD.remove("");
    }

    private UidDictionary() {}

    public static Optional<UidDefinition> find(Uid uid) {
        return Optional.ofNullable(BY_UID.get(uid.value()));
    }

    /// The identifier with a keyword, such as `CTImageStorage`.
    public static Optional<UidDefinition> find(String keyword) {
        return Optional.ofNullable(BY_KEYWORD.get(keyword));
    }

    /// The registered name, or the identifier itself when it is not registered.
    public static String name(Uid uid) {
        return find(uid).map(UidDefinition::name).orElse(uid.value());
    }

    public static Stream<UidDefinition> all() {
        return BY_UID.values().stream();
    }
}
