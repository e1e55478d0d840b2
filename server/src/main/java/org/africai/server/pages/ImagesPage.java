package org.africai.server.pages;

import java.util.Locale;
import java.util.Optional;
import org.africai.server.files.SessionImages;
import org.africai.server.files.SessionImages.Series;
import org.africai.server.files.SessionImages.Volume;

/// The page that lists what there is to look at in a session, with the ways to do so and what each
/// costs to fetch.
final class ImagesPage {
    private static final double MEGABYTE = 1_000_000;

    private final ViewFrame frame;
    private final SessionImages images;
    private final ViewAddresses addresses;

    ImagesPage(ViewFrame frame, SessionImages images) {
        this.frame = frame;
        this.images = images;
        this.addresses = new ViewAddresses(images);
    }

    String write() {
        Html html = frame.begin("Images of " + images.label(), "choose");
        html.open("p", "class", "meta").text("Project ");
        html.element("code", images.project()).text(" · session ");
        html.element("code", images.id()).close("p");
        html.element("h1", "Images of " + images.label());
        if (!images.hasDicom() && images.volumes().isEmpty()) {
            html.element("p", "There is nothing to look at in this session.", "class", "empty");
        }
        if (images.hasDicom()) {
            writeWays(html);
            writeSeries(html);
        }
        if (!images.volumes().isEmpty()) {
            writeVolumes(html);
        }
        return PageFrame.end(html);
    }

    private void writeWays(Html html) {
        html.element("p", "", "id", "why", "class", "hint", "hidden", "");
        html.open("p", "class", "ways");
        fullViewer()
                .ifPresent(address ->
                        html.element(
                                "a",
                                "View images",
                                "id",
                                "full",
                                "class",
                                "button",
                                "href",
                                address));
        if (frame.hasScripts()) {
            String look = fullViewer().isPresent() ? "button quiet" : "button";
            html.element(
                    "a", "Quick look", "id", "quick", "class", look, "href", addresses.quick(null));
        }
        html.close("p").element("p", whatItCosts(), "class", "hint");
    }

    private Optional<String> fullViewer() {
        return frame.hasViewer() ? Optional.of(addresses.viewer(null)) : Optional.empty();
    }

    private String whatItCosts() {
        if (!frame.hasScripts()) {
            return "This server was built without the viewers for images.";
        }
        String quick =
                "The quick look fetches single pictures of some 20 kB each and works on any device.";
        WebBundle viewer = frame.viewer();
        return viewer == null
                ? quick
                : "The viewer (OHIF) fetches %s the first time, and then the images as they were stored. "
                                .formatted(megabytes(viewer.firstViewBytes()))
                        + quick;
    }

    private void writeSeries(Html html) {
        html.open("section", "aria-labelledby", "series");
        html.element("h2", "Series", "id", "series");
        html.open("table").open("thead").open("tr");
        for (String column : new String[] {"Scan", "Series", "Modality", "Images", "Look"}) {
            html.element("th", column, "scope", "col");
        }
        html.close("tr").close("thead").open("tbody");
        images.series().forEach(series -> writeSeries(html, series));
        html.close("tbody").close("table").close("section");
    }

    private void writeSeries(Html html, Series series) {
        html.open("tr").element("th", series.scan(), "scope", "row");
        html.element("td", orDash(series.description()), "data-label", "Series");
        html.element("td", orDash(series.modality()), "data-label", "Modality");
        html.element("td", contents(series), "data-label", "Images");
        html.open("td", "data-label", "Look");
        if (series.images() > 0 && frame.hasScripts()) {
            html.element("a", "Quick look", "href", addresses.quick(series)).text(" · ");
        }
        if (series.images() > 0 && frame.hasViewer()) {
            html.element("a", "View images", "href", addresses.viewer(series));
        }
        html.close("td").close("tr");
    }

    private static String contents(Series series) {
        if (series.images() == 0) {
            return "overlay: load it in the viewer";
        }
        return series.frames() == series.images()
                ? Long.toString(series.images())
                : "%s with %s frames".formatted(series.images(), series.frames());
    }

    private void writeVolumes(Html html) {
        html.open("section", "aria-labelledby", "volumes");
        html.element("h2", "NIfTI files", "id", "volumes");
        html.open("table").open("thead").open("tr");
        for (String column : new String[] {"File", "Scan", "Resource", "Size", "Look"}) {
            html.element("th", column, "scope", "col");
        }
        html.close("tr").close("thead").open("tbody");
        images.volumes().forEach(volume -> writeVolume(html, volume));
        html.close("tbody").close("table");
        if (images.volumes().size() == SessionImages.MAX_VOLUMES) {
            html.element("p", "Only the first are listed.", "class", "hint");
        }
        html.close("section");
    }

    private void writeVolume(Html html, Volume volume) {
        html.open("tr").open("th", "scope", "row");
        html.element("a", volume.path().path(), "href", addresses.file(volume)).close("th");
        html.element("td", volume.scan() == null ? "–" : volume.scan(), "data-label", "Scan");
        html.element("td", volume.resource(), "data-label", "Resource");
        html.element("td", megabytes(volume.sizeBytes()), "data-label", "Size");
        html.open("td", "data-label", "Look");
        if (frame.hasScripts() && !Volumes.isMask(volume)) {
            html.element("a", "View volume", "href", addresses.volume(volume));
        }
        html.close("td").close("tr");
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f MB", Math.max(bytes / MEGABYTE, 0.1));
    }

    private static String orDash(String text) {
        return text.isBlank() ? "–" : text;
    }
}
