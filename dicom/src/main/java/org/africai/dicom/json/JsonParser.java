package org.africai.dicom.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.africai.dicom.io.InvalidDicom;
import org.africai.dicom.io.InvalidDicom.Reason;
import org.africai.dicom.io.Limits;

/// Reads JSON strictly (RFC 8259) from bytes in UTF-8, with limits on depth, number of values and
/// length of the text; names that an object has twice are refused.
///
/// Recursion is as deep as the limit on depth. Memory is bounded by the limits on values and text.
final class JsonParser {
    /// A sequence in a data set is an object, an array and an object here.
    private static final int LEVELS_PER_SEQUENCE = 3;

    private static final int BUFFER_BYTES = 8 << 10;
    private static final int FIRST_STRING_BYTES = 64;
    private static final int LONGEST_NUMBER = 400;
    private static final int END = -1;
    private static final int[] BYTE_ORDER_MARK = {0xEF, 0xBB, 0xBF};

    private final InputStream in;
    private final String name;
    private final Limits limits;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int next;
    private int end;
    private long passed;
    private long limitAt;
    private int values;
    private byte[] string = new byte[FIRST_STRING_BYTES];
    private int stringLength;

    JsonParser(InputStream in, String name, Limits limits) throws IOException {
        this.in = in;
        this.name = name;
        this.limits = limits;
        this.limitAt = limits.headerBytes();
        if (peek() == BYTE_ORDER_MARK[0]) {
            for (int expected : BYTE_ORDER_MARK) {
                require(take() == expected, "this is no text in UTF-8");
            }
        }
    }

    // ---- arrays of documents

    /// Whether a character comes next, white space passed over; takes it if so.
    boolean takes(char c) throws IOException {
        if (peekToken() != c) {
            return false;
        }
        take();
        return true;
    }

    void requireEnd() throws IOException {
        require(peekToken() == END, "something follows the end");
    }

    InvalidDicom malformed(String detail) {
        return new InvalidDicom(Reason.MALFORMED, name, position(), "", detail);
    }

    /// Reads the next value, for which the limits start anew.
    JsonValue document() throws IOException {
        values = 0;
        limitAt = position() + limits.headerBytes();
        return value(0);
    }

    // ---- values

    private JsonValue value(int depth) throws IOException {
        int first = peekToken();
        long at = position();
        if (++values > limits.elements()) {
            throw beyond("more than " + limits.elements() + " values");
        }
        if (depth > LEVELS_PER_SEQUENCE * (limits.depth() + 1)) {
            throw beyond("more than " + limits.depth() + " sequences inside each other");
        }
        return switch (first) {
            case '{' -> object(at, depth);
            case '[' -> array(at, depth);
            case '"' -> new JsonValue.Text(string(), at);
            case 't' -> word("true", new JsonValue.Bool(true, at));
            case 'f' -> word("false", new JsonValue.Bool(false, at));
            case 'n' -> word("null", new JsonValue.Null(at));
            default -> number(at);
        };
    }

    private JsonValue object(long at, int depth) throws IOException {
        take();
        Map<String, JsonValue> members = new LinkedHashMap<>();
        if (takes('}')) {
            return new JsonValue.Members(members, at);
        }
        do {
            require(peekToken() == '"', "a name is due");
            String member = string();
            require(!members.containsKey(member), "an object has a name twice");
            require(takes(':'), "a colon is due");
            members.put(member, value(depth + 1));
        } while (takes(','));
        require(takes('}'), "a comma or the end of an object is due");
        return new JsonValue.Members(members, at);
    }

    private JsonValue array(long at, int depth) throws IOException {
        take();
        List<JsonValue> items = new ArrayList<>(1);
        if (takes(']')) {
            return new JsonValue.Array(items, at);
        }
        do {
            items.add(value(depth + 1));
        } while (takes(','));
        require(takes(']'), "a comma or the end of an array is due");
        return new JsonValue.Array(items, at);
    }

    private JsonValue word(String word, JsonValue value) throws IOException {
        for (int i = 0; i < word.length(); i++) {
            require(take() == word.charAt(i), "no value starts here");
        }
        return value;
    }

    // ---- numbers

