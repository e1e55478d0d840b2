package org.africai.deid;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.africai.deid.ctp.CtpRules;
import org.africai.deid.ctp.CtpScript;
import org.africai.deid.profile.ConfidentialityProfile;
import org.africai.deid.profile.ProfileRules;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.data.DatasetBuilder;
import org.africai.dicom.data.Element;
import org.africai.dicom.dict.Dictionary;
import org.africai.dicom.dict.ElementDefinition;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.encoding.TransferSyntax;
import org.africai.dicom.encoding.Vr;
import org.africai.dicom.io.DicomFile;
import org.africai.dicom.io.InvalidDicom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// No value of an element that was removed or replaced is anywhere in the bytes that come out.
class NoLeakTest {
    private static final Secret SECRET = new Secret("a secret of the project".getBytes(US_ASCII));
    private static final int SHORTEST = 6;

    private static final String EVERYTHING =
            """
            set.[0008,0016]SOPClassUID=@keep()
            set.[0008,0018]SOPInstanceUID=@hashuid(1.2.3,this)
            set.[0020,000D]StudyInstanceUID=@hashuid(1.2.3,this)
            set.[0020,000E]SeriesInstanceUID=@hashuid(1.2.3,this)
            set.[0010,0010]PatientName=@empty()
            set.[0010,0020]PatientID=@hash(this,8)
            remove.privategroups=
            remove.unspecifiedelements=
            remove.overlays=
            remove.curves=
            """;

