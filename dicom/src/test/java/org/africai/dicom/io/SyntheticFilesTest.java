package org.africai.dicom.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.africai.dicom.TestFiles;
import org.africai.dicom.data.Content;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.data.PersonName;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.encoding.Encoding;
import org.africai.dicom.encoding.Vr;
import org.africai.dicom.io.InvalidDicom.Reason;
import org.junit.jupiter.api.Test;

/// The generated files of the test folder: `synthetic/expected.json` says of each what must become
/// of it, and there is a check here for each.
class SyntheticFilesTest {
    /// Looks at a file that must be read.
    @FunctionalInterface
    private interface Check {
        void of(DicomFile file) throws IOException;
    }

    private static final Map<String, Reason> REJECTED =
            Map.of(
                    "deflate-bomb.dcm", Reason.LIMIT_EXCEEDED,
                    "length-4GB-value.dcm", Reason.TRUNCATED,
                    "truncated-in-tag.dcm", Reason.TRUNCATED,
                    "nested-5000-unclosed.dcm", Reason.LIMIT_EXCEEDED,
                    "encaps-frag-overrun.dcm", Reason.TRUNCATED,
                    "not-dicom-text.dcm", Reason.NOT_DICOM);

    private static final Map<String, Check> ACCEPTED =
            Map.ofEntries(
                    Map.entry("sq-undef-item-undef.dcm", SyntheticFilesTest::hasThreeItems),
                    Map.entry("un-undef-implicit-items.dcm", SyntheticFilesTest::hasImplicitItems),
                    Map.entry(
                            "un-def-known-tag.dcm",
                            file -> hasText(file, Tag.SeriesDescription, "DESC")),
                    noted("no-meta-group-length.dcm", Note.Kind.META_LENGTH_MISSING),
                    noted("wrong-meta-group-length.dcm", Note.Kind.META_LENGTH_WRONG),
                    Map.entry("no-preamble-implicit.dcm", SyntheticFilesTest::isRawImplicit),
                    Map.entry("deflated.dcm", file -> hasText(file, Tag.PatientID, "TC001")),
                    noted("deflated-zlib-header.dcm", Note.Kind.ZLIB_HEADER),
                    noted("dup-tag.dcm", Note.Kind.DUPLICATE_TAG),
                    noted("out-of-order.dcm", Note.Kind.OUT_OF_ORDER),
                    Map.entry("group-length-elements.dcm", SyntheticFilesTest::losesGroupLengths),
                    Map.entry(
                            "trailing-padding-FFFC.dcm",
                            file ->
                                    assertThat(file.dataset().contains(Tag.DataSetTrailingPadding))
                                            .isTrue()),
                    noted("vr-implicit-in-explicit.dcm", Note.Kind.TRANSFER_SYNTAX_CONTRADICTED),
                    noted("explicit-in-implicit-ts.dcm", Note.Kind.TRANSFER_SYNTAX_CONTRADICTED),
                    Map.entry(
                            "charset-utf8-4byte.dcm",
                            file ->
                                    assertThat(name(file).toString().codePoints())
                                            .anyMatch(c -> c > 0xFFFF)),
                    Map.entry("charset-iso2022-87.dcm", SyntheticFilesTest::hasThreeNameGroups),
                    noted("charset-unknown.dcm", Note.Kind.CHARACTER_SET_UNKNOWN),
                    Map.entry(
                            "charset-latin1-declared-none.dcm",
                            file -> assertThat(name(file).toString()).contains("ü")),
                    Map.entry(
                            "uid-leading-zero.dcm",
                            file ->
                                    assertThat(
                                                    file.dataset().stream()
                                                            .filter(e -> e.vr() == Vr.UI)
                                                            .flatMap(e -> e.problems().stream()))
                                            .contains("not of the form of UI")),
                    Map.entry(
                            "html-in-description.dcm",
                            file ->
                                    assertThat(
                                                    file.dataset()
                                                            .string(Tag.SeriesDescription)
                                                            .or(() ->
                                                                    file.dataset()
                                                                            .string(
                                                                                    Tag
                                                                                            .StudyDescription))
                                                            .orElseThrow())
                                            .contains("<")),
                    Map.entry("encaps-zero-bot-rle.dcm", SyntheticFilesTest::hasOneFragment));

