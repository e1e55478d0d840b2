package org.africai.dicom.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.io.InvalidDicom.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a reader does with lengths, depths and numbers that are meant to hurt.
class HostileInputTest {
    private static InvalidDicom rejected(byte[] bytes, Limits limits) {
        return catchThrowableOfType(
                InvalidDicom.class, () -> DicomReader.WHOLE.within(limits).read(bytes, "evil"));
    }

    private static InvalidDicom rejected(byte[] bytes) {
        return rejected(bytes, Limits.DEFAULT);
    }

    @Test
    void sequences_may_not_be_nested_deeper_than_the_limit() throws IOException {
        Limits limits = Limits.DEFAULT.withDepth(3);

        assertThat(DicomReader.WHOLE.within(limits).read(nested(3), "deep").notes()).isEmpty();
        InvalidDicom error = rejected(nested(4), limits);

        assertThat(error.reason()).isEqualTo(Reason.LIMIT_EXCEEDED);
        assertThat(error.path())
                .isEqualTo("(0040,A730)[0].(0040,A730)[0].(0040,A730)[0].(0040,A730)");
    }

    private static byte[] nested(int depth) {
        RawBytes bytes = RawBytes.explicit();
        for (int i = 0; i < depth; i++) {
            bytes.openSequence(Tag.ContentSequence).openItem();
        }
        for (int i = 0; i < depth; i++) {
            bytes.closeItem().closeSequence();
        }
        return bytes.bytes();
    }

    @Test
    void a_hundred_thousand_unclosed_sequences_end_at_the_limit() {
        RawBytes bytes = RawBytes.explicit();
        for (int i = 0; i < 100_000; i++) {
            bytes.openSequence(Tag.ContentSequence).openItem();
        }

        assertThat(rejected(bytes.bytes()).reason()).isEqualTo(Reason.LIMIT_EXCEEDED);
    }

    @Test
    void elements_items_and_fragments_are_counted() {
        Limits limits = Limits.DEFAULT.withElements(5);
        RawBytes items = RawBytes.explicit().openSequence(Tag.ContentSequence);
        RawBytes fragments = RawBytes.explicit().header(Tag.PixelData, "OB", -1);
        RawBytes elements = RawBytes.explicit();
        for (int i = 0; i < 6; i++) {
            items.implicit(Tag.Item, 0);
            fragments.implicit(Tag.Item, 0);
            elements.element(Tag.PatientName + i, "LO", "");
        }

        assertThat(rejected(items.bytes(), limits).reason()).isEqualTo(Reason.LIMIT_EXCEEDED);
        assertThat(rejected(fragments.bytes(), limits).reason()).isEqualTo(Reason.LIMIT_EXCEEDED);
        assertThat(rejected(elements.bytes(), limits))
                .hasMessageContaining("(0010,0015)")
                .hasMessageContaining("more than 5 elements");
    }

    @Test
    void the_header_may_not_be_longer_than_the_limit() {
        byte[] text = new byte[50_000];
        RawBytes bytes = RawBytes.explicit();
        for (int i = 0; i < 3; i++) {
            bytes.element(Tag.PatientComments + i, "UT", text);
        }

        InvalidDicom error = rejected(bytes.bytes(), Limits.DEFAULT.withHeaderBytes(100_000));

        assertThat(error.reason()).isEqualTo(Reason.LIMIT_EXCEEDED);
        assertThat(error).hasMessageContaining("100000 bytes");
    }

    @Test
    void a_length_beyond_the_end_is_found_out_before_memory_is_taken() {
        byte[] bytes =
                RawBytes.explicit()
                        .header(Tag.TextValue, "UT", 0xFFFFFFF0)
                        .raw(new byte[9])
                        .bytes();

        InvalidDicom error = rejected(bytes);

        assertThat(error.reason()).isEqualTo(Reason.TRUNCATED);
        assertThat(error.offset()).isEqualTo(bytes.length - 9 - 12);
        assertThat(error.path()).isEqualTo("(0040,A160)");
        assertThat(error)
                .hasMessage(
                        "evil: at byte 172 in (0040,A160): a value of 4294967280 bytes in 9 bytes of"
                                + " input");
    }

    @Test
    void a_stream_that_claims_much_and_has_little_takes_little() throws IOException {
        byte[] bytes =
                RawBytes.explicit()
                        .header(Tag.TextValue, "UT", 60_000_000)
                        .raw(new byte[9])
                        .bytes();
        InputStream stream = new ByteArrayInputStream(bytes);

        InvalidDicom error =
                catchThrowableOfType(
                        InvalidDicom.class, () -> DicomReader.WHOLE.read(stream, "stream"));

        assertThat(error.reason()).isEqualTo(Reason.TRUNCATED);
    }

