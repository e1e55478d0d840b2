package org.africai.server.intake.mapping;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// Values for fields of an XNAT type, by path relative to it, being gathered from [Attributes].
/// Whether the type has such a field and takes such a value, the registry says later.
final class Fields {
    private final Attributes from;
    private final Map<String, String> values = new LinkedHashMap<>();

    Fields(Attributes from) {
        this.from = from;
    }

    Attributes from() {
        return from;
    }

    Map<String, String> values() {
        return Collections.unmodifiableMap(values);
    }

    Fields put(String path, Optional<String> value) {
        value.map(String::strip).filter(v -> !v.isEmpty()).ifPresent(v -> values.put(path, v));
        return this;
    }

    Fields put(String path, OptionalDouble value) {
        return value.isPresent() ? put(path, Optional.of(plain(value.getAsDouble()))) : this;
    }

    /// The text of the first of these attributes that is there.
    Fields text(String path, int... tags) {
        return put(path, from.text(tags));
    }

    /// The first value of the first of these attributes that is there.
    Fields number(String path, int... tags) {
        return put(path, from.number(tags));
    }

    /// As [#number], rounded: for fields that are whole numbers.
    Fields whole(String path, int... tags) {
        OptionalDouble value = from.number(tags);
        return value.isPresent()
                ? put(path, OptionalDouble.of(Math.rint(value.getAsDouble())))
                : this;
    }

    Fields date(String path, int tag) {
        return put(path, from.text(tag).flatMap(DicomTimes::date).map(Object::toString));
    }

    Fields time(String path, int tag) {
        return put(path, from.text(tag).flatMap(DicomTimes::time).map(DicomTimes::text));
    }

    /// `2`, `0.75`: never `2.0`, never with an exponent for what people write without.
    static String plain(double value) {
        return new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
    }
}
