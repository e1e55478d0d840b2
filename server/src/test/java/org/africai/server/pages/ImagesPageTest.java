package org.africai.server.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.africai.server.access.Caller;
import org.africai.server.files.SessionImages;
import org.africai.server.files.SessionImages.Series;
import org.africai.server.files.SessionImages.Volume;
import org.africai.store.EntryName;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// What is offered where the server was built with less, or the session holds less.
class ImagesPageTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Series CT = new Series("1", "1.2.3.4", "Head", "CT", 20, 20, 0);
    private static final Series SEG = new Series("101", "1.2.3.5", "", "SEG", 0, 0, 1);
    private static final Volume VOLUME = new Volume("1", "Image", new EntryName("a b.nii.gz"), 1);

    private final WebBundle viewer = WebBundle.find("viewer", JSON).orElseThrow();
    private final WebBundle app = WebBundle.find("app", JSON).orElseThrow();

    @Test
    void a_server_built_without_viewers_says_so_and_links_to_none() {
        String page = page(null, null, "1.2.3", CT);

        assertThat(page)
                .contains("This server was built without the viewers for images.")
                .contains(
                        "href=\"/data/experiments/E1/scans/1/resources/Image/files/a%20b.nii.gz\"")
                .doesNotContain("/viewer/", "Quick look", "View volume", "<script");
    }

    @Test
    void a_server_built_without_ohif_offers_the_quick_look() {
        String page = page(null, app, "1.2.3", CT);

        assertThat(page)
                .contains("id=\"quick\" class=\"button\"")
                .contains("href=\"/view/E1/quick?series=1.2.3.4\"")
                .doesNotContain("/viewer/");
    }

    @Test
    void a_session_without_a_study_has_no_dicom_to_show() {
        String page = page(viewer, app, null, CT);

        assertThat(page).contains("View volume").doesNotContain("/viewer/", "Quick look");
    }

    @Test
    void overlays_are_listed_and_looked_at_over_their_images() {
        String page = page(viewer, app, "1.2.3", CT, SEG);

        assertThat(page)
                .contains("overlay: load it in the viewer")
                .contains("initialSeriesInstanceUID=1.2.3.4")
                .doesNotContain("initialSeriesInstanceUID=1.2.3.5", "series=1.2.3.5");
    }

    @Test
    void overlays_alone_are_nothing_to_look_at() {
        assertThat(page(viewer, app, "1.2.3", SEG)).doesNotContain("/viewer/", "Quick look");
    }

    @Test
    void a_bundle_that_was_not_built_is_not_found() {
        assertThat(WebBundle.find("never-built", JSON)).isEmpty();
    }

    private static String page(
            @Nullable WebBundle viewer,
            @Nullable WebBundle app,
            @Nullable String study,
            Series... series) {
        var images = new SessionImages("E1", "MR1", "P1", study, List.of(series), List.of(VOLUME));
        var visitor = new Visitor(Caller.GUEST, "http://localhost", false);
        var frame = new ViewFrame("Site", visitor, viewer, app);
        return new ImagesPage(frame, images).write();
    }
}