    @Test
    void a_stream_without_end_is_read_up_to_the_limit() {
        byte[] start = RawBytes.explicit().header(Tag.TextValue, "UT", 0xFFFFFFF0).bytes();
        InputStream endless =
                new InputStream() {
                    @Override
                    public int read() {
                        return 'x';
                    }
                };
        InputStream stream = new SequenceInputStream(new ByteArrayInputStream(start), endless);
        DicomReader reader = DicomReader.WHOLE.within(Limits.DEFAULT.withHeaderBytes(1_000_000));

        InvalidDicom error =
                catchThrowableOfType(InvalidDicom.class, () -> reader.read(stream, "endless"));

        assertThat(error.reason()).isEqualTo(Reason.LIMIT_EXCEEDED);
    }

    @Test
    void a_deflate_bomb_ends_at_the_ratio_and_at_the_length() throws IOException {
        byte[] bomb = deflated(new byte[20_000_000]);
        Limits longer = Limits.DEFAULT.withInflation(10_000_000, 100_000);

        assertThat(rejected(bomb)).hasMessageContaining("more than 200 times");
        assertThat(rejected(bomb, longer)).hasMessageContaining("longer than 10000000 bytes");
        assertThat(rejected(bomb).reason()).isEqualTo(Reason.LIMIT_EXCEEDED);
    }

    private static byte[] deflated(byte[] pixels) throws IOException {
        byte[] dataset =
                new RawBytes()
                        .element(Tag.Modality, "CS", "OT")
                        .element(Tag.PixelData, "OW", pixels)
                        .bytes();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Deflater deflater = new Deflater(9, true);
        try (DeflaterOutputStream deflating = new DeflaterOutputStream(out, deflater)) {
            deflating.write(dataset);
        }
        deflater.end();
        return RawBytes.file("1.2.840.10008.1.2.1.99").raw(out.toByteArray()).bytes();
    }

    @Test
    void deflated_data_that_is_cut_or_broken_is_rejected() throws IOException {
        byte[] whole = deflated(new byte[10_000]);
        byte[] cut = Arrays.copyOf(whole, whole.length - 5);
        byte[] broken = whole.clone();
        Arrays.fill(broken, whole.length - 20, whole.length, (byte) 0xFF);

        assertThat(rejected(cut).reason()).isEqualTo(Reason.TRUNCATED);
        assertThat(rejected(broken).reason()).isIn(Reason.MALFORMED, Reason.TRUNCATED);
    }

    @Test
    void every_beginning_of_a_file_is_read_or_rejected_as_cut_short() {
        byte[] whole = sample();
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            for (DicomReader reader : new DicomReader[] {DicomReader.HEADER, DicomReader.WHOLE}) {
                try {
                    assertThat(reader.read(cut, "cut").tailOffset()).isLessThanOrEqualTo(length);
                } catch (IOException e) {
                    assertThat(e).isInstanceOf(InvalidDicom.class);
                }
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void a_file_with_wrong_bytes_is_read_or_rejected(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            byte[] bytes = sample();
            for (int i = 0; i <= random.nextInt(4); i++) {
                bytes[132 + random.nextInt(bytes.length - 132)] = (byte) random.nextInt();
            }
            try {
                DicomFile file = DicomReader.WHOLE.read(bytes, "wrong");
                assertThat(DatasetLines.of(file.dataset())).isNotNull();
            } catch (IOException e) {
                assertThat(e).isInstanceOf(InvalidDicom.class);
            }
        }
    }

    /// A small file with most forms that elements and sequences can have.
    static byte[] sample() {
        byte[] inner = new RawBytes().element(Tag.CodeValue, "SH", "121320").bytes();
        byte[] item = new RawBytes().implicit(Tag.Item, inner.length).raw(inner).bytes();
        return RawBytes.explicit()
                .element(Tag.SpecificCharacterSet, "CS", "\\ISO 2022 IR 87")
                .element(Tag.SOPClassUID, "UI", "1.2.840.10008.5.1.4.1.1.7\0")
                .element(0x00091001, "UN", "private ")
                .element(
                        Tag.PatientName,
                        "PN",
                        "Yamada^Tarou=\u001b$B;3ED\u001b(B^\u001b$BB@O:\u001b(B")
                .element(Tag.SliceThickness, "DS", "1.25")
                .element(Tag.PixelRepresentation, "US", new byte[] {1, 0})
                .element(Tag.ConceptNameCodeSequence, "SQ", item)
                .openSequence(Tag.ContentSequence)
                .openItem()
                .element(Tag.ValueType, "CS", "TEXT")
                .header(Tag.ConceptNameCodeSequence, "UN", -1)
                .openItem()
                .implicit(Tag.CodeMeaning, "meaning ")
                .closeItem()
                .closeSequence()
                .closeItem()
                .closeSequence()
                .header(Tag.PixelData, "OB", -1)
                .implicit(Tag.Item, 0)
                .implicit(Tag.Item, 4)
                .raw(new byte[] {1, 2, 3, 4})
                .closeSequence()
                .element(Tag.DataSetTrailingPadding, "OB", new byte[4])
                .bytes();
    }
}