    static List<Rules> rules() throws InvalidScript {
        return List.of(
                CtpRules.of(CtpScript.parse(EVERYTHING), Policy.STRICT),
                new ProfileRules(ConfidentialityProfile.basic(SECRET)),
                new ProfileRules(ConfidentialityProfile.research(SECRET)));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void nothing_of_the_test_files_survives(Rules rules) throws IOException {
        int compared = 0;
        for (Path path : TestFiles.sample()) {
            DicomFile file;
            try {
                file = DicomFile.read(path);
            } catch (InvalidDicom _) {
                continue;
            }
            Fixture.Result result = Fixture.run(rules, file);
            if (result.outcome() instanceof Outcome.Changed) {
                assertNothingSurvives(path.toString(), file.dataset(), result);
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(130);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ISO_IR 100",
                "ISO_IR 192",
                "ISO_IR 144",
                "ISO_IR 126",
                "GB18030",
                "ISO 2022 IR 87",
                "ISO_IR 13",
                "ISO_IR 166",
                "ISO_IR 138",
                ""
            })
    void nothing_survives_in_any_character_set(String set) throws InvalidScript {
        String[] terms = set.startsWith("ISO 2022") ? new String[] {"", set} : new String[] {set};
        DatasetBuilder builder = Fixture.rich().edit();
        if (set.isEmpty()) {
            builder.remove(Tag.SpecificCharacterSet).put(Tag.InstitutionName, "plain");
        } else {
            builder.put(Tag.InstitutionName, "plain").put(Tag.SpecificCharacterSet, terms);
        }
        Dataset before = withTexts(builder.build());

        for (Rules one : rules()) {
            Fixture.Result result = Fixture.run(one, Fixture.file(before));
            assertThat(result.outcome()).isInstanceOf(Outcome.Changed.class);
            assertNothingSurvives(set, before, result);
        }
    }

    /// Text elements of all kinds, each with its own value in the characters of the set.
    private static Dataset withTexts(Dataset dataset) {
        String letters = letters(dataset.string(Tag.SpecificCharacterSet).orElse(""), dataset);
        DatasetBuilder builder = dataset.edit();
        int count = 0;
        for (ElementDefinition one : Dictionary.all().toList()) {
            boolean isText =
                    !one.vrs().isEmpty()
                            && one.vrs().getFirst().usesCharacterSet()
                            && one.pattern().indexOf('x') < 0
                            && one.pattern().compareTo("0008") > 0;
            if (isText && count++ % 5 == 0) {
                int tag = Integer.parseUnsignedInt(one.pattern(), 16);
                builder.put(tag, one.vrs().getFirst(), letters + count);
            }
        }
        return builder.build();
    }

    private static String letters(String set, Dataset dataset) {
        for (String candidate :
                List.of(
                        "\u5c71\u7530\u592a\u90ce",
                        "\u0418\u0432\u0430\u043d\u043e\u0432",
                        "\u0399\u03c9\u03ac\u03bd\u03bd\u03b7\u03c2",
                        "\uff94\uff8f\uff80\uff9e\uff80",
                        "\u0e0a\u0e37\u0e48\u0e2d\u0e04\u0e19",
                        "\u05e9\u05dd\u05de\u05e9",
                        "\u00e9\u00e0\u00fc\u00f1")) {
            if (dataset.characterSet().encode(candidate, Vr.LO).isPresent()) {
                return candidate;
            }
        }
        return "plain" + set.length();
    }

    @Test
    void nothing_survives_of_the_preamble_the_file_meta_information_and_what_follows()
            throws InvalidScript, IOException {
        byte[] body = written(Fixture.rich());
        byte[] marked = body.clone();
        byte[] marker = "PREAMBLE-SMITH".getBytes(US_ASCII);
        System.arraycopy(marker, 0, marked, 5, marker.length);
        byte[] whole = withMeta(marked, "(0002,0016) SMITHS-AE");
        byte[] longer = Arrays.copyOf(whole, whole.length + 40);
        byte[] tail = "TRAILER-SMITH".getBytes(US_ASCII);
        System.arraycopy(tail, 0, longer, longer.length - 20, tail.length);

        for (Rules one : rules()) {
            assertClean(one, Fixture.read(whole));
        }
        assertThatThrownBy(() -> Fixture.read(longer)).isInstanceOf(InvalidDicom.class);
    }

    private static void assertClean(Rules rules, DicomFile file) {
        String out = new String(Fixture.run(rules, file).bytes(), ISO_8859_1);
        assertThat(out).doesNotContain("SMITH").startsWith("\0".repeat(128) + "DICM");
    }

    @Test
    void a_file_that_no_rule_changes_still_loses_its_preamble() throws InvalidScript, IOException {
        byte[] marked = written(Fixture.rich().without(Tag.DataSetTrailingPadding));
        Rules nothing = CtpRules.of(CtpScript.parse("param.X=1"), Policy.STRICT);

        var clean = Fixture.run(nothing, Fixture.read(marked));
        marked[3] = 'S';
        var dirty = Fixture.run(nothing, Fixture.read(marked));

        assertThat(clean.outcome()).isEqualTo(new Outcome.Unchanged());
        assertThat(dirty.outcome()).isInstanceOf(Outcome.Changed.class);
        assertThat(dirty.bytes()[3]).isZero();
    }

    @Test
    void bytes_that_no_rule_names_stay_identical() throws IOException, InvalidScript {
        var script = CtpScript.parse("set.[0010,0010]PatientName=X\nset.[0008,0018]u=1.2.3");
        for (Path path : TestFiles.sample()) {
            DicomFile file;
            try {
                file = DicomFile.read(path);
            } catch (InvalidDicom _) {
                continue;
            }
            Fixture.Result result = Fixture.run(CtpRules.of(script, Policy.STRICT), file);
            if (result.outcome() instanceof Outcome.Changed) {
                assertSameBytes(path, file.dataset(), result.dataset());
            }
        }
    }

    private static void assertSameBytes(Path path, Dataset before, Dataset after)
            throws IOException {
        for (Element element : before) {
            int tag = element.tag();
            boolean isNamed =
                    tag == Tag.PatientName
                            || tag == Tag.SOPInstanceUID
                            || Tag.compare(tag, Tag.DigitalSignaturesSequence) >= 0
                            || Tag.isGroupLength(tag)
                            || Tag.group(tag) < 8
                            || element.length() % 2 != 0;
            if (!isNamed && element.isHeld()) {
                assertThat(after.bytes(tag)).as(path + " " + element).isPresent();
                assertThat(after.bytes(tag).orElseThrow())
                        .isEqualTo(before.bytes(tag).orElseThrow());
            } else if (!isNamed && element.vr() != Vr.SQ) {
                assertThat(after.element(tag).orElseThrow().open(false).readAllBytes())
                        .isEqualTo(element.open(false).readAllBytes());
            }
        }
    }

    /// The file is larger than the heap that tests have.
    @Test
    void a_file_larger_than_memory_is_no_matter(@TempDir Path folder)
            throws IOException, InvalidScript {
        Path in = folder.resolve("large.dcm");
        long bytes = 5L << 28;
        writeSparse(in, bytes);
        Rules rules = CtpRules.of(CtpScript.parse(EVERYTHING), Policy.STRICT);
        long[] written = new long[1];
        OutputStream counting =
                new OutputStream() {
                    @Override
                    public void write(int b) {
                        written[0]++;
                    }

                    @Override
                    public void write(byte[] b, int off, int len) {
                        written[0] += len;
                    }
                };

        Outcome outcome = new Deidentifier(rules).run(DicomFile.read(in), counting);

        assertThat(outcome).isInstanceOf(Outcome.Changed.class);
        assertThat(written[0]).isGreaterThan(bytes);
    }

    private static void writeSparse(Path path, long bytes) throws IOException {
        Dataset head =
                Fixture.rich()
                        .edit()
                        .remove(Tag.PixelData)
                        .remove(Fixture.TAIL_CREATOR)
                        .remove(Fixture.TAIL)
                        .remove(Tag.DataSetTrailingPadding)
                        .build();
        try (var file = new java.io.RandomAccessFile(path.toFile(), "rw")) {
            file.write(written(head));
            file.write(new byte[] {(byte) 0xE0, 0x7F, 0x10, 0, 'O', 'W', 0, 0});
            file.write(new byte[] {0, 0, 0, (byte) (bytes >> 24)});
            file.setLength(file.getFilePointer() + bytes);
        }
    }

    // ---- comparing

    private static void assertNothingSurvives(String name, Dataset before, Fixture.Result result) {
        Map<Integer, Set<String>> after = new HashMap<>();
        collect(result.dataset(), after);
        Set<String> allowed = new HashSet<>();
        after.values().forEach(allowed::addAll);
        String output = new String(result.bytes(), ISO_8859_1);
        Map<Integer, Set<String>> old = new HashMap<>();
        collect(before, old);
        List<String> found = new ArrayList<>();
        old.forEach((tag, values) ->
                values.stream()
                        .filter(value -> isTelling(value) && !isElsewhere(value, allowed))
                        .filter(output::contains)
                        .forEach(_ -> found.add(Tag.toString(tag))));
        assertThat(found).as(name).isEmpty();
    }

    /// Short values, and numbers of a few digits, are in other bytes by chance.
    private static boolean isTelling(String value) {
        int length = value.strip().length();
        return length >= SHORTEST && (length > SHORTEST + 2 || !value.matches("[0-9. ]*"));
    }

    /// Whether the value is that of, or part of, an element that stayed.
    private static boolean isElsewhere(String value, Set<String> allowed) {
        return allowed.stream().anyMatch(other -> other.contains(value));
    }

    /// The bytes of all held values by tag, items included, without padding.
    private static void collect(Dataset dataset, Map<Integer, Set<String>> values) {
        for (Element element : dataset) {
            if (element.vr() == Vr.SQ) {
                element.items().forEach(item -> collect(item, values));
            } else if (element.vr().isText()) {
                element.bytes()
                        .map(bytes -> new String(bytes, ISO_8859_1).replaceAll("[ \\x00]+$", ""))
                        .ifPresent(text ->
                                values.computeIfAbsent(element.tag(), _ -> new HashSet<>())
                                        .add(text));
            }
        }
    }

    private static byte[] written(Dataset dataset) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            org.africai.dicom.io.DicomWriter.write(dataset, TransferSyntax.EXPLICIT_LITTLE, out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The file with Source Application Entity Title behind the rest of group 0002, whose length is
    /// then wrong, as in many files.
    private static byte[] withMeta(byte[] file, String title) {
        byte[] value = title.substring(12).getBytes(US_ASCII);
        int end = 128 + 4 + 12 + (file[128 + 4 + 8] & 0xFF);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(file, 0, end);
        out.writeBytes(
                new byte[] {
                    2, 0, 0x16, 0, 'A', 'E', (byte) (value.length + (value.length & 1)), 0
                });
        out.writeBytes(Arrays.copyOf(value, value.length + (value.length & 1)));
        out.write(file, end, file.length - end);
        return out.toByteArray();
    }
}
