package org.africai.store;

import java.io.IOException;

/// The disk did not take what it was forced to take: after this, nothing written before can be
/// trusted. Any other [IOException] of [Fsync], such as too many open files, came before the disk
/// was asked, and may pass.
final class FsyncFailed extends IOException {
    FsyncFailed(IOException cause) {
        super(cause.getMessage(), cause);
    }
}
