package org.africai.dicom.dict;

/// How many values an element may have (PS3.5 §6.4), as in `1`, `1-3`, `2-2n`.
///
/// @param least smallest number of values
/// @param most largest number of values, `Integer.MAX_VALUE` for no limit
/// @param step the number is a multiple of this
public record Multiplicity(int least, int most, int step) {
    /// @throws IllegalArgumentException when the numbers cannot be a multiplicity
    public Multiplicity {
        if (least < 0 || most < least || step < 1) {
            throw new IllegalArgumentException(
                    "not a multiplicity: " + least + " to " + most + " by " + step);
        }
    }

    /// Reads the notation of PS3.6.
    ///
    /// @throws IllegalArgumentException when `text` is not in that notation
    public static Multiplicity parse(String text) {
        int dash = text.indexOf('-');
        int least = Integer.parseInt(dash < 0 ? text : text.substring(0, dash));
        String upper = text.substring(dash + 1);
        if (!upper.endsWith("n")) {
            return new Multiplicity(least, Integer.parseInt(upper), 1);
        }
        String step = upper.substring(0, upper.length() - 1);
        return new Multiplicity(
                least, Integer.MAX_VALUE, step.isEmpty() ? 1 : Integer.parseInt(step));
    }

    /// Whether `count` values are right; an absent value (0) always is.
    public boolean allows(int count) {
        return count == 0 || (count >= least && count <= most && count % step == 0);
    }

    @Override
    public String toString() {
        if (least == most) {
            return Integer.toString(least);
        }
        if (most < Integer.MAX_VALUE) {
            return least + "-" + most;
        }
        return least + "-" + (step == 1 ? "" : step) + "n";
    }
}
