package org.africai.dicom.io;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.africai.dicom.data.Content;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.data.Element;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.encoding.TransferSyntax;
import org.africai.dicom.encoding.Vr;

/// Any bytes: in a normal build those of the corpus among the test resources; with the environment
/// variable `JAZZER_FUZZ=1` and `-Djazzer.hooks=true` those that the fuzzer makes of them.
class DicomFuzzTest {
    private static final DicomReader READER =
            DicomReader.WHOLE.within(new Limits(16, 10_000, 1 << 20, 256, 4 << 20, 200));

    @FuzzTest(maxDuration = "5m")
    void any_bytes_are_read_or_rejected(FuzzedDataProvider data) throws IOException {
        byte[] bytes = data.consumeRemainingAsBytes();
        DicomFile file;
        try {
            file = READER.read(bytes, "fuzz");
        } catch (InvalidDicom e) {
            assertThat(e.offset()).isNotNegative();
            return;
        }
        assertThat(DatasetLines.of(file.dataset())).isNotNull();
        file.dataset().forEach(element -> assertThat(element.problems()).isNotNull());
        writtenAgainItIsTheSame(file, bytes);
        writtenAnewItIsStable(file.dataset());
    }

    /// A change undone leaves the bytes as they were, but for what is made anew: compressed data,
    /// and delimiters that are missing or have a length.
    private static void writtenAgainItIsTheSame(DicomFile file, byte[] bytes) throws IOException {
        int tag = 0x4FFF1077;
        Dataset dataset = file.dataset();
        boolean isOther =
                file.transferSyntax().isDeflated()
                        || dataset.contains(tag)
                        || dataset.contains(tag & 0xFFFF0000)
                        || file.notes().stream().anyMatch(DicomFuzzTest::isOfDelimiters);
        if (!isOther) {
            Dataset same = dataset.edit().put(tag, Vr.LO, "X").remove(tag).build();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            DicomWriter.write(file.withDataset(same), out);
            assertThat(out.toByteArray()).isEqualTo(bytes);
        }
    }

    private static boolean isOfDelimiters(Note note) {
        return switch (note.kind()) {
            case DELIMITER_MISSING, DELIMITER_UNEXPECTED, DELIMITER_WITH_LENGTH -> true;
            default -> false;
        };
    }

    private static void writtenAnewItIsStable(Dataset dataset) throws IOException {
        TransferSyntax syntax =
                dataset.element(Tag.PixelData)
                                .filter(e -> e.content() instanceof Content.Fragments)
                                .isPresent()
                        ? TransferSyntax.RLE_LOSSLESS
                        : TransferSyntax.EXPLICIT_LITTLE;
        byte[] once = written(dataset, syntax);
        Dataset again = READER.readDataset(once, syntax, "again");
        assertThat(written(again, syntax)).isEqualTo(once);
        for (Element element : again) {
            assertThat(element.length() % 2).isZero();
        }
    }

    private static byte[] written(Dataset dataset, TransferSyntax syntax) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DicomWriter.writeDataset(dataset, syntax, out);
        return out.toByteArray();
    }
}
