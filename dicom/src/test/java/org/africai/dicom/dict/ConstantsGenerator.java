package org.africai.dicom.dict;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Collectors;

/// Writes the blocks of constants in `Tag` and `KnownUid` from the tables beside them. Run by hand,
/// in the folder of this module, after a table has changed.
final class ConstantsGenerator {
    private static final Path SOURCES = Path.of("src/main/java/org/africai/dicom/dict");
    private static final String BEGIN = "    // generated constants\n";
    private static final String END = "    // end of generated constants\n";
    private static final int LINE = 100;

    private ConstantsGenerator() {}

    public static void main(String[] arguments) throws IOException {
        Files.writeString(SOURCES.resolve("Tag.java"), tagSource(), UTF_8);
        Files.writeString(SOURCES.resolve("KnownUid.java"), uidSource(), UTF_8);
    }

    static String tagSource() throws IOException {
        return withBlock(
                SOURCES.resolve("Tag.java"),
                Dictionary.all()
                        .filter(element -> !element.keyword().isEmpty() && hasVr(element))
                        .map(ConstantsGenerator::tagConstant)
                        .collect(Collectors.joining()));
    }

    static String uidSource() throws IOException {
        return withBlock(
                SOURCES.resolve("KnownUid.java"),
                UidDictionary.all()
                        .filter(uid -> !uid.keyword().isEmpty())
                        .sorted(Comparator.comparing(uid -> uid.uid().value()))
                        .map(ConstantsGenerator::uidConstant)
                        .collect(Collectors.joining()));
    }

    private static boolean hasVr(ElementDefinition element) {
        return !element.vrs().isEmpty();
    }

    private static String tagConstant(ElementDefinition element) {
        return constant(
                "int " + element.keyword(),
                "0x" + Tag.toHex(Dictionary.firstTag(element.pattern())));
    }

    private static String uidConstant(UidDefinition uid) {
        return constant("Uid " + uid.keyword(), "new Uid(\"" + uid.uid() + "\")");
    }

    private static String constant(String declaration, String value) {
        String start = "    public static final " + declaration + " =";
        String line = start + " " + value + ";";
        return (line.length() <= LINE ? line : start + "\n            " + value + ";") + "\n";
    }

    private static String withBlock(Path source, String block) throws IOException {
        String text = Files.readString(source, UTF_8);
        int begin = text.indexOf(BEGIN) + BEGIN.length();
        return text.substring(0, begin) + "\n" + block + "\n" + text.substring(text.indexOf(END));
    }
}
