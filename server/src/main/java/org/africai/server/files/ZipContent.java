package org.africai.server.files;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import org.africai.server.http.ByteRange;
import org.africai.server.http.Content;
import org.africai.store.BlobSource;
import org.africai.store.archive.ZipPlan;

/// A ZIP that is made while it is sent, from any byte on.
///
/// @param changedAt when the newest of its files was put where it is
record ZipContent(ZipPlan plan, BlobSource blobs, Instant changedAt) implements Content {
    @Override
    public long size() {
        return plan.size();
    }

    @Override
    public String entityTag() {
        return plan.etag().replace("\"", "");
    }

    @Override
    public void writeTo(OutputStream out, ByteRange range) throws IOException {
        plan.writeTo(out, range.first(), range.length(), blobs);
    }
}
