package org.africai.deid.rewrite;

import java.util.List;
import java.util.function.Function;
import org.africai.dicom.data.BulkRange;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.encoding.Vr;

/// What becomes of an element. `rule` is what the report calls the reason.
public sealed interface Action {
    /// It stays, with all its items.
    record Keep() implements Action {}

    /// It goes.
    record Remove(String rule) implements Action {}

    /// It gets these values, or none.
    ///
    /// @param values as text, also of numbers; none for an element without a value
    record Put(Vr vr, List<String> values, String rule) implements Action {
        public Put {
            values = List.copyOf(values);
        }
    }

    /// It gets these bytes, least significant first.
    record PutBytes(Vr vr, BulkRange bytes, String rule) implements Action {}

    /// It gets these items.
    record PutItems(List<Dataset> items, String rule) implements Action {
        public PutItems {
            items = List.copyOf(items);
        }
    }

    /// A sequence: its items are rewritten by rules made for each of them.
    record Descend(Function<Dataset, ElementRules> rules) implements Action {}

    /// What [Keep] is.
    Action KEEP = new Keep();
}
