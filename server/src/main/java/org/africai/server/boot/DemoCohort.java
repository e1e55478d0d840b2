package org.africai.server.boot;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.africai.phantom.Cohort;
import org.africai.phantom.DicomExport;
import org.africai.phantom.ImageSeries;
import org.africai.phantom.NiftiExport;
import org.africai.phantom.PhantomSession;
import org.africai.phantom.PhantomSubject;
import org.africai.server.settings.Secret;

/// The cohort of `africai demo`, brought in as any user would: through XNAT's REST API.
///
/// Each session is imported as a ZIP of DICOM; its first scan gets a NIfTI image and a segmentation
/// in the layout that AFRICAI recommends (`Image/image.nii.gz`,
/// `Annotations/segmentation_{contour}_{observer}.nii.gz`); clinical variables are custom variables
/// of the subjects, and a table in `clinical_data`.
final class DemoCohort implements DemoContent {
    private static final String PROJECT = "DEMO";
    private static final int SUBJECTS = 12;
    private static final long SEED = 20_24;

    @Override
    public void fill(URI server, String login, Secret password) {
        try (DemoClient client = new DemoClient(server, login, password)) {
            if (!client.isThere("/data/projects/" + PROJECT)) {
                fill(client, Cohort.of(SUBJECTS, SEED));
            }
        }
    }

    private static void fill(DemoClient client, Cohort cohort) {
        client.put(
                "/data/projects/" + PROJECT,
                Map.of(
                        "name", "Synthetic brain lesions",
                        "secondary_ID", "Brain lesions (demo)",
                        "description",
                                "Twelve heads that never were: MR and CT, segmentations and clinical"
                                        + " variables, to look around in.",
                        "keywords", "synthetic, brain, MR, CT"));
        client.put("/data/projects/" + PROJECT + "/accessibility/public", Map.of());
        for (PhantomSubject subject : cohort.subjects()) {
            subject(client, subject);
        }
        client.upload(
                "/data/projects/" + PROJECT + "/resources/clinical_data/files/clinical_data.csv",
                out -> out.write(table(cohort).getBytes(StandardCharsets.UTF_8)));
    }

    private static void subject(DemoClient client, PhantomSubject subject) {
        Map<String, String> fields = new TreeMap<>();
        fields.put("gender", subject.gender());
        fields.put("yob", Integer.toString(subject.birthYear()));
        fields.put("handedness", subject.handedness());
        subject.variables()
                .forEach((name, value) ->
                        fields.put(
                                "xnat:subjectData/fields/field[name=" + name + "]/field", value));
        client.put("/data/projects/" + PROJECT + "/subjects/" + subject.label(), fields);
        for (PhantomSession session : subject.sessions()) {
            session(client, subject, session);
        }
    }

    private static void session(DemoClient client, PhantomSubject subject, PhantomSession session) {
        client.importZip(
                Map.of(
                        "project",
                        PROJECT,
                        "subject",
                        subject.label(),
                        "session",
                        session.label(),
                        "dest",
                        "/archive"),
                out -> zip(session, out));
        String scan = "/data/projects/" + PROJECT + "/experiments/" + session.label() + "/scans/1";
        ImageSeries first = session.series().getFirst();
        client.upload(
                scan + "/resources/Image/files/image.nii.gz", out -> NiftiExport.image(first, out));
        client.upload(
                scan + "/resources/Annotations/files/segmentation_lesion_observer1.nii.gz",
                out -> NiftiExport.lesion(first, out));
    }

    private static void zip(PhantomSession session, ByteArrayOutputStream out) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.setLevel(1);
            for (int index = 0; index < session.series().size(); index++) {
                series(session.dicom(index), session.series().get(index), index + 1, zip);
            }
            zip.putNextEntry(new ZipEntry("segmentation.dcm"));
            session.segmentation(0).write(zip);
            zip.closeEntry();
            zip.putNextEntry(new ZipEntry("contours.dcm"));
            session.contours(0).write(zip);
            zip.closeEntry();
        }
    }

    private static void series(
            DicomExport dicom, ImageSeries series, int number, ZipOutputStream zip)
            throws IOException {
        for (int slice = 0; slice < series.geometry().slices(); slice++) {
            zip.putNextEntry(new ZipEntry(number + "/" + (slice + 1) + ".dcm"));
            dicom.write(slice, zip);
            zip.closeEntry();
        }
    }

    /// The clinical variables as a table, a line for each subject.
    private static String table(Cohort cohort) {
        List<String> names =
                cohort.subjects().getFirst().variables().keySet().stream().sorted().toList();
        String head = "subject,gender," + String.join(",", names) + "\n";
        return cohort.subjects().stream()
                .map(subject -> line(subject, names))
                .collect(Collectors.joining("\n", head, "\n"));
    }

    private static String line(PhantomSubject subject, List<String> names) {
        return names.stream()
                .map(name -> subject.variables().getOrDefault(name, ""))
                .collect(
                        Collectors.joining(
                                ",", subject.label() + "," + subject.gender() + ",", ""));
    }
}
