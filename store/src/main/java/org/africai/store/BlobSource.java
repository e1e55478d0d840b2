package org.africai.store;

import java.nio.channels.SeekableByteChannel;

/// Where the bytes of blobs come from: all that a reader needs of a [BlobStore].
@FunctionalInterface
public interface BlobSource {
    /// The blob for reading anywhere in it. The caller closes the channel.
    ///
    /// @throws StorageFailure [StorageFailure.Kind#MISSING] when there is none
    SeekableByteChannel open(Sha256 blob);
}
