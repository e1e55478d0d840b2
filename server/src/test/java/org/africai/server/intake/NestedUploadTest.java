package org.africai.server.intake;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;
import org.africai.server.boot.TestServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Uploads that hold archives, and the directories of media.
class NestedUploadTest {
    @RegisterExtension
    static final TestServer SERVER = TestServer.with(Map.of("intake-max-files", "20"));

    private static int study;

    private ImportClient sender = new ImportClient(SERVER, SERVER.guest(), "");

    @BeforeEach
    void a_project() {
        sender = ImportClient.create(SERVER);
        study++;
    }

    @ParameterizedTest
    @ValueSource(strings = {"SI", "DICOM-zip"})
    void archives_in_an_archive_are_taken_apart(String handler) {
        byte[] zip = TestArchives.zip(Map.of("IM1.dcm", ct(1).bytes()));
        byte[] tgz = TestArchives.gzip(TestArchives.tar(Map.of("d/IM2.dcm", ct(2).bytes())));
        byte[] deep = TestArchives.zip(Map.of("more.zip", TestArchives.zip(ct(3))));
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("a.zip", zip);
        files.put("b/b.tgz", tgz);
        files.put("c.zip", deep);
        files.put("IM4.dcm", ct(4).bytes());

        String session =
                sender.accepted(
                                sender.toArchive(
                                        "&import-handler=" + handler, TestArchives.zip(files)))
                        .getFirst();

        assertThat(sender.dicom(session, "1")).hasSize(4);
    }

    @Test
    void an_archive_without_objects_is_a_file_as_it_came() {
        byte[] document = TestArchives.zip(Map.of("word/document.xml", "<a/>".getBytes(US_ASCII)));
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("IM1.dcm", ct(1).bytes());
        files.put("report.docx", document);
        files.put("broken.zip", new byte[] {'P', 'K', 3, 4, 0, 0});

        HttpResponse<String> answer = sender.toArchive("", TestArchives.zip(files));

        String session = sender.accepted(answer).getFirst();
        assertThat(answer.headers().firstValue("X-Import-Summary").orElse(""))
                .isEqualTo("objects=1; duplicates=0; leftovers=2; ignored=0");
        assertThat(sender.client().download(session + "/files/report.docx").body())
                .isEqualTo(document);
    }

    @Test
    void archives_nested_too_deep_are_refused() {
        byte[] nested = TestArchives.zip(ct(1));
        for (int i = 0; i < Unpacking.MAX_DEPTH; i++) {
            nested = TestArchives.zip(Map.of("in.zip", nested));
        }

        refused(nested, "more than " + Unpacking.MAX_DEPTH + " deep");
    }

    @Test
    void a_bomb_in_two_shells_is_refused_by_the_ratio_of_both() {
        byte[] inner = zipWith("zeros", new byte[900 << 10]);
        Map<String, byte[]> middle = new LinkedHashMap<>();
        for (int i = 0; i < 8; i++) {
            middle.put("in" + i + ".zip", inner);
        }

        byte[] outer = TestArchives.zip(Map.of("all.zip", TestArchives.zip(middle)));

        refused(outer, "times as large as the upload");
    }

    private static byte[] zipWith(String name, byte[] content) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("IM1.dcm", ct(1).bytes());
        files.put(name, content);
        return TestArchives.zip(files);
    }

    @Test
    void files_of_all_levels_are_counted_together() {
        Map<String, byte[]> twelve = new LinkedHashMap<>();
        for (int i = 1; i <= 12; i++) {
            twelve.put("IM" + i + ".dcm", ct(i).bytes());
        }
        byte[] inner = TestArchives.zip(twelve);

        refused(TestArchives.zip(Map.of("a.zip", inner, "b.zip", inner)), "more than");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SI", "DICOM-zip"})
    void the_directory_of_a_medium_is_passed_over(String handler) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("DICOMDIR", dicomdir());
        files.put("DICOM/IM000001", ct(1).bytes());

        HttpResponse<String> answer =
                sender.toArchive("&import-handler=" + handler, TestArchives.zip(files));

        String session = sender.accepted(answer).getFirst();
        assertThat(answer.headers().firstValue("X-Import-Summary").orElse(""))
                .isEqualTo("objects=1; duplicates=0; leftovers=0; ignored=1");
        assertThat(sender.rows(session + "/files?all=true")).hasSize(1);
    }

    @Test
    void the_directory_of_a_medium_alone_is_no_session() {
        refused(
                TestArchives.zip(Map.of("DICOMDIR", dicomdir())),
                "did not include parseable files");
        var alone = sender.send("import-handler=gradual-DICOM&project=$P", dicomdir());
        assertThat(alone.statusCode()).isEqualTo(400);
        assertThat(alone.body()).contains("directory of a medium");
    }

    private void refused(byte[] body, String why) {
        HttpResponse<String> answer = sender.toArchive("", body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains(why);
        assertThat(sender.waiting()).isEmpty();
        assertThat(sender.rows("/data/projects/" + sender.project() + "/experiments")).isEmpty();
    }

    private static TestObject ct(int number) {
        return TestObject.ct(700 + study, 1, number);
    }

    /// A Media Storage Directory (PS3.10 §8) with one record.
    private static byte[] dicomdir() {
        var meta = new ByteArrayOutputStream();
        meta.writeBytes(element(0x0002, 0x0002, "UI", "1.2.840.10008.1.3.10\0"));
        meta.writeBytes(element(0x0002, 0x0003, "UI", "1.2.826.0.1.3680043.10.1.9\0\0"));
        meta.writeBytes(element(0x0002, 0x0010, "UI", "1.2.840.10008.1.2.1\0"));
        var out = new ByteArrayOutputStream();
        out.writeBytes(new byte[128]);
        out.writeBytes("DICM".getBytes(US_ASCII));
        out.writeBytes(header(0x0002, 0x0000, "UL", 4));
        out.writeBytes(little(4).putInt(meta.size()).array());
        out.writeBytes(meta.toByteArray());
        out.writeBytes(element(0x0004, 0x1130, "CS", "DISC"));
        byte[] record = element(0x0004, 0x1430, "CS", "PATIENT ");
        out.writeBytes(little(4).putShort((short) 4).putShort((short) 0x1220).array());
        out.writeBytes(new byte[] {'S', 'Q', 0, 0});
        out.writeBytes(little(4).putInt(8 + record.length).array());
        out.writeBytes(
                little(8)
                        .putShort((short) 0xFFFE)
                        .putShort((short) 0xE000)
                        .putInt(record.length)
                        .array());
        out.writeBytes(record);
        return out.toByteArray();
    }

    private static byte[] element(int group, int number, String vr, String text) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(header(group, number, vr, text.length()));
        out.writeBytes(text.getBytes(US_ASCII));
        return out.toByteArray();
    }

    private static byte[] header(int group, int number, String vr, int length) {
        return little(8)
                .putShort((short) group)
                .putShort((short) number)
                .put(vr.getBytes(US_ASCII))
                .putShort((short) length)
                .array();
    }

    private static ByteBuffer little(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
