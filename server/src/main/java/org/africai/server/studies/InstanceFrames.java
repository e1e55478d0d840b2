package org.africai.server.studies;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.africai.dicom.pixel.FrameIndex;
import org.africai.store.Sha256;

/// Where the frames of archived objects lie. Those of the files that were asked for last are
/// remembered: a viewer asks for one frame of an object after the other. Safe for many threads.
public final class InstanceFrames {
    /// Fragments whose places are remembered, in all: 50 bytes each.
    private static final int MAX_FRAGMENTS = 1_000_000;

    /// What a file costs, in fragments.
    private static final long COST_OF_ANY = 200;

    private final InstanceHeaders headers;
    private final ReentrantLock lock = new ReentrantLock();

    /// Guarded by `lock`, as the next.
    private final LinkedHashMap<Sha256, Optional<FrameIndex>> known =
            new LinkedHashMap<>(16, 0.75f, true);

    private long fragments;

    public InstanceFrames(InstanceHeaders headers) {
        this.headers = headers;
    }

    /// The frames of an object; empty when it has no pixel data.
    ///
    /// @throws org.africai.dicom.io.InvalidDicom when the file is broken
    /// @throws IOException when it cannot be read
    public Optional<FrameIndex> index(StoredInstance instance) throws IOException {
        Sha256 blob = instance.digests().sha256();
        Optional<FrameIndex> remembered = remembered(blob);
        if (remembered.isPresent()) {
            return remembered;
        }
        Optional<FrameIndex> index = FrameIndex.of(headers.file(instance));
        index.ifPresent(_ -> remember(blob, index));
        return index;
    }

    private Optional<FrameIndex> remembered(Sha256 blob) {
        lock.lock();
        try {
            return known.getOrDefault(blob, Optional.empty());
        } finally {
            lock.unlock();
        }
    }

    private void remember(Sha256 blob, Optional<FrameIndex> index) {
        lock.lock();
        try {
            if (known.put(blob, index) == null) {
                fragments += cost(index);
            }
            while (fragments > MAX_FRAGMENTS && known.size() > 1) {
                Map.Entry<Sha256, Optional<FrameIndex>> eldest = known.firstEntry();
                known.remove(eldest.getKey());
                fragments -= cost(eldest.getValue());
            }
        } finally {
            lock.unlock();
        }
    }

    private static long cost(Optional<FrameIndex> index) {
        return COST_OF_ANY + index.map(one -> one.fragments().size()).orElse(0);
    }
}
