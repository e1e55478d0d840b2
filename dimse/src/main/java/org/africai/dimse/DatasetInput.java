package org.africai.dimse;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Objects;
import org.africai.dimse.ul.Arrival;
import org.africai.dimse.ul.AssociationEnded;
import org.africai.dimse.ul.Link;
import org.africai.dimse.ul.PresentationContext;
import org.africai.dimse.ul.Timer;

/// The data set of a message as its fragments come from the peer. Closing it does nothing; what is
/// not read is passed over before the next message.
final class DatasetInput extends InputStream {
    private static final int COPY_BYTES = 64 << 10;

    private final Link link;
    private final PresentationContext context;
    private final int emptyFragments;
    private long left;
    private long size;
    private int empty;
    private boolean isLast;
    private boolean isDone;

    /// @param hasDataset whether anything comes
    /// @param limit most bytes; more end the association
    DatasetInput(
            Link link,
            PresentationContext context,
            boolean hasDataset,
            long limit,
            int emptyFragments) {
        this.link = link;
        this.context = context;
        this.left = limit;
        this.emptyFragments = emptyFragments;
        this.isDone = !hasDataset;
        this.isLast = !hasDataset;
    }

    /// Allows fewer bytes than before.
    void limitTo(long bytes) {
        left = Math.min(left, bytes);
    }

    /// Bytes read so far.
    long size() {
        return size;
    }

    @Override
    public int read() throws AssociationEnded {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws AssociationEnded {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0) {
            return 0;
        }
        while (!isDone) {
            int count = link.read(target, offset, length);
            if (count > 0) {
                return counted(count);
            }
            if (isLast) {
                isDone = true;
            } else {
                nextFragment();
            }
        }
        return -1;
    }

    private int counted(int count) throws AssociationEnded {
        size += count;
        left -= count;
        if (left < 0) {
            isDone = true;
            throw link.violated("a data set is longer than allowed: over " + (size - 1) + " bytes");
        }
        return count;
    }

    private void nextFragment() throws AssociationEnded {
        Arrival arrival = link.next(Timer.MESSAGE);
        if (!(arrival instanceof Arrival.Fragment fragment)) {
            throw link.violated("a release inside of a message");
        }
        if (fragment.isCommand() || fragment.context().id() != context.id()) {
            throw link.violated("another message inside of a message");
        }
        isLast = fragment.isLast();
        if (fragment.length() == 0 && !isLast && ++empty > emptyFragments) {
            throw link.violated("more than " + emptyFragments + " empty fragments");
        }
    }

    /// Copies in pieces as large as the buffers below.
    @Override
    public long transferTo(OutputStream out) throws IOException {
        byte[] buffer = new byte[COPY_BYTES];
        long before = size;
        for (int count = read(buffer); count >= 0; count = read(buffer)) {
            out.write(buffer, 0, count);
        }
        return size - before;
    }

    /// Reads what is left and forgets it.
    void drain() throws AssociationEnded {
        if (isDone) {
            return;
        }
        byte[] waste = new byte[COPY_BYTES];
        int count;
        do {
            count = read(waste, 0, waste.length);
        } while (count >= 0);
    }
}
