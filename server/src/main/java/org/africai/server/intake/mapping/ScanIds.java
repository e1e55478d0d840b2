package org.africai.server.intake.mapping;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Gives a study's series their scan IDs.
///
/// The ID is SeriesNumber; without one, SeriesInstanceUID with `_` for what is no letter or digit.
/// Series that share a number are called `{number}-{Modality}{index}`, and so is one whose number
/// another scan of the session already has.
public final class ScanIds {
    /// The longest ID in characters; the rest of a longer number is left out.
    private static final int MAX_LENGTH = 64;

    /// What means something else in an address.
    private static final Set<String> RESERVED = Set.of("ALL", ".", "..");

    private static final Pattern NOT_IN_AN_ID = Pattern.compile("[^\\w.-]");
    private static final Pattern NOT_A_WORD = Pattern.compile("\\W");

    private ScanIds() {}

    /// @param series the series that have no ID yet
    /// @param taken the IDs of other scans in the session
    /// @return an ID for each by SeriesInstanceUID, all different
    public static Map<String, String> assign(
            Collection<SeriesSummary> series, Collection<String> taken) {
        Map<String, List<SeriesSummary>> byNumber =
                series.stream()
                        .sorted(Comparator.comparing(SeriesSummary::uid))
                        .collect(
                                Collectors.groupingBy(
                                        ScanIds::plain, LinkedHashMap::new, Collectors.toList()));
        Set<String> used = new HashSet<>(taken);
        Map<String, String> ids = new LinkedHashMap<>();
        byNumber.forEach((number, alike) -> {
            if (alike.size() == 1 && used.add(number)) {
                ids.put(alike.getFirst().uid(), number);
            }
        });
        byNumber.forEach((number, alike) -> {
            for (SeriesSummary one : alike) {
                ids.computeIfAbsent(one.uid(), _ -> numbered(number, one, used));
            }
        });
        return ids;
    }

    private static String plain(SeriesSummary series) {
        String id =
                series.number()
                        .map(number -> NOT_IN_AN_ID.matcher(number).replaceAll("_"))
                        .orElseGet(() -> NOT_A_WORD.matcher(series.uid()).replaceAll("_"));
        return RESERVED.contains(id)
                ? id + "_"
                : id.substring(0, Math.min(id.length(), MAX_LENGTH));
    }

    private static String numbered(String number, SeriesSummary series, Set<String> used) {
        String modality = NOT_A_WORD.matcher(series.modality().orElse("OT")).replaceAll("");
        String start = number + "-" + modality;
        int index = 1;
        while (!used.add(start + index)) {
            index++;
        }
        return start + index;
    }
}
