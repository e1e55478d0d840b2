package org.africai.server.intake.mapping;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.africai.dicom.dict.Tag;

/// What a DICOM header says, as far as XNAT's fields need it: text by tag, without padding, several
/// values joined by `\` as DICOM joins them.
///
/// An attribute of an enhanced object stands here under its own tag, whichever functional group it
/// was in. Absent and empty are the same.
///
/// @param values text by tag, never empty
public record Attributes(Map<Integer, String> values) {
    public static final Attributes NONE = new Attributes(Map.of());

    /// Attributes of which a series keeps every value that its objects have; of all others it keeps
    /// its leading object's.
    private static final Set<Integer> COLLECTED = Set.of(Tag.DiffusionBValue);

    /// How many different values are kept of each of those.
    private static final int MAX_COLLECTED = 256;

    private static final Pattern BACKSLASH = Pattern.compile("\\\\");

    public Attributes {
        values = Map.copyOf(values);
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }

    /// The whole text of the first of these attributes that is there.
    public Optional<String> text(int... tags) {
        for (int tag : tags) {
            String text = values.get(tag);
            if (text != null) {
                return Optional.of(text);
            }
        }
        return Optional.empty();
    }

    /// The values of the first of these attributes that is there.
    public List<String> texts(int... tags) {
        return text(tags).map(BACKSLASH::splitAsStream).map(s -> s.toList()).orElse(List.of());
    }

    /// The first value of the first of these attributes that is there, if it is a finite number.
    public OptionalDouble number(int... tags) {
        double[] numbers = numbers(tags);
        return numbers.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(numbers[0]);
    }

    /// The values of the first of these attributes that is there; none unless all are finite
    /// numbers.
    public double[] numbers(int... tags) {
        try {
            double[] numbers = texts(tags).stream().mapToDouble(Double::parseDouble).toArray();
            return Arrays.stream(numbers).allMatch(Double::isFinite) ? numbers : new double[0];
        } catch (NumberFormatException _) {
            return new double[0];
        }
    }

    /// A series' attributes after one more object of it was seen.
    ///
    /// @param other the object's
    /// @param leads whether that object now leads the series
    public Attributes with(Attributes other, boolean leads) {
        Map<Integer, String> joined = new TreeMap<>(leads ? values : other.values);
        joined.putAll(leads ? other.values : values);
        for (int tag : COLLECTED) {
            List<String> all = union(texts(tag), other.texts(tag));
            if (!all.isEmpty()) {
                joined.put(tag, String.join("\\", all));
            }
        }
        return new Attributes(joined);
    }

    /// Whether a series with these attributes stays as it is when it gets an object that does not
    /// lead it.
    ///
    /// @param other the object's
    public boolean isUnchangedBy(Attributes other) {
        for (int tag : COLLECTED) {
            if (!texts(tag).containsAll(other.texts(tag))) {
                return false;
            }
        }
        return values.keySet().containsAll(other.values.keySet());
    }

    static boolean isCollected(int tag) {
        return COLLECTED.contains(tag);
    }

    static List<String> union(List<String> some, List<String> more) {
        var all = new LinkedHashSet<>(some);
        all.addAll(more);
        return new ArrayList<>(all).subList(0, Math.min(all.size(), MAX_COLLECTED));
    }
}
