package org.africai.server.http;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;

/// Bytes of known length that can be sent from any place, and always the same ones under one entity
/// tag.
public interface Content {
    /// In bytes.
    long size();

    /// A strong entity tag without its quotes (RFC 9110 §8.8.3): other bytes have another one.
    String entityTag();

    Instant changedAt();

    /// Sends the bytes of `range`, which lies within the content. `out` stays open.
    ///
    /// @throws IOException when `out` cannot take them
    void writeTo(OutputStream out, ByteRange range) throws IOException;
}
