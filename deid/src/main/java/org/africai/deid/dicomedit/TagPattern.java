package org.africai.deid.dicomedit;

import java.util.OptionalInt;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.dict.Tag;

/// Tags as eight digits, in which X is any digit, @ an even and # an odd one. With a creator, the
/// digits of the block are `xx`.
///
/// @param creator the owner of a private block, empty when the digits alone say which elements
record TagPattern(String digits, String creator) {
    private static final int LAST_BLOCK = 0xFF;
    private static final int FIRST_BLOCK = 0x10;

    /// Whether it names one element.
    boolean isSingle() {
        return digits.chars().noneMatch(c -> c == 'X' || c == '@' || c == '#');
    }

    /// The group of a pattern whose group has no wildcard.
    private int group() {
        return Integer.parseInt(digits.substring(0, 4), 16);
    }

    /// The element that a single pattern names in a data set; empty when its block is not there.
    OptionalInt tag(Dataset dataset) {
        if (creator.isEmpty()) {
            return OptionalInt.of(Integer.parseUnsignedInt(digits, 16));
        }
        int element = Integer.parseInt(digits.substring(6), 16);
        for (int block = FIRST_BLOCK; block <= LAST_BLOCK; block++) {
            if (dataset.string(Tag.of(group(), block)).filter(creator::equals).isPresent()) {
                return OptionalInt.of(Tag.of(group(), block << 8 | element));
            }
        }
        return OptionalInt.empty();
    }

    /// The first block that nobody owns; empty when there is none.
    OptionalInt freeCreator(Dataset dataset) {
        for (int block = FIRST_BLOCK; block <= LAST_BLOCK; block++) {
            if (!dataset.contains(Tag.of(group(), block))) {
                return OptionalInt.of(Tag.of(group(), block));
            }
        }
        return OptionalInt.empty();
    }

    /// Whether an element of a data set is meant.
    boolean matches(int tag, Dataset dataset) {
        String hex = Tag.toHex(tag);
        for (int i = 0; i < hex.length(); i++) {
            if (!matches(digits.charAt(i), hex.charAt(i))) {
                return false;
            }
        }
        return creator.isEmpty()
                || (Tag.element(tag) >= 0x1000
                        && dataset.string(Tag.creatorOf(tag)).filter(creator::equals).isPresent());
    }

    private static boolean matches(char pattern, char digit) {
        int value = Character.digit(digit, 16);
        return switch (pattern) {
            case 'X', 'x' -> true;
            case '@' -> value % 2 == 0;
            case '#' -> value % 2 == 1;
            default -> Character.digit(pattern, 16) == value;
        };
    }
}
