package org.africai.store;

import java.io.OutputStream;

/// A new spool file as a stream: hashed while it is written. Closing it without [#finish] throws
/// the file away. Large writes are cheaper than small ones; there is no buffer.
///
/// Not for use by several threads at once.
public final class SpoolOutput extends OutputStream {
    private final SpoolFile file;
    private final Digester digester;

    SpoolOutput(SpoolFile file, Hashing hashing) {
        this.file = file;
        this.digester = new Digester(hashing);
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    /// @throws TooLarge when the limit would be exceeded
    /// @throws StorageFailure when it cannot be written
    @Override
    public void write(byte[] bytes, int offset, int length) {
        file.admit(length);
        digester.update(bytes, offset, length, () -> file.writeAdmitted(bytes, offset, length));
    }

    /// Ends the file. The caller closes what is returned.
    ///
    /// @throws StorageFailure when it cannot be ended
    public Spooled finish() {
        Staged staged = file.finish();
        return new Spooled(staged, digester.finish());
    }

    /// Throws the file away unless it was finished.
    @Override
    public void close() {
        file.close();
    }
}
