package org.africai.server.pages;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.africai.server.files.SessionImages;
import org.africai.server.files.SessionImages.Series;
import org.africai.server.files.SessionImages.Volume;
import org.africai.server.files.Viewing;
import org.africai.server.http.Refusal;
import org.africai.server.site.SiteProperties;
import org.africai.server.site.SiteSettings;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/// The pages on which images of a session are looked at. What they show beyond its names is fetched
/// by their scripts, from addresses that ask for the right to it themselves.
@RestController
final class ViewRoutes {
    private final Viewing viewing;
    private final SiteSettings settings;
    private final WebBundles bundles;
    private final JsonMapper json;

    ViewRoutes(Viewing viewing, SiteSettings settings, WebBundles bundles, JsonMapper json) {
        this.viewing = viewing;
        this.settings = settings;
        this.bundles = bundles;
        this.json = json;
    }

    /// What the script of the quick look knows.
    ///
    /// @param study the address of the study in DICOMweb
    /// @param chosen the place of the series to begin with
    private record QuickModel(String study, List<SeriesModel> series, int chosen) {}

    private record SeriesModel(String uid, String scan, String description, String modality) {
        static SeriesModel of(Series series) {
            return new SeriesModel(
                    series.uid(), series.scan(), series.description(), series.modality());
        }
    }

    /// What the script of the volume's page knows.
    private record VolumeModel(List<FileModel> images, List<FileModel> masks) {}

    private record FileModel(String name, String url, long size) {}

    /// What there is to look at in the session with this accession ID.
    @GetMapping("/view/{session}")
    void images(
            @PathVariable String session, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        SessionImages images = images(session, request);
        Page.answer(response, 200, new ImagesPage(frame(request), images).write());
    }

    /// Slices that the server draws.
    ///
    /// @param series the series to begin with
    @GetMapping("/view/{session}/quick")
    void quick(
            @PathVariable String session,
            @RequestParam(required = false) @Nullable String series,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        SessionImages images = images(session, request);
        List<Series> shown = images.series().stream().filter(one -> one.images() > 0).toList();
        if (!images.hasDicom()) {
            throw Refusal.notFound("This session has no DICOM images to look at.");
        }
        var addresses = new ViewAddresses(images);
        var model =
                new QuickModel(
                        addresses.dicomweb(),
                        shown.stream().map(SeriesModel::of).toList(),
                        place(shown, series));
        answer(request, response, images, "quick", model);
    }

    /// A NIfTI image with its segmentations.
    ///
    /// @param file the address of the image's file, as the list of images gives it
    @GetMapping("/view/{session}/volume")
    void volume(
            @PathVariable String session,
            @RequestParam(defaultValue = "") String file,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        SessionImages images = images(session, request);
        var addresses = new ViewAddresses(images);
        Volume image =
                images.volumes().stream()
                        .filter(volume -> addresses.file(volume).equals(file))
                        .findFirst()
                        .orElseThrow(
                                () -> Refusal.notFound("This session has no such NIfTI file."));
        var model =
                new VolumeModel(
                        List.of(fileModel(addresses, image)),
                        Volumes.masksOf(image, images.volumes()).stream()
                                .filter(mask -> !mask.equals(image))
                                .map(mask -> fileModel(addresses, mask))
                                .toList());
        answer(request, response, images, "volume", model);
    }

    /// To a person: a stranger is offered to log in.
    @ExceptionHandler(Refusal.class)
    void refused(Refusal refusal, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Visitor visitor = Visitor.of(request, settings);
        String site = settings.get(SiteProperties.SITE_NAME);
        String page =
                refusal.reason() == Refusal.Reason.UNAUTHENTICATED
                        ? LoginPage.write(site, visitor, refusal.explanation(), "")
                        : refusalPage(site, visitor, refusal);
        Page.answer(response, refusal.reason().status(), page);
    }

    private static String refusalPage(String site, Visitor visitor, Refusal refusal) {
        Html html = PageFrame.begin("Nothing to look at · " + site, site, visitor);
        html.element("h1", "Nothing to look at");
        html.element("p", refusal.explanation(), "class", "error", "role", "alert");
        return PageFrame.end(html);
    }

    private void answer(
            HttpServletRequest request,
            HttpServletResponse response,
            SessionImages images,
            String script,
            Object model)
            throws IOException {
        ViewFrame frame = frame(request);
        if (!frame.hasScripts()) {
            throw Refusal.notFound("This server was built without the viewers for images.");
        }
        Html html = frame.begin(images.label(), script);
        html.open("p", "class", "meta");
        html.element("a", "Images of " + images.label(), "href", ViewAddresses.page(images.id()));
        html.close("p").element("h1", images.label());
        ViewFrame.stage(html, json.writeValueAsString(model));
        html.element("p", "For orientation, not for diagnosis.", "class", "hint");
        Page.answer(response, 200, PageFrame.end(html));
    }

    private static FileModel fileModel(ViewAddresses addresses, Volume volume) {
        return new FileModel(volume.path().fileName(), addresses.file(volume), volume.sizeBytes());
    }

    private static int place(List<Series> shown, @Nullable String uid) {
        for (int i = 0; i < shown.size(); i++) {
            if (shown.get(i).uid().equals(uid)) {
                return i;
            }
        }
        return 0;
    }

    private SessionImages images(String session, HttpServletRequest request) {
        Visitor visitor = Visitor.of(request, settings);
        if (visitor.caller().isGuest() && settings.get(SiteProperties.REQUIRE_LOGIN)) {
            throw new Refusal(
                    Refusal.Reason.UNAUTHENTICATED, "This site is closed to guests. Log in first.");
        }
        return viewing.of(visitor.caller(), session);
    }

    private ViewFrame frame(HttpServletRequest request) {
        return new ViewFrame(
                settings.get(SiteProperties.SITE_NAME),
                Visitor.of(request, settings),
                bundles.viewer().orElse(null),
                bundles.app().orElse(null));
    }
}
