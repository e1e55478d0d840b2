package org.africai.store.archive;

import java.nio.ByteBuffer;

/// The extra fields of a ZIP record (APPNOTE 6.3.10, §4.5.1): a 16-bit id, a 16-bit length, data.
final class ZipExtra {
    private ZipExtra() {}

    /// The data of the first field with this id, empty when there is none. What cannot be read as
    /// fields is passed over, as archivers do.
    static ByteBuffer find(ByteBuffer extra, int id) {
        int at = 0;
        while (at + 4 <= extra.limit()) {
            int length = Short.toUnsignedInt(extra.getShort(at + 2));
            if (at + 4 + length > extra.limit()) {
                break;
            }
            if (Short.toUnsignedInt(extra.getShort(at)) == id) {
                return extra.slice(at + 4, length).order(extra.order());
            }
            at += 4 + length;
        }
        return ByteBuffer.allocate(0);
    }
}
