package org.africai.server.intake;

import static org.assertj.core.api.Assertions.assertThat;

import org.africai.server.boot.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The catalogue of a scan's DICOM resource, in XNAT's types for it.
class ScanCatalogTest {
    @RegisterExtension static final TestServer SERVER = TestServer.shared();

    @Test
    void it_names_the_series_and_every_object() {
        ImportClient sender = ImportClient.create(SERVER);
        byte[] zip = TestArchives.zip(TestObject.ct(1, 1, 1), TestObject.ct(1, 1, 2));
        String session = sender.accepted(sender.toArchive("", zip)).getFirst();

        String xml = sender.client().get(session + "/scans/1/resources/DICOM").body();

        assertThat(xml)
                .startsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<cat:DCMCatalog ")
                .contains("UID=\"" + TestObject.seriesUid(1, 1) + "\"")
                .contains("UID=\"" + TestObject.sopUid(1, 1, 2) + "\" instanceNumber=\"2\"")
                .contains("xsi:type=\"cat:dcmEntry\"")
                .contains("URI=\"IM1.dcm\"");
    }

    @Test
    void any_other_resource_has_a_plain_one() {
        ImportClient sender = ImportClient.create(SERVER);
        String session =
                sender.accepted(sender.toArchive("", TestArchives.zip(TestObject.ct(1, 1, 1))))
                        .getFirst();
        sender.client().put(session + "/scans/1/resources/N/files/a.nii", new byte[] {1});

        assertThat(sender.client().get(session + "/scans/1/resources/N").body())
                .startsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<cat:Catalog ")
                .doesNotContain("dcmEntry");
    }
}
