package org.africai.server.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.africai.dicom.dict.KnownUid;
import org.africai.dicom.dict.Tag;
import org.africai.server.boot.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What becomes of studies with PET and MR series: `separatePETMR` of the project, `sitewidePetMr`
/// of the site.
class PetMrTest {
    @RegisterExtension static final TestServer SERVER = TestServer.with(Map.of());

    private static int study = 600;

    private ImportClient sender = new ImportClient(SERVER, SERVER.guest(), "");

    @BeforeEach
    void a_project() {
        sender = ImportClient.create(SERVER);
        study++;
    }

    @AfterEach
    void the_site_says_nothing() {
        site("");
    }

    private static void site(String value) {
        var set =
                SERVER.admin()
                        .post(
                                "/xapi/siteConfig",
                                "application/json",
                                "{\"sitewidePetMr\": \"" + value + "\"}");
        assertThat(set.statusCode()).isEqualTo(200);
    }

    private int project(String value) {
        return sender.client()
                .put(
                        "/data/projects/" + sender.project() + "/config/separatePETMR/config",
                        "text/plain",
                        value)
                .statusCode();
    }

    @Test
    void by_default_they_are_one_session_of_both() {
        sender.accepted(sender.toArchive("&session=E", zip()));

        assertThat(types()).containsExactlyEntriesOf(Map.of("E", "xnat:petmrSessionData"));
    }

    @Test
    void a_project_may_want_pet_sessions() {
        assertThat(project("pet")).isEqualTo(201);

        sender.accepted(sender.toArchive("&session=E", zip()));

        assertThat(types()).containsExactlyEntriesOf(Map.of("E", "xnat:petSessionData"));
        assertThat(sender.scans(sender.session("E"))).containsOnlyKeys("1", "2", "3");
    }

    @Test
    void a_project_may_want_two_sessions() {
        project("separate");

        List<String> uris = sender.accepted(sender.toArchive("&session=E", zip()));

        assertThat(uris).hasSize(2);
        assertThat(types())
                .containsOnly(
                        Map.entry("E_PET", "xnat:petSessionData"),
                        Map.entry("E_MR", "xnat:mrSessionData"));
        assertThat(sender.scans(sender.session("E_PET"))).containsOnlyKeys("1", "3");
        assertThat(sender.scans(sender.session("E_MR"))).containsOnlyKeys("2");
        assertThat(sender.dicom(sender.session("E_MR"), "2")).hasSize(2);
        assertThat(sender.waiting()).isEmpty();
    }

    @Test
    void the_site_decides_where_the_project_does_not_and_a_label_may_hold_the_place() {
        site("separate");

        sender.accepted(sender.toArchive("&session=X_PETMR_1", zip()));

        assertThat(types()).containsOnlyKeys("X_PET_1", "X_MR_1");
    }

    @Test
    void objects_that_came_one_by_one_are_separated_when_they_are_archived() {
        project("separate");
        String uri = "";
        for (TestObject object : objects()) {
            uri =
                    sender.accepted(
                                    sender.send(
                                            "import-handler=gradual-DICOM&project=$P&session=G",
                                            object.bytes()))
                            .getFirst();
        }

        var archived = sender.client().post(uri + "?action=commit&AA=true", "text/plain", "");

        assertThat(archived.statusCode()).as(archived.body()).isEqualTo(301);
        assertThat(types()).containsOnlyKeys("G_PET", "G_MR");
        assertThat(sender.waiting()).isEmpty();
    }

    @Test
    void in_the_prearchive_they_wait_apart() {
        project("separate");

        sender.accepted(sender.send("dest=/prearchive/projects/$P&session=W", zip()));

        assertThat(sender.waiting())
                .extracting(row -> row.get("name") + " " + row.get("status"))
                .containsExactlyInAnyOrder("W_PET READY", "W_MR READY");
    }

    @Test
    void what_failed_leaves_neither() {
        project("separate");
        sender.accepted(sender.toArchive("&session=E", zip()));

        var again = sender.toArchive("&session=E", zip());

        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(sender.waiting()).extracting(row -> row.get("status")).containsOnly("CONFLICT");
    }

    @Test
    void a_word_that_means_nothing_is_refused() {
        assertThat(project("both")).isEqualTo(400);
        var site =
                SERVER.admin()
                        .post(
                                "/xapi/siteConfig",
                                "application/json",
                                "{\"sitewidePetMr\": \"both\"}");
        assertThat(site.statusCode()).isEqualTo(400);
    }

    private Map<String, String> types() {
        Map<String, String> types = new java.util.TreeMap<>();
        sender.rows("/data/projects/" + sender.project() + "/experiments")
                .forEach(row -> types.put(row.get("label"), row.get("xsiType")));
        return types;
    }

    private static byte[] zip() {
        return TestArchives.zip(objects().toArray(TestObject[]::new));
    }

    private static List<TestObject> objects() {
        return List.of(
                named(
                        TestObject.of(
                                study,
                                1,
                                1,
                                "PT",
                                KnownUid.PositronEmissionTomographyImageStorage)),
                named(TestObject.mr(study, 2, 1)),
                named(TestObject.mr(study, 2, 2)),
                named(TestObject.ct(study, 3, 1)));
    }

    private static TestObject named(TestObject object) {
        return object.with(data -> data.put(Tag.PatientID, "PM" + study));
    }
}
