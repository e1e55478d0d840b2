package org.africai.server.dicomweb;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.africai.dicom.Uid;
import org.africai.server.http.Refusal;
import org.africai.server.studies.Root;
import org.africai.server.studies.Selection;
import org.jspecify.annotations.Nullable;

/// What an address of DICOMweb names (PS3.18 §8.3, §10.4.1, §10.6.1).
///
/// @param root where it is looked for
/// @param base the address of the root, without a slash at the end
/// @param kind what is wanted of it
/// @param study StudyInstanceUID, absent where the address names none, as the next two
/// @param frames numbers of frames, none where the address names none
/// @param rest further parts, of bulk data
record Target(
        Root root,
        String base,
        Kind kind,
        @Nullable String study,
        @Nullable String series,
        @Nullable String instance,
        List<Integer> frames,
        List<String> rest) {
    /// How many frames one request names at most.
    private static final int MAX_FRAMES = 10_000;

    private static final int MAX_PARTS = 64;

    enum Kind {
        /// The root itself: WADO-URI.
        ROOT,
        STUDIES,
        SERIES,
        INSTANCES,
        /// A study, series or instance.
        OBJECTS,
        METADATA,
        FRAMES,
        RENDERED,
        THUMBNAIL,
        BULKDATA
    }

    Target {
        frames = List.copyOf(frames);
        rest = List.copyOf(rest);
    }

    /// Reads a path as it was sent.
    ///
    /// @throws Refusal when there is nothing at such an address
    static Target of(String rawPath) {
        List<String> parts = new ArrayList<>();
        for (String raw : rawPath.split("/")) {
            if (!raw.isEmpty()) {
                parts.add(decoded(raw));
            }
        }
        if (parts.size() > MAX_PARTS) {
            throw nothing();
        }
        boolean isOfProject = !parts.getFirst().equals("dicomweb");
        Root root = isOfProject ? new Root.OfProject(parts.get(2)) : new Root.Site();
        int depth = isOfProject ? 4 : 1;
        return new Reader(root, base(rawPath, depth), parts.subList(depth, parts.size())).read();
    }

    private static String base(String rawPath, int depth) {
        int end = 0;
        for (int i = 0; i < depth; i++) {
            int slash = rawPath.indexOf('/', end + 1);
            end = slash < 0 ? rawPath.length() : slash;
        }
        return rawPath.substring(0, end);
    }

    private static String decoded(String raw) {
        try {
            return URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw Refusal.invalid("The address is not properly percent-encoded.");
        }
    }

    static Refusal nothing() {
        return Refusal.notFound("DICOMweb has nothing at this address.");
    }

    /// The instances that it means.
    Selection selection() {
        return new Selection(List.of(), list(study), list(series), list(instance));
    }

    private static List<String> list(@Nullable String uid) {
        return uid == null ? List.of() : List.of(uid);
    }

    /// Reads the parts below the root from left to right.
    private static final class Reader {
        private final Root root;
        private final String base;
        private final List<String> parts;
        private int at;
        private @Nullable String study;
        private @Nullable String series;
        private @Nullable String instance;
        private List<Integer> frames = List.of();

        Reader(Root root, String base, List<String> parts) {
            this.root = root;
            this.base = base;
            this.parts = parts;
        }

        Target read() {
            if (isEnd() || (parts.size() == 1 && parts.getFirst().equals("wado"))) {
                return target(Kind.ROOT);
            }
            return switch (next()) {
                case "studies" -> isEnd() ? target(Kind.STUDIES) : ofStudy();
                case "series" -> end(Kind.SERIES);
                case "instances" -> end(Kind.INSTANCES);
                case "bulkdata" -> bulkData();
                default -> throw nothing();
            };
        }

        private Target ofStudy() {
            study = uid();
            if (isEnd()) {
                return target(Kind.OBJECTS);
            }
            return switch (next()) {
                case "series" -> isEnd() ? target(Kind.SERIES) : ofSeries();
                case "instances" -> isEnd() ? target(Kind.INSTANCES) : ofInstance();
                case String word -> end(view(word));
            };
        }

        private Target ofSeries() {
            series = uid();
            if (isEnd()) {
                return target(Kind.OBJECTS);
            }
            return switch (next()) {
                case "instances" -> isEnd() ? target(Kind.INSTANCES) : ofInstance();
                case String word -> end(view(word));
            };
        }

        private Target ofInstance() {
            instance = uid();
            if (isEnd()) {
                return target(Kind.OBJECTS);
            }
            return switch (next()) {
                case "frames" -> ofFrames();
                case "bulkdata" -> bulkData();
                case String word -> end(view(word));
            };
        }

        private Target ofFrames() {
            if (isEnd()) {
                throw nothing();
            }
            frames = numbers(next());
            if (isEnd()) {
                return target(Kind.FRAMES);
            }
            Kind kind = view(next());
            if (kind == Kind.METADATA) {
                throw nothing();
            }
            return end(kind);
        }

        private static List<Integer> numbers(String list) {
            String[] all = list.split(",", -1);
            if (all.length > MAX_FRAMES) {
                throw Refusal.invalid("A request names at most " + MAX_FRAMES + " frames.");
            }
            List<Integer> numbers = new ArrayList<>();
            for (String one : all) {
                if (!one.strip().matches("[1-9]\\d{0,8}")) {
                    throw Refusal.invalid("Frames are named by their numbers from 1 on: 1,2,3.");
                }
                numbers.add(Integer.parseInt(one.strip()));
            }
            return numbers;
        }

        private Target bulkData() {
            List<String> rest = parts.subList(at, parts.size());
            if (rest.isEmpty()) {
                throw nothing();
            }
            return new Target(root, base, Kind.BULKDATA, study, series, instance, List.of(), rest);
        }

        private static Kind view(String word) {
            return switch (word) {
                case "metadata" -> Kind.METADATA;
                case "rendered" -> Kind.RENDERED;
                case "thumbnail" -> Kind.THUMBNAIL;
                default -> throw nothing();
            };
        }

        private boolean isEnd() {
            return at == parts.size();
        }

        private String next() {
            return parts.get(at++);
        }

        private String uid() {
            String uid = next();
            if (!Uid.isValid(uid)) {
                throw Refusal.invalid("The address has something else where a UID is due.");
            }
            return uid;
        }

        private Target end(Kind kind) {
            if (!isEnd()) {
                throw nothing();
            }
            return target(kind);
        }

        private Target target(Kind kind) {
            return new Target(root, base, kind, study, series, instance, frames, List.of());
        }
    }
}
