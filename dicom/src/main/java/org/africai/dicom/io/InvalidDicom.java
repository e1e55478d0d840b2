package org.africai.dicom.io;

import java.io.IOException;
import org.africai.dicom.dict.Tag;

/// Bytes that are no DICOM, or are broken, or go beyond a limit. The message names the source, the
/// position and the element, never a value.
public final class InvalidDicom extends IOException {
    private static final long serialVersionUID = 1L;

    /// What is wrong.
    public enum Reason {
        /// The bytes are something else.
        NOT_DICOM,
        /// The end came too early.
        TRUNCATED,
        /// The structure contradicts itself.
        MALFORMED,
        /// Larger, deeper or more than [Limits] allow.
        LIMIT_EXCEEDED
    }

    private final Reason reason;
    private final String source;
    private final long offset;
    private final String path;

    /// An error at a position in bytes.
    ///
    /// @param source the name of what was read
    /// @param path the element, with the sequences around it; empty when it is outside any
    /// @param detail what is wrong, without any value
    public InvalidDicom(Reason reason, String source, long offset, String path, String detail) {
        this(reason, source, offset, "byte " + offset, path, detail);
    }

    private InvalidDicom(
            Reason reason, String source, long offset, String place, String path, String detail) {
        super(source + ": at " + place + (path.isEmpty() ? "" : " in " + path) + ": " + detail);
        this.reason = reason;
        this.source = source;
        this.offset = offset;
        this.path = path;
    }

    /// An error in a text of lines; the offset counts characters.
    public static InvalidDicom inText(
            Reason reason,
            String source,
            long offset,
            int line,
            int column,
            String path,
            String detail) {
        String place = "line " + line + ", column " + column;
        return new InvalidDicom(reason, source, offset, place, path, detail);
    }

    public Reason reason() {
        return reason;
    }

    /// The name of what was read, as given by the caller.
    public String source() {
        return source;
    }

    /// Where it was noticed: position in the file, or in the inflated data set of a deflated file.
    public long offset() {
        return offset;
    }

    /// The element, with the sequences around it: `(0040,0275)[0].(0040,0007)`; empty when it is
    /// outside any.
    public String path() {
        return path;
    }

    static String pathOf(String enclosing, int tag) {
        return enclosing + Tag.toString(tag);
    }
}
