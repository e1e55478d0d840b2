package org.africai.server.files;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How the files of a download are laid out in folders.
///
/// @param structure which folders there are
/// @param withProject whether all lies below a folder of its project
/// @param withSubject whether all of a session lies below a folder of its subject
public record ArchiveLayout(Structure structure, boolean withProject, boolean withSubject) {
    public static final ArchiveLayout DEFAULT = new ArchiveLayout(Structure.DEFAULT, false, false);

    /// XNAT's structures, and what its clients and users expect in them.
    public enum Structure {
        /// `SESSION/scans/1-T1w/resources/DICOM/files/a/b.dcm`
        DEFAULT,
        /// `SESSION/scans/1/DICOM/a/b.dcm`
        SIMPLIFIED,
        /// `scans/1_T1w/DICOM/a/b.dcm`
        IMPROVED,
        /// As the web page's download makes it: `SESSION/scans/1-T1w/resources/DICOM/a/b.dcm`
        WEB,
        /// The same with fewer folders: `SESSION/1/DICOM/a/b.dcm`
        WEB_SIMPLIFIED;

        /// The structure with XNAT's name for it; `legacy` held the server's own paths, which no
        /// client needs to know, and means the default.
        public static Optional<Structure> named(String name) {
            return switch (name.toLowerCase(Locale.ROOT)) {
                case "default", "legacy", "" -> Optional.of(DEFAULT);
                case "simplified" -> Optional.of(SIMPLIFIED);
                case "improved" -> Optional.of(IMPROVED);
                default -> Optional.empty();
            };
        }
    }

    /// Longer parts are cut, so that the parts together never use up what a name may have.
    private static final int MAX_PART_LENGTH = 64;

    /// The folder of a resource, ending with a slash.
    String folder(Resource resource) {
        Place place = resource.place();
        String label = part(resource.label()) + "/";
        return switch (structure) {
            case DEFAULT ->
                    top(place)
                            + below(place, "-")
                            + side(resource)
                            + "resources/"
                            + label
                            + "files/";
            case SIMPLIFIED -> top(place) + below(place, null) + label;
            case IMPROVED -> above(place) + category(place) + label;
            case WEB -> top(place) + below(place, "-") + "resources/" + label;
            case WEB_SIMPLIFIED -> top(place) + name(place) + label;
        };
    }

    private String top(Place place) {
        if (place.session() != null) {
            return above(place) + part(place.session().label()) + "/";
        }
        if (place.subject() != null) {
            return (withProject ? part(place.project()) + "/" : "")
                    + part(place.subject().label())
                    + "/";
        }
        return part(place.project()) + "/";
    }

    private String above(Place place) {
        String project = withProject ? part(place.project()) + "/" : "";
        Place.Named subject = place.session() == null ? null : place.subject();
        return withSubject && subject != null ? project + part(subject.label()) + "/" : project;
    }

    /// @param separator between a scan's ID and its type; absent where the type is left out
    private static String below(Place place, @Nullable String separator) {
        if (place.assessor() != null) {
            return "assessors/" + part(place.assessor().label()) + "/";
        }
        if (place.scan() != null) {
            return "scans/" + part(place.scan()) + type(place, separator) + "/";
        }
        return place.reconstruction() == null
                ? ""
                : "reconstructions/" + part(place.reconstruction()) + "/";
    }

    private static String type(Place place, @Nullable String separator) {
        return separator == null || place.scanType() == null || place.scanType().isEmpty()
                ? ""
                : separator + part(place.scanType().replaceAll("\\W", "_"));
    }

    private static String category(Place place) {
        String below = below(place, "_");
        return below.isEmpty() ? "resources/" : below;
    }

    private static String name(Place place) {
        String below = below(place, null);
        return below.substring(below.indexOf('/') + 1);
    }

    private static String side(Resource resource) {
        return resource.side() == Side.RESOURCES ? "" : resource.side().word() + "/";
    }

    /// A label as a folder's name on any machine.
    private static String part(String label) {
        String safe =
                Normalizer.normalize(label, Normalizer.Form.NFC)
                        .replaceAll("[\\\\/:\\p{Cntrl}\\p{Cs}]", "_");
        int length = Math.min(safe.length(), MAX_PART_LENGTH);
        boolean splitsPair =
                length < safe.length() && Character.isLowSurrogate(safe.charAt(length));
        String cut = safe.substring(0, splitsPair ? length - 1 : length);
        return cut.isBlank() || cut.equals(".") || cut.equals("..") ? "_" : cut;
    }
}
