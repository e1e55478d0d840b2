package org.africai.cli.send;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.africai.dicom.Uid;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.dict.KnownUid;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.io.DicomReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is found where.
class ScanTest {
    @TempDir Path folder = Path.of("");

    @Test
    void images_are_found_by_what_they_are_in_the_order_of_their_studies() throws IOException {
        Images.write(folder.resolve("z/2"), Images.ct(1, 2));
        Images.write(folder.resolve("a/1.jpg"), Images.ct(2, 1));
        Images.write(folder.resolve("z/1"), Images.ct(1, 1));
        Files.writeString(folder.resolve("z/readme"), "no image");
        Files.createSymbolicLink(folder.resolve("z/link"), folder.resolve("z/1"));

        Scan scan = Scan.of(folder);

        assertThat(scan.images())
                .extracting(Source::place)
                .containsExactly("z/1", "z/2", "a/1.jpg");
        assertThat(scan.images().getFirst().modality()).isEqualTo("CT");
        assertThat(scan.others()).extracting(Source::place).containsExactly("z/readme");
    }

    @Test
    void files_in_a_zip_have_a_place_of_their_own_and_zips_in_it_are_told() throws IOException {
        Images.zip(folder.resolve("a.zip"), "b/c", Images.bytes(Images.ct(1, 1)));
        Images.zip(folder.resolve("o.zip"), "i.zip", Files.readAllBytes(folder.resolve("a.zip")));

        Scan scan = Scan.of(folder);

        assertThat(scan.images()).extracting(Source::place).containsExactly("a.zip!/b/c");
        assertThat(scan.problems()).singleElement().asString().contains("a ZIP within a ZIP");
    }

    @Test
    void a_medium_that_is_named_stands_for_the_files_of_its_directory() throws IOException {
        Images.write(folder.resolve("dicom/im1"), Images.ct(1, 1));
        Images.write(folder.resolve("elsewhere"), Images.ct(1, 2));
        Files.write(folder.resolve("DICOMDIR"), directory("DICOM\\IM1", "DICOM\\IM2"));

        Scan medium = Scan.of(folder.resolve("DICOMDIR"));
        Scan all = Scan.of(folder);

        assertThat(medium.images()).extracting(Source::place).containsExactly("dicom/im1");
        assertThat(medium.missing()).containsExactly("DICOM/IM2");
        assertThat(all.images())
                .extracting(Source::place)
                .containsExactly("dicom/im1", "elsewhere");
        assertThat(all.missing()).containsExactly("DICOM/IM2");
    }

    @Test
    void a_directory_that_points_outside_of_its_medium_leads_nowhere() throws IOException {
        Path inside = Files.createDirectory(folder.resolve("cd"));
        Images.write(folder.resolve("im1"), Images.ct(1, 1));
        Files.write(inside.resolve("DICOMDIR"), directory("..\\im1 "));

        Scan scan = Scan.of(inside.resolve("DICOMDIR"));

        assertThat(scan.images()).isEmpty();
        assertThat(scan.missing()).hasSize(1);
    }

    /// The directory of a medium, explicit VR little endian, with a record for each file.
    ///
    /// @param names of even length
    private static byte[] directory(String... names) throws IOException {
        Dataset ids =
                Dataset.builder()
                        .put(Tag.SOPClassUID, KnownUid.MediaStorageDirectoryStorage)
                        .put(Tag.SOPInstanceUID, new Uid("1.2.3"))
                        .build();
        byte[] file = Images.bytes(ids);
        int start = (int) DicomReader.WHOLE.read(file, "it").datasetOffset();
        ByteBuffer items = ByteBuffer.allocate(1_000).order(ByteOrder.LITTLE_ENDIAN);
        for (String name : names) {
            items.putInt(0xE000_FFFE).putInt(8 + name.length());
            items.putInt(0x1500_0004).put((byte) 'C').put((byte) 'S');
            items.putShort((short) name.length()).put(name.getBytes(US_ASCII));
        }
        ByteBuffer all = ByteBuffer.allocate(file.length + items.position() + 12);
        all.order(ByteOrder.LITTLE_ENDIAN).put(file, 0, start);
        all.putInt(0x1220_0004).put((byte) 'S').put((byte) 'Q').putShort((short) 0);
        all.putInt(items.position()).put(items.array(), 0, items.position());
        return all.put(file, start, file.length - start).array();
    }

    @Test
    void what_is_not_there_is_refused() {
        assertThatThrownBy(() -> Scan.of(folder.resolve("nothing")))
                .isInstanceOf(BadUse.class)
                .hasMessageContaining("there is no");
    }
}