    private static Map.Entry<String, Check> noted(String name, Note.Kind kind) {
        return Map.entry(
                name,
                file -> {
                    assertThat(file.hasNote(kind)).isTrue();
                    hasText(file, Tag.PatientID, "TC001");
                });
    }

    @Test
    void each_file_has_the_expected_result() throws IOException {
        Path folder = TestFiles.file("synthetic");
        for (Map.Entry<String, Check> check : ACCEPTED.entrySet()) {
            check.getValue().of(DicomReader.WHOLE.read(folder.resolve(check.getKey())));
        }
        for (Map.Entry<String, Reason> rejection : REJECTED.entrySet()) {
            Path path = folder.resolve(rejection.getKey());
            InvalidDicom error =
                    catchThrowableOfType(InvalidDicom.class, () -> DicomReader.WHOLE.read(path));
            assertThat(error.reason()).as(rejection.getKey()).isEqualTo(rejection.getValue());
            assertThat(error).hasMessageContaining(rejection.getKey()).hasMessageContaining("byte");
        }
    }

    @Test
    void there_is_a_check_for_each_expectation() throws IOException {
        String expected = Files.readString(TestFiles.file("synthetic").resolve("expected.json"));
        Matcher names = Pattern.compile("\"([^\"]+\\.dcm)\":").matcher(expected);
        Set<String> expectations = new TreeSet<>();
        while (names.find()) {
            expectations.add(names.group(1));
        }
        Set<String> checks = new TreeSet<>(ACCEPTED.keySet());
        checks.addAll(REJECTED.keySet());

        assertThat(checks).isEqualTo(expectations);
    }

    private static void hasText(DicomFile file, int tag, String text) {
        assertThat(file.dataset().string(tag)).contains(text);
    }

    private static PersonName name(DicomFile file) {
        return file.dataset().personName(Tag.PatientName).orElseThrow();
    }

    private static void hasThreeItems(DicomFile file) {
        assertThat(file.dataset().stream().filter(e -> e.vr() == Vr.SQ))
                .anyMatch(e -> e.items().size() == 3);
    }

    private static void hasImplicitItems(DicomFile file) {
        assertThat(file.dataset().stream().flatMap(e -> e.items().stream()))
                .isNotEmpty()
                .extracting(Dataset::encoding)
                .containsOnly(Encoding.IMPLICIT_LITTLE);
    }

    private static void isRawImplicit(DicomFile file) {
        assertThat(file.transferSyntax().encoding()).isEqualTo(Encoding.IMPLICIT_LITTLE);
        assertThat(file.hasNote(Note.Kind.NO_PREAMBLE)).isTrue();
        hasText(file, Tag.PatientID, "TC001");
    }

    private static void losesGroupLengths(DicomFile file) throws IOException {
        java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
        DicomWriter.write(file.dataset(), file.transferSyntax(), out);
        Dataset again = DicomReader.WHOLE.read(out.toByteArray(), "again").dataset();

        assertThat(file.dataset().stream()).anyMatch(e -> Tag.isGroupLength(e.tag()));
        assertThat(again.stream()).noneMatch(e -> Tag.isGroupLength(e.tag()));
    }

    private static void hasThreeNameGroups(DicomFile file) {
        PersonName name = name(file);
        assertThat(name.alphabetic().isEmpty()).isFalse();
        assertThat(name.ideographic().isEmpty()).isFalse();
        assertThat(name.phonetic().isEmpty()).isFalse();
    }

    private static void hasOneFragment(DicomFile file) {
        Content content = file.dataset().element(Tag.PixelData).orElseThrow().content();
        assertThat(content).isInstanceOf(Content.Fragments.class);
        assertThat(((Content.Fragments) content).ranges()).hasSize(2);
    }
}
