package org.africai.dicom.pixel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.africai.dicom.TestFiles;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.io.DicomFile;
import org.africai.dicom.io.InvalidDicom;
import org.junit.jupiter.api.Test;

/// Frames of real files.
class FrameFilesTest {
    @Test
    void every_encapsulated_file_has_the_frames_it_promises() throws IOException {
        List<String> wrong = new ArrayList<>();
        Map<FrameIndex.Source, Integer> sources = new TreeMap<>();
        for (Path file : TestFiles.dicom()) {
            Optional<DicomFile> read = read(file);
            boolean isEncapsulated =
                    read.flatMap(DicomFile::pixelData).filter(p -> p.isEncapsulated()).isPresent();
            if (isEncapsulated && !file.endsWith("encaps-frag-overrun.dcm")) {
                check(file, read.orElseThrow(), sources, wrong);
            }
        }
        System.err.println("frames found by: " + sources);
        assertThat(wrong).isEmpty();
        assertThat(sources)
                .containsKeys(
                        FrameIndex.Source.BASIC_OFFSETS,
                        FrameIndex.Source.CODESTREAMS,
                        FrameIndex.Source.FRAGMENT_EACH,
                        FrameIndex.Source.SINGLE_FRAME);
    }

    private static void check(
            Path path, DicomFile file, Map<FrameIndex.Source, Integer> sources, List<String> wrong)
            throws IOException {
        FrameIndex index = FrameIndex.of(file).orElseThrow();
        sources.merge(index.source(), 1, Integer::sum);
        int promised = file.dataset().integer(Tag.NumberOfFrames).orElse(1);
        if (index.count() != promised) {
            wrong.add(path + ": " + index.count() + " frames of " + promised);
        }
        String syntax = file.transferSyntax().uid().value();
        for (int n = 1; n <= index.count(); n++) {
            if (!startsAsItShould(index.frame(n), syntax)) {
                wrong.add(path + ": frame " + n + " does not start with a codestream");
            }
        }
    }

    private static boolean startsAsItShould(Frame frame, String syntax) throws IOException {
        try (InputStream in = frame.open()) {
            byte[] start = in.readNBytes(12);
            int marker = ((start[0] & 0xFF) << 8) | (start[1] & 0xFF);
            boolean isJpeg2000 = marker == 0xFF4F || start[4] == 'j';
            return switch (syntax.substring(syntax.lastIndexOf("1.2."))) {
                case "1.2.4.90", "1.2.4.91", "1.2.4.201", "1.2.4.202", "1.2.4.203" -> isJpeg2000;
                case "1.2.5" -> start[0] > 0 && start[0] <= 15 && start[1] == 0;
                case "1.2.8.1" -> true;
                default -> marker == 0xFFD8;
            };
        }
    }

    private static Optional<DicomFile> read(Path file) throws IOException {
        try {
            return Optional.of(DicomFile.readHeader(file));
        } catch (InvalidDicom _) {
            return Optional.empty();
        }
    }

    @Test
    void native_files_have_their_frames_or_an_error_that_says_why() throws IOException {
        List<String> refused = new ArrayList<>();
        int count = 0;
        for (Path file : TestFiles.sample()) {
            Optional<DicomFile> read = read(file);
            boolean isNative =
                    read.flatMap(DicomFile::pixelData).filter(p -> !p.isEncapsulated()).isPresent();
            if (isNative) {
                try {
                    FrameIndex index = FrameIndex.of(read.orElseThrow()).orElseThrow();
                    Frame last = index.frame(index.count());
                    try (InputStream in = last.open()) {
                        assertThat(in.readAllBytes()).hasSize((int) last.length());
                    }
                    count++;
                } catch (InvalidDicom e) {
                    refused.add(file.getFileName() + ": " + e.reason() + " " + e.path());
                }
            }
        }
        System.err.println(count + " native files; refused " + refused);
        assertThat(count).isGreaterThan(40);
    }

    @Test
    void a_fragment_longer_than_the_file_is_refused() throws IOException {
        DicomFile file = DicomFile.readHeader(TestFiles.file("synthetic/encaps-frag-overrun.dcm"));

        assertThatExceptionOfType(InvalidDicom.class)
                .isThrownBy(() -> FrameIndex.of(file))
                .matches(e -> e.reason() == InvalidDicom.Reason.TRUNCATED)
                .withMessageContaining("(7FE0,0010)");
    }

    @Test
    void an_empty_offset_table_of_one_frame_gives_that_frame() throws IOException {
        DicomFile file = DicomFile.readHeader(TestFiles.file("synthetic/encaps-zero-bot-rle.dcm"));

        FrameIndex index = FrameIndex.of(file).orElseThrow();

        assertThat(index.count()).isEqualTo(1);
        assertThat(index.source()).isEqualTo(FrameIndex.Source.SINGLE_FRAME);
        assertThat(index.anomalies()).isEmpty();
    }
}