    private JsonValue number(long at) throws IOException {
        stringLength = 0;
        takeInto('-');
        require(isDigit(peek()), "no value starts here");
        if (!takeInto('0')) {
            digits();
        }
        if (takeInto('.')) {
            digits();
        }
        if (takeInto('e') || takeInto('E')) {
            if (!takeInto('+')) {
                takeInto('-');
            }
            digits();
        }
        return new JsonValue.Numeral(new String(string, 0, stringLength, ISO_8859_1), at);
    }

    private void digits() throws IOException {
        require(isDigit(peek()), "a digit is due");
        while (isDigit(peek())) {
            append(take());
            if (stringLength > LONGEST_NUMBER) {
                throw beyond("a number of more than " + LONGEST_NUMBER + " characters");
            }
        }
    }

    private boolean takeInto(char c) throws IOException {
        if (peek() != c) {
            return false;
        }
        append(take());
        return true;
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    // ---- strings

    private String string() throws IOException {
        take();
        stringLength = 0;
        for (int c = take(); c != '"'; c = take()) {
            require(c != END, "the text ends in a string");
            require(c >= ' ', "a control character in a string");
            if (c == '\\') {
                escape(take());
            } else {
                append(c);
            }
        }
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(string, 0, stringLength)).toString();
        } catch (CharacterCodingException _) {
            throw malformed("a string is not in UTF-8");
        }
    }

    private void escape(int c) throws IOException {
        switch (c) {
            case '"', '\\', '/' -> append(c);
            case 'b' -> append('\b');
            case 'f' -> append('\f');
            case 'n' -> append('\n');
            case 'r' -> append('\r');
            case 't' -> append('\t');
            case 'u' -> escapedCharacter(hex());
            default -> throw malformed("no such escape in a string");
        }
    }

    private void escapedCharacter(int unit) throws IOException {
        require(!Character.isLowSurrogate((char) unit), "half a character in a string");
        int character = unit;
        if (Character.isHighSurrogate((char) unit)) {
            boolean isPair = take() == '\\' && take() == 'u';
            int low = isPair ? hex() : 0;
            require(Character.isLowSurrogate((char) low), "half a character in a string");
            character = Character.toCodePoint((char) unit, (char) low);
        }
        for (byte b : Character.toString(character).getBytes(UTF_8)) {
            append(b);
        }
    }

    private int hex() throws IOException {
        int unit = 0;
        for (int i = 0; i < 4; i++) {
            int digit = Character.digit(asciiOrNone(take()), 16);
            require(digit >= 0, "four hexadecimal digits are due");
            unit = unit << 4 | digit;
        }
        return unit;
    }

    private static int asciiOrNone(int c) {
        return c >= 0 && c < 0x80 ? c : ' ';
    }

    private void append(int b) {
        if (stringLength == string.length) {
            string = Arrays.copyOf(string, stringLength * 2);
        }
        string[stringLength++] = (byte) b;
    }

    // ---- bytes

    private int peekToken() throws IOException {
        int c = peek();
        while (c == ' ' || c == '\n' || c == '\r' || c == '\t') {
            take();
            c = peek();
        }
        return c;
    }

    private int peek() throws IOException {
        if (next == end && !fill()) {
            return END;
        }
        return buffer[next] & 0xFF;
    }

    private int take() throws IOException {
        int c = peek();
        if (c != END) {
            next++;
            if (position() > limitAt) {
                throw beyond("more than " + limits.headerBytes() + " bytes");
            }
        }
        return c;
    }

    private boolean fill() throws IOException {
        passed += end;
        next = 0;
        end = 0;
        int count = in.read(buffer, 0, buffer.length);
        end = Math.max(count, 0);
        return count > 0;
    }

    private long position() {
        return passed + next;
    }

    private void require(boolean isRight, String detail) throws InvalidDicom {
        if (!isRight) {
            boolean isEnd = next == end;
            throw isEnd && end == 0
                    ? new InvalidDicom(Reason.TRUNCATED, name, position(), "", detail)
                    : malformed(detail);
        }
    }

    private InvalidDicom beyond(String detail) {
        return new InvalidDicom(Reason.LIMIT_EXCEEDED, name, position(), "", detail);
    }
}
