package org.africai.store;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The storage could not do what it must: not the caller's mistake. [#kind] says what to tell the
/// client; the message is for the operator and holds paths of the data folder, but no names from
/// outside.
public final class StorageFailure extends RuntimeException {
    /// What went wrong, by what can be done about it.
    public enum Kind {
        /// The volume is full or below its low-water mark: reading goes on, writing later (507).
        NO_SPACE,
        /// An earlier fsync failed, so nothing more is accepted until a restart (503).
        STOPPED,
        /// There is no blob of this name.
        MISSING,
        /// The blob's bytes are not those its name promises.
        DAMAGED,
        /// The file system refused.
        IO
    }

    private final Kind kind;

    StorageFailure(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /// The failure of an operation on `path`: [Kind#NO_SPACE] when the operating system said so,
    /// else [Kind#IO].
    public static StorageFailure io(Path path, Throwable cause) {
        return new StorageFailure(
                NoSpace.isCauseOf(cause) ? Kind.NO_SPACE : Kind.IO, path + ": " + cause, cause);
    }

    static StorageFailure missing(Sha256 blob) {
        return new StorageFailure(Kind.MISSING, "blob " + blob + " is missing", null);
    }

    /// The blob is there, but its bytes cannot be read.
    public static StorageFailure unreadable(Sha256 blob, Throwable cause) {
        return new StorageFailure(Kind.IO, "blob " + blob + " cannot be read: " + cause, cause);
    }

    /// The blob's bytes are not those its name promises, as `difference` says.
    public static StorageFailure damaged(Sha256 blob, String difference) {
        return new StorageFailure(
                Kind.DAMAGED, "blob " + blob + " is damaged: " + difference, null);
    }

    public Kind kind() {
        return kind;
    }
}
