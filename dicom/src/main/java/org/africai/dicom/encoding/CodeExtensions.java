package org.africai.dicom.encoding;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.africai.dicom.encoding.GraphicSet.Half;
import org.jspecify.annotations.Nullable;

/// Text with escape sequences (PS3.5 §6.1.2.4, ISO 2022): two sets are in use at a time, one for
/// bytes below 80, one for those above, and an escape sequence replaces one of them. At the end of
/// a value, of a part of a name and of a line the sets of the start are in use again.
final class CodeExtensions {
    private final GraphicSet firstLower;
    private final @Nullable GraphicSet firstUpper;
    private final Set<GraphicSet> available;

    /// @param initial sets of the first declared term
    /// @param available sets of all declared terms
    CodeExtensions(Set<GraphicSet> initial, Set<GraphicSet> available) {
        this.firstLower = half(initial, Half.LOWER).orElse(GraphicSet.ASCII);
        this.firstUpper = half(initial, Half.UPPER).orElse(null);
        this.available = EnumSet.of(GraphicSet.ASCII);
        this.available.addAll(available);
    }

    private static Optional<GraphicSet> half(Set<GraphicSet> sets, Half half) {
        return sets.stream().filter(set -> set.half() == half).findFirst();
    }

    boolean isAsciiCompatible() {
        return firstLower == GraphicSet.ASCII;
    }

    List<String> decode(byte[] bytes, int offset, int length, Vr vr) {
        return new Decoder(bytes, offset, offset + length, vr).decode();
    }

    Optional<byte[]> encode(String text, Vr vr) {
        return new Encoder(vr).encode(text);
    }

    private static boolean isDelimiter(int c, Vr vr) {
        return switch (c) {
            case '\\' -> vr.isMultiValued();
            case '^', '=' -> vr == Vr.PN;
            case '\r', '\n', '\f', '\t' -> true;
            default -> false;
        };
    }

    /// Reads one value.
    private final class Decoder {
        private final byte[] bytes;
        private final int end;
        private final Vr vr;
        private final List<String> values = new ArrayList<>();
        private final StringBuilder text = new StringBuilder();
        private int at;
        private GraphicSet lower = firstLower;
        private @Nullable GraphicSet upper = firstUpper;

        Decoder(byte[] bytes, int offset, int end, Vr vr) {
            this.bytes = bytes;
            this.at = offset;
            this.end = end;
            this.vr = vr;
        }

        List<String> decode() {
            while (at < end) {
                step();
            }
            values.add(text.toString());
            return values;
        }

        private void step() {
            byte b = bytes[at];
            if (b == GraphicSet.ESCAPE) {
                escape();
            } else if (b < 0) {
                run(upper, at);
            } else if (lower.bytesPerCharacter() == 2 && isPair(at)) {
                run(lower, at);
            } else if (isDelimiter(b, vr)) {
                delimiter(b);
            } else {
                run(lower.bytesPerCharacter() == 2 ? GraphicSet.ASCII : lower, at);
            }
        }

        private void escape() {
            Optional<GraphicSet> set = GraphicSet.at(bytes, at, end);
            if (set.isEmpty()) {
                text.append((char) bytes[at++]);
                return;
            }
            at += 1 + set.get().sequence().length();
            if (set.get().half() == Half.LOWER) {
                lower = set.get();
            } else {
                upper = set.get();
            }
        }

        private void delimiter(byte b) {
            at++;
            lower = firstLower;
            upper = firstUpper;
            if (b == '\\') {
                values.add(text.toString());
                text.setLength(0);
            } else {
                text.append((char) b);
            }
        }

        /// Decodes from `start` as long as the same set is in use.
        private void run(@Nullable GraphicSet set, int start) {
            int width = set == null ? 1 : set.bytesPerCharacter();
            at = Math.min(start + width, end);
            while (at < end && continues(set, bytes[start], bytes[at])) {
                at = Math.min(at + width, end);
            }
            text.append(
                    set == null
                            ? new String(bytes, start, at - start, ISO_8859_1)
                            : set.decode(bytes, start, at - start));
        }

        private boolean continues(@Nullable GraphicSet set, byte first, byte next) {
            boolean isSameHalf = next < 0 == first < 0;
            if (!isSameHalf || next == GraphicSet.ESCAPE) {
                return false;
            }
            if (set != null && set.bytesPerCharacter() == 2 && set.half() == Half.LOWER) {
                return isPair(at);
            }
            return !isDelimiter(next, vr) && (lower.bytesPerCharacter() == 1 || next < 0);
        }

        private boolean isPair(int start) {
            return bytes[start] > 0x20
                    && bytes[start] < 0x7F
                    && start + 1 < end
                    && bytes[start + 1] > 0x20
                    && bytes[start + 1] < 0x7F;
        }
    }

    /// Writes one value.
    private final class Encoder {
        private final Vr vr;
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();
        private GraphicSet lower = firstLower;
        private @Nullable GraphicSet upper = firstUpper;

        Encoder(Vr vr) {
            this.vr = vr;
        }

        Optional<byte[]> encode(String text) {
            for (int at = 0; at < text.length(); ) {
                int codePoint = text.codePointAt(at);
                int length = Character.charCount(codePoint);
                if (isDelimiter(codePoint, vr)) {
                    delimiter(codePoint);
                } else if (!character(text.substring(at, at + length))) {
                    return Optional.empty();
                }
                at += length;
            }
            useAgain();
            return Optional.of(out.toByteArray());
        }

        private void delimiter(int c) {
            useAgain();
            out.write(c);
        }

        /// Brings the sets of the start back: by an escape sequence below 80, where the next byte
        /// would be misread, and silently above.
        private void useAgain() {
            if (lower != firstLower) {
                use(firstLower);
            }
            upper = firstUpper;
        }

        private boolean character(String character) {
            if (write(lower, character) || (upper != null && write(upper, character))) {
                return true;
            }
            for (GraphicSet set : available) {
                if (set.encode(character).filter(bytes -> isSafe(set, bytes)).isPresent()) {
                    use(set);
                    return write(set, character);
                }
            }
            return false;
        }

        private boolean write(GraphicSet set, String character) {
            Optional<byte[]> bytes = set.encode(character).filter(b -> isSafe(set, b));
            bytes.ifPresent(out::writeBytes);
            return bytes.isPresent();
        }

        /// Whether the bytes cannot be taken for a delimiter, as a yen sign would.
        private boolean isSafe(GraphicSet set, byte[] encoded) {
            return set.bytesPerCharacter() == 2 || !isDelimiter(encoded[0], vr);
        }

        private void use(GraphicSet set) {
            out.write(GraphicSet.ESCAPE);
            out.writeBytes(set.sequence().getBytes(ISO_8859_1));
            if (set.half() == Half.LOWER) {
                lower = set;
            } else {
                upper = set;
            }
        }
    }
}
