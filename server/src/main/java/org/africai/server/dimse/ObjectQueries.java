package org.africai.server.dimse;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.data.DatasetBuilder;
import org.africai.dicom.data.Element;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.encoding.Vr;
import org.africai.dimse.Answer;
import org.africai.dimse.FindRequest;
import org.africai.dimse.FindService;
import org.africai.dimse.Matches;
import org.africai.dimse.QueryLevel;
import org.africai.dimse.QueryOptions;
import org.africai.dimse.Status;
import org.africai.dimse.query.QueryMatcher;
import org.africai.server.db.DatabaseDown;
import org.africai.server.http.Refusal;
import org.africai.server.receivers.ReceiverDesk.Answer.Welcome;
import org.africai.server.receivers.Retrievals;
import org.africai.server.studies.Found;
import org.africai.server.studies.FoundPage;
import org.africai.server.studies.Level;
import org.africai.server.studies.Matching;
import org.africai.server.studies.QueryKey;
import org.africai.server.studies.Studies;
import org.africai.server.studies.StudyQuery;

/// C-FIND over the archive, for one association. Keys of all levels are matched at once, whether
/// that was negotiated or not.
final class ObjectQueries implements FindService {
    /// Results fetched at a time, and held in memory.
    private static final int PAGE = 500;

    private static final String UTF_8 = "ISO_IR 192";

    /// What says how to ask, and what the answer is completed with.
    private static final Set<Integer> CONTROLS =
            Set.of(
                    Tag.SpecificCharacterSet,
                    Tag.QueryRetrieveLevel,
                    Tag.QueryRetrieveView,
                    Tag.RetrieveAETitle);

    private final Retrievals retrievals;
    private final Welcome welcome;

    ObjectQueries(Retrievals retrievals, Welcome welcome) {
        this.retrievals = retrievals;
        this.welcome = welcome;
    }

    @Override
    public QueryOptions options() {
        return new QueryOptions(true, false, true, false);
    }

    /// A query, and whether some of its keys could not be matched.
    private record Asked(StudyQuery query, QueryMatcher told, boolean isPartial) {}

    @Override
    public Answer find(FindRequest request, Matches matches) throws IOException {
        try {
            return answer(asked(request), matches);
        } catch (Refusal refusal) {
            return new Answer(Status.DATASET_DOES_NOT_MATCH, refusal.explanation());
        } catch (RuntimeException failure) {
            if (DatabaseDown.in(failure).isEmpty()) {
                throw failure;
            }
            return new Answer(Status.OUT_OF_RESOURCES, "the database cannot be reached");
        }
    }

    private Answer answer(Asked asked, Matches matches) throws IOException {
        int offset = 0;
        boolean goesOn = true;
        while (goesOn) {
            FoundPage page =
                    retrievals.find(
                            welcome.caller(), welcome.receiver(), asked.query().from(offset));
            for (Found found : page.found()) {
                if (goesOn) {
                    goesOn = tell(asked, found, matches);
                }
            }
            goesOn = goesOn && page.hasMore();
            offset += page.found().size();
        }
        return Answer.SUCCESS;
    }

    private static boolean tell(Asked asked, Found found, Matches matches) throws IOException {
        Dataset told = inUtf8(asked.told().answer(found.attributes()));
        return asked.isPartial() ? matches.addWithUnsupportedKeys(told) : matches.add(told);
    }

    private static Dataset inUtf8(Dataset answer) {
        DatasetBuilder builder = Dataset.builder().put(Tag.SpecificCharacterSet, UTF_8);
        for (Element element : answer) {
            builder.put(element);
        }
        return builder.build();
    }

    private static Asked asked(FindRequest request) {
        List<QueryKey> keys = new ArrayList<>();
        boolean isPartial = false;
        var told = Dataset.builder();
        for (Element element : request.identifier()) {
            int tag = element.tag();
            if (CONTROLS.contains(tag) || Tag.isGroupLength(tag)) {
                continue;
            }
            told.put(element);
            QueryKey key = key(element, request.options().isFuzzy());
            boolean isUniversal = key.matching() instanceof Matching.Universal;
            if (isUniversal || Studies.isSearchable(tag)) {
                keys.add(key);
            } else {
                isPartial = true;
            }
        }
        return new Asked(
                new StudyQuery(level(request.level()), keys, Set.of(), true, 0, PAGE),
                QueryMatcher.of(told.build().without(Tag.SpecificCharacterSet), request.options()),
                isPartial);
    }

    private static QueryKey key(Element element, boolean isFuzzy) {
        if (element.vr() != Vr.SQ) {
            return QueryKey.of(element.tag(), String.join("\\", element.strings()), isFuzzy);
        }
        List<QueryKey> inside = new ArrayList<>();
        element.items().stream()
                .limit(1)
                .flatMap(Dataset::stream)
                .map(one -> key(one, isFuzzy))
                .filter(key -> !(key.matching() instanceof Matching.Universal))
                .forEach(inside::add);
        return inside.isEmpty()
                ? QueryKey.any(element.tag())
                : new QueryKey(element.tag(), new Matching.Sequence(inside));
    }

    private static Level level(QueryLevel level) {
        return switch (level) {
            case PATIENT -> Level.PATIENT;
            case STUDY -> Level.STUDY;
            case SERIES -> Level.SERIES;
            case IMAGE -> Level.INSTANCE;
        };
    }
}
