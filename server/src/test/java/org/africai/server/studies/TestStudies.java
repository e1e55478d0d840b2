package org.africai.server.studies;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.data.DatasetBuilder;
import org.africai.dicom.dict.KnownUid;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.encoding.TransferSyntax;
import org.africai.dicom.encoding.Vr;
import org.africai.dicom.io.DicomWriter;
import org.africai.server.access.Caller;
import org.africai.server.access.MembershipTable;
import org.africai.server.access.Role;
import org.africai.server.accounts.Account;
import org.africai.server.accounts.Accounts;
import org.africai.server.accounts.LoginName;
import org.africai.server.accounts.Means;
import org.africai.server.accounts.NewAccount;
import org.africai.server.boot.TestClient;
import org.africai.server.boot.TestServer;
import org.africai.server.db.Sql;

/// A project of a test's own and studies in it, whose UIDs no other test uses.
public final class TestStudies {
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final String PASSWORD = "a few words in a row";
    private static final int SIDE = 16;

    private final TestServer server;
    private final int number = NUMBER.incrementAndGet();
    private final String project = "DW" + number;

    public TestStudies(TestServer server) {
        this.server = server;
        put("/data/projects/" + project);
    }

    public String project() {
        return project;
    }

    public String root() {
        return "/data/projects/" + project + "/dicomweb";
    }

    public String studyUid(int study) {
        return "1.2.826.0.1.3680043.10.77." + number + "." + study;
    }

    public String seriesUid(int study, int series) {
        return studyUid(study) + "." + series;
    }

    public String sopUid(int study, int series, int instance) {
        return seriesUid(study, series) + "." + instance;
    }

    /// A small CT image.
    public DatasetBuilder ct(int study, int series, int instance) {
        byte[] pixels = new byte[SIDE * SIDE * 2];
        new Random(31L * (31L * study + series) + instance).nextBytes(pixels);
        return Dataset.builder()
                .put(Tag.SOPClassUID, KnownUid.CTImageStorage)
                .put(Tag.SOPInstanceUID, sopUid(study, series, instance))
                .put(Tag.StudyDate, "2026010" + study % 10)
                .put(Tag.StudyTime, "101500")
                .put(Tag.AccessionNumber, "A" + study)
                .put(Tag.Modality, "CT")
                .put(Tag.StudyDescription, "Head " + study)
                .put(Tag.SeriesDescription, "Axial " + series)
                .put(Tag.PatientName, "Okafor" + number + "^Ada" + study)
                .put(Tag.PatientID, "P" + number + "-" + study)
                .put(Tag.PatientSex, "F")
                .put(Tag.StudyInstanceUID, studyUid(study))
                .put(Tag.SeriesInstanceUID, seriesUid(study, series))
                .put(Tag.SeriesNumber, Integer.toString(series))
                .put(Tag.InstanceNumber, Integer.toString(instance))
                .put(Tag.SamplesPerPixel, 1)
                .put(Tag.PhotometricInterpretation, "MONOCHROME2")
                .put(Tag.Rows, SIDE)
                .put(Tag.Columns, SIDE)
                .put(Tag.BitsAllocated, 16)
                .put(Tag.BitsStored, 16)
                .put(Tag.HighBit, 15)
                .put(Tag.PixelRepresentation, 0)
                .put(Tag.PixelData, Vr.OW, pixels);
    }

    public static byte[] file(Dataset dataset) {
        return file(dataset, TransferSyntax.EXPLICIT_LITTLE);
    }

    public static byte[] file(Dataset dataset, TransferSyntax syntax) {
        var out = new ByteArrayOutputStream();
        try {
            DicomWriter.write(dataset, syntax, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /// Archives objects as the session of this label.
    public void archive(String session, Dataset... objects) {
        archive(session, "", objects);
    }

    public void archive(String session, String more, Dataset... objects) {
        var zip = new ByteArrayOutputStream();
        try (var out = new ZipOutputStream(zip)) {
            int name = 0;
            for (Dataset object : objects) {
                out.putNextEntry(new ZipEntry(name++ + ".dcm"));
                out.write(file(object));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        TestClient admin = server.admin();
        HttpResponse<String> answer =
                admin.send(
                        admin.request(
                                        "/data/services/import?dest=/archive/projects/"
                                                + project
                                                + "/subjects/S_"
                                                + session
                                                + "/experiments/"
                                                + session
                                                + more)
                                .header("Content-Type", "application/zip")
                                .POST(BodyPublishers.ofByteArray(zip.toByteArray())));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    /// Somebody with a role in the project; without one when `role` is none.
    public Caller caller(Role... role) {
        String login = "dw" + NUMBER.incrementAndGet();
        server.get(Accounts.class)
                .create(
                        Caller.SYSTEM,
                        Means.PASSWORD,
                        NewAccount.enabled(new LoginName(login)),
                        PASSWORD);
        Account account = server.get(Accounts.class).named(login).orElseThrow();
        for (Role one : role) {
            grant(account.caller(), one);
        }
        return account.caller();
    }

    public void grant(Caller caller, Role role) {
        Long account = caller.account();
        assertThat(account).isNotNull();
        server.get(MembershipTable.class).grant(key(), account, role);
    }

    public TestClient client(Caller caller) {
        return server.as(caller.login(), PASSWORD);
    }

    private long key() {
        return server.get(Sql.class)
                .of("select key from project where id = :id")
                .bind("id", project)
                .only(row -> row.number("key"));
    }

    public void put(String path) {
        HttpResponse<String> answer = server.admin().put(path);
        assertThat(answer.statusCode()).as(path + ": " + answer.body()).isIn(200, 201);
    }

    public void delete(String path) {
        HttpResponse<String> answer = server.admin().delete(path);
        assertThat(answer.statusCode()).as(path + ": " + answer.body()).isEqualTo(200);
    }

    /// The session's address.
    public String session(String label) {
        return "/data/projects/" + project + "/experiments/" + label;
    }

    /// UIDs of what is found.
    public static List<String> uids(FoundPage page) {
        return page.found().stream()
                .map(found ->
                        found.sopUid() != null
                                ? found.sopUid()
                                : found.seriesUid() != null ? found.seriesUid() : found.studyUid())
                .toList();
    }
}
