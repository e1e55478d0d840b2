package org.africai.server.dicomweb;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.dict.Dictionary;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.encoding.Vr;
import org.africai.dicom.json.DicomJsonWriter;
import org.africai.dicom.xml.DicomXmlWriter;
import org.africai.server.http.Refusal;
import org.africai.server.studies.Found;
import org.africai.server.studies.FoundPage;
import org.africai.server.studies.Level;
import org.africai.server.studies.Matching;
import org.africai.server.studies.QueryKey;
import org.africai.server.studies.Studies;
import org.africai.server.studies.StudyQuery;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// QIDO-RS (PS3.18 §10.6): studies, series and instances by their attributes.
@Component
final class QidoRoutes {
    /// Results in an answer when the client does not say.
    static final int DEFAULT_LIMIT = 1_000;

    /// Parameters that are no attributes.
    private static final Set<String> OTHER =
            Set.of("limit", "offset", "fuzzymatching", "includefield", "accept", "charset");

    /// What a search that does not name a study is answered with beside.
    private static final Set<Integer> OF_STUDY =
            Set.of(
                    Tag.StudyDate,
                    Tag.StudyTime,
                    Tag.AccessionNumber,
                    Tag.ReferringPhysicianName,
                    Tag.PatientName,
                    Tag.PatientID,
                    Tag.PatientBirthDate,
                    Tag.PatientSex,
                    Tag.StudyID);

    private static final Set<Integer> OF_SERIES = Set.of(Tag.Modality, Tag.SeriesNumber);

    private final Studies studies;

    QidoRoutes(Studies studies) {
        this.studies = studies;
    }

    void search(Exchange exchange, Level level) throws IOException {
        boolean isXml = exchange.isXml();
        boolean isCut = exchange.query().first("limit").isEmpty();
        StudyQuery query = query(exchange, level);
        FoundPage page = studies.find(exchange.caller(), exchange.target().root(), query);
        if (page.hasMore() && (isCut || query.limit() == StudyQuery.MAX_LIMIT)) {
            exchange.response()
                    .setHeader(
                            "Warning",
                            "299 "
                                    + exchange.request().getServerName()
                                    + " \"There are more results than the "
                                    + query.limit()
                                    + " that are sent; ask for more with offset="
                                    + (query.offset() + query.limit())
                                    + "\"");
        }
        if (isXml) {
            xml(exchange, page);
        } else {
            json(exchange, page);
        }
    }

    private static void json(Exchange exchange, FoundPage page) throws IOException {
        try (OutputStream out = exchange.begin(Exchange.JSON)) {
            DicomJsonWriter.Array array = DicomJsonWriter.INLINE.array(out);
            for (Found found : page.found()) {
                array.add(answer(exchange, found));
            }
            array.end();
        }
    }

    private static void xml(Exchange exchange, FoundPage page) throws IOException {
        if (page.found().isEmpty()) {
            exchange.response().setStatus(204);
            return;
        }
        var answer = new MultipartAnswer(exchange, Exchange.XML);
        for (Found found : page.found()) {
            DicomXmlWriter.INLINE.write(answer(exchange, found), answer.part(Exchange.XML));
        }
        answer.end();
    }

    private static Dataset answer(Exchange exchange, Found found) {
        return found.attributes()
                .edit()
                .put(Tag.RetrieveURL, retrieveUrl(exchange.rootUrl(), found))
                .build();
    }

    private static String retrieveUrl(String root, Found found) {
        return root
                + part("studies", found.studyUid())
                + part("series", found.seriesUid())
                + part("instances", found.sopUid());
    }

    private static String part(String name, @Nullable String uid) {
        return uid == null ? "" : "/" + name + "/" + uid;
    }

    // ---- what is asked

    private static StudyQuery query(Exchange exchange, Level level) {
        Query query = exchange.query();
        boolean isFuzzy = query.first("fuzzymatching").filter("true"::equalsIgnoreCase).isPresent();
        List<QueryKey> keys = new ArrayList<>(keysOfPath(exchange.target()));
        Set<Integer> include = new HashSet<>(upperLevels(exchange.target(), level));
        boolean all = false;
        for (Query.Parameter parameter : query.all()) {
            if (parameter.name().equalsIgnoreCase("includefield")) {
                all |= include(parameter.value(), include);
            } else if (!OTHER.contains(parameter.name().toLowerCase(Locale.ROOT))) {
                keys.add(key(parameter, isFuzzy));
            }
        }
        int limit = Math.min(number(query, "limit", DEFAULT_LIMIT), StudyQuery.MAX_LIMIT);
        return new StudyQuery(level, keys, include, all, number(query, "offset", 0), limit);
    }

    private static List<QueryKey> keysOfPath(Target target) {
        List<QueryKey> keys = new ArrayList<>();
        if (target.study() != null) {
            keys.add(uid(Tag.StudyInstanceUID, target.study()));
        }
        if (target.series() != null) {
            keys.add(uid(Tag.SeriesInstanceUID, target.series()));
        }
        return keys;
    }

    private static QueryKey uid(int tag, String uid) {
        return new QueryKey(tag, new Matching.AnyOf(List.of(uid)));
    }

    private static Set<Integer> upperLevels(Target target, Level level) {
        Set<Integer> tags = new HashSet<>();
        if (level != Level.STUDY && target.study() == null) {
            tags.addAll(OF_STUDY);
        }
        if (level == Level.INSTANCE && target.series() == null) {
            tags.addAll(OF_SERIES);
        }
        return tags;
    }

    /// @return whether all attributes are wanted
    private static boolean include(String fields, Set<Integer> include) {
        boolean all = false;
        for (String field : fields.split(",")) {
            String name = field.strip();
            all |= name.equalsIgnoreCase("all");
            Tag.parse(name.split("\\.", 2)[0]).ifPresent(include::add);
        }
        return all;
    }

    private static QueryKey key(Query.Parameter parameter, boolean isFuzzy) {
        String[] path = parameter.name().split("\\.");
        QueryKey key = QueryKey.of(tag(path[path.length - 1]), parameter.value(), isFuzzy);
        for (int i = path.length - 2; i >= 0; i--) {
            int sequence = tag(path[i]);
            if (Dictionary.vr(sequence) != Vr.SQ) {
                throw Refusal.invalid("'" + path[i] + "' is no sequence.");
            }
            key = new QueryKey(sequence, new Matching.Sequence(List.of(key)));
        }
        return key;
    }

    private static int tag(String name) {
        OptionalInt tag = Tag.parse(name);
        return tag.orElseThrow(() ->
                Refusal.invalid("'" + name + "' is no attribute: say 00100020 or PatientID."));
    }

    private static int number(Query query, String name, int otherwise) {
        String text = query.first(name).orElse("");
        if (text.isEmpty()) {
            return otherwise;
        }
        if (!text.matches("\\d{1,9}")) {
            throw Refusal.invalid(name + " is a number from 0 on.");
        }
        return Integer.parseInt(text);
    }
}
