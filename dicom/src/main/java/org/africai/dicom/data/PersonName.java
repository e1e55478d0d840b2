package org.africai.dicom.data;

/// The name of a person (PS3.5 §6.2, VR PN): up to three groups, each one writing of the same name.
///
/// @param alphabetic in letters of one byte each
/// @param ideographic in the characters of the language
/// @param phonetic as it is spoken
public record PersonName(Group alphabetic, Group ideographic, Group phonetic) {
    /// One writing of a name. Parts that are absent are empty.
    ///
    /// @param family family name
    /// @param given given names
    /// @param middle middle names
    /// @param prefix title in front
    /// @param suffix title behind
    public record Group(String family, String given, String middle, String prefix, String suffix) {
        public static final Group EMPTY = new Group("", "", "", "", "");

        /// Reads `family^given^middle^prefix^suffix`. What comes after a fifth `^` stays in the
        /// suffix, so that nothing is lost.
        public static Group parse(String text) {
            String[] parts = text.split("\\^", 5);
            return text.isEmpty()
                    ? EMPTY
                    : new Group(
                            part(parts, 0),
                            part(parts, 1),
                            part(parts, 2),
                            part(parts, 3),
                            part(parts, 4));
        }

        public boolean isEmpty() {
            return equals(EMPTY);
        }

        /// The form of DICOM, without delimiters at the end.
        @Override
        public String toString() {
            return withoutEnd(String.join("^", family, given, middle, prefix, suffix), '^');
        }
    }

    /// A name in letters only.
    public static PersonName of(String family, String given) {
        return new PersonName(new Group(family, given, "", "", ""), Group.EMPTY, Group.EMPTY);
    }

    /// Reads `alphabetic=ideographic=phonetic`. What comes after a third `=` stays in the phonetic
    /// group, so that nothing is lost.
    public static PersonName parse(String text) {
        String[] groups = text.split("=", 3);
        return new PersonName(
                Group.parse(groups[0]), Group.parse(part(groups, 1)), Group.parse(part(groups, 2)));
    }

    private static String part(String[] parts, int index) {
        return index < parts.length ? parts[index].strip() : "";
    }

    private static String withoutEnd(String text, char delimiter) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == delimiter) {
            end--;
        }
        return text.substring(0, end);
    }

    /// The form of DICOM, without delimiters at the end.
    @Override
    public String toString() {
        return withoutEnd(
                String.join(
                        "=", alphabetic.toString(), ideographic.toString(), phonetic.toString()),
                '=');
    }
}
