package org.africai.dicom.data;

import java.io.IOException;
import java.io.InputStream;

/// A source whose units are in the other byte order.
record SwappedSource(BulkSource source, int unit) implements BulkSource {
    static BulkRange around(BulkRange range, int unit) {
        return unit == 1
                ? range
                : new BulkRange(
                        new SwappedSource(range.source(), unit), range.offset(), range.length());
    }

    @Override
    public InputStream open(long offset, long length) throws IOException {
        return new SwappingStream(source.open(offset, length), unit);
    }
}
