package org.africai.server.pages;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.africai.server.files.SessionImages;
import org.africai.server.files.SessionImages.Series;
import org.africai.server.files.SessionImages.Volume;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/// Where the images of a session are looked at.
///
/// @param images the session's
record ViewAddresses(SessionImages images) {
    /// The page that lists what there is to look at.
    static String page(String session) {
        return "/view/" + segment(session);
    }

    String page() {
        return page(images.id());
    }

    /// The full viewer, within the project alone.
    ///
    /// @param first the series to begin with, if not the viewer's choice
    String viewer(@Nullable Series first) {
        String address =
                "/viewer/viewer?StudyInstanceUIDs=%s&project=%s"
                        .formatted(parameter(study()), parameter(images.project()));
        return first == null
                ? address
                : address + "&initialSeriesInstanceUID=" + parameter(first.uid());
    }

    /// The quick look.
    String quick(@Nullable Series first) {
        String page = page() + "/quick";
        return first == null ? page : page + "?series=" + parameter(first.uid());
    }

    /// The page that shows a NIfTI image.
    String volume(Volume image) {
        return page() + "/volume?file=" + parameter(file(image));
    }

    /// The study in DICOMweb, as the project shows it.
    String dicomweb() {
        return "/data/projects/%s/dicomweb/studies/%s"
                .formatted(segment(images.project()), segment(study()));
    }

    /// A NIfTI file itself.
    String file(Volume volume) {
        String owner = volume.scan() == null ? "" : "/scans/" + segment(volume.scan());
        String path =
                volume.path().parts().stream()
                        .map(ViewAddresses::segment)
                        .collect(Collectors.joining("/"));
        return "/data/experiments/%s%s/resources/%s/files/%s"
                .formatted(segment(images.id()), owner, segment(volume.resource()), path);
    }

    private String study() {
        String study = images.study();
        if (study == null) {
            throw new IllegalStateException("the session has no study");
        }
        return study;
    }

    private static String segment(String text) {
        return UriUtils.encodePathSegment(text, StandardCharsets.UTF_8);
    }

    private static String parameter(String text) {
        return UriUtils.encode(text, StandardCharsets.UTF_8);
    }
}
