package org.africai.server.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/// Reads a multipart body (RFC 2046 §5.1, RFC 7578) part by part, as it arrives: nothing of it is
/// kept but one buffer.
///
/// A part's content ends where the delimiter is seen, never where the body breaks off: a body that
/// ends early is refused, so half a file is not taken for a whole one.
///
/// The delimiter is looked for with Horspool's algorithm: the bytes at distances up to its length
/// are skipped by a table, so binary content costs about one comparison per forty bytes.
public final class MultipartReader {
    /// What is read from the body at a time.
    private static final int BUFFER_BYTES = 64 * 1024;

    private static final int MAX_HEAD_BYTES = 8 * 1024;
    private static final int MAX_PARTS = 100_000;

    /// RFC 2046 §5.1.1.
    private static final int MAX_BOUNDARY_LENGTH = 70;

    private static final byte[] HEAD_END = {'\r', '\n', '\r', '\n'};

    private final InputStream in;
    private final byte[] delimiter;
    private final int[] skip = new int[256];
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int start;
    private int end;
    private int contentTo; // up to here the buffer is known to be content
    private boolean inPart = true;
    private int parts;

    private MultipartReader(InputStream in, String boundary) {
        this.in = in;
        this.delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
        Arrays.fill(skip, delimiter.length);
        for (int i = 0; i < delimiter.length - 1; i++) {
            skip[delimiter[i] & 0xFF] = delimiter.length - 1 - i;
        }
        buffer[0] = '\r'; // the first delimiter may open the body, without a line before it
        buffer[1] = '\n';
        end = 2;
    }

    /// @param contentType the body's, which names the boundary
    /// @throws Refusal when it names none
    public static MultipartReader of(InputStream in, String contentType) {
        String boundary =
                HeaderParameters.of(contentType)
                        .get("boundary")
                        .filter(text -> !text.isEmpty() && text.length() <= MAX_BOUNDARY_LENGTH)
                        .orElseThrow(() ->
                                Refusal.invalid(
                                        "The multipart body's content type names no"
                                                + " boundary of 1 to 70 characters."));
        return new MultipartReader(in, boundary);
    }

    /// One part. Its content can be read until the reader goes on; it need not be closed.
    public record Part(PartHead head, InputStream content) {}

    /// The next part, empty after the last. What is left of the one before is passed over.
    ///
    /// @throws Refusal when the body is malformed or ends early
    /// @throws IOException when it cannot be read
    public Optional<Part> next() throws IOException {
        skipContent();
        require(2);
        if (buffer[start] == '-' && buffer[start + 1] == '-') {
            return Optional.empty();
        }
        if (++parts > MAX_PARTS) {
            throw Refusal.invalid("The multipart body has more than " + MAX_PARTS + " parts.");
        }
        PartHead head = head();
        inPart = true;
        return Optional.of(new Part(head, new PartContent()));
    }

    private void skipContent() throws IOException {
        while (inPart) {
            int certain = certainBytes(); // which moves `start`
            start += certain;
        }
    }

    /// The lines up to an empty one. The rest of the delimiter's line, which may hold blanks, is
    /// the first.
    private PartHead head() throws IOException {
        int length = indexOfHeadEnd();
        while (length < 0) {
            if (end - start >= MAX_HEAD_BYTES) {
                throw Refusal.invalid(
                        "A part of the multipart body has headers of more than "
                                + MAX_HEAD_BYTES
                                + " bytes.");
            }
            fill();
            length = indexOfHeadEnd();
        }
        byte[] block = Arrays.copyOfRange(buffer, start, start + length);
        start += length + HEAD_END.length;
        return PartHead.parse(block);
    }

    private int indexOfHeadEnd() {
        for (int i = start; i <= end - HEAD_END.length; i++) {
            if (Arrays.equals(buffer, i, i + HEAD_END.length, HEAD_END, 0, HEAD_END.length)) {
                return i - start;
            }
        }
        return -1;
    }

    /// How many bytes from `start` on are content for certain. Reads on while there are none; at
    /// the delimiter steps over it and gives 0, with [#inPart] off.
    private int certainBytes() throws IOException {
        while (contentTo <= start) {
            int at = indexOfDelimiter();
            if (at == start) {
                start += delimiter.length;
                inPart = false;
                return 0;
            }
            contentTo = at < 0 ? end - (delimiter.length - 1) : at;
            if (contentTo <= start) {
                fill();
            }
        }
        return contentTo - start;
    }

    private int indexOfDelimiter() {
        int last = delimiter.length - 1;
        for (int i = start + last; i < end; i += skip[buffer[i] & 0xFF]) {
            if (buffer[i] == delimiter[last]
                    && Arrays.equals(buffer, i - last, i + 1, delimiter, 0, delimiter.length)) {
                return i - last;
            }
        }
        return -1;
    }

    private void require(int bytes) throws IOException {
        while (end - start < bytes) {
            fill();
        }
    }

    /// Reads on, moving what is there to the buffer's front when its end is reached.
    private void fill() throws IOException {
        if (end == buffer.length) {
            System.arraycopy(buffer, start, buffer, 0, end - start);
            end -= start;
            start = 0;
            contentTo = 0;
        }
        int read = in.read(buffer, end, buffer.length - end);
        if (read < 0) {
            throw Refusal.invalid("The multipart body ends before its closing boundary.");
        }
        end += read;
    }

    private final class PartContent extends InputStream {
        private final int number = parts;

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (number != parts) {
                throw new IllegalStateException("the reader has gone on to another part");
            }
            if (length == 0) {
                return 0;
            }
            int certain = inPart ? certainBytes() : 0;
            if (certain == 0) {
                return -1;
            }
            int count = Math.min(length, certain);
            System.arraycopy(buffer, start, target, offset, count);
            start += count;
            return count;
        }
    }
}
