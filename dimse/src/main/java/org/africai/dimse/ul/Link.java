package org.africai.dimse.ul;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// An association (PS3.8): pieces of messages go in and out until one side releases or aborts it.
///
/// One thread reads; any thread may send a message or abort. Every wait has a limit. When a peer
/// breaks the protocol or a limit it is told by A-ABORT and the connection is closed; whoever reads
/// or writes then gets [AssociationEnded], which says why.
public final class Link implements AutoCloseable {
    private static final int PDV_HEADER_BYTES = 6;

    /// Control byte and context id, which the length of a fragment counts.
    private static final int PDV_OVERHEAD = 2;

    private static final int COMMAND_FLAG = 1;
    private static final int LAST_FLAG = 2;

    /// How long the last words may take to reach a peer.
    private static final long LINGER_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Transport transport;
    private final PduInput in;
    private final NetworkLimits limits;
    private final AssociationRequest request;
    private final AssociationAccept accept;
    private final boolean isRequestor;
    private final @Nullable PresentationContext[] contexts;
    private final PdvOutput output;
    private final byte[] pdvHeader = new byte[PDV_HEADER_BYTES];
    private final AtomicReference<@Nullable AssociationEnd> end = new AtomicReference<>();

    /// Held while a unit is written.
    private final ReentrantLock wire = new ReentrantLock();

    private volatile State state = State.ESTABLISHED;
    private long pduLeft;
    private int fragmentLeft;

    Link(
            Transport transport,
            PduInput in,
            NetworkLimits limits,
            AssociationRequest request,
            AssociationAccept accept,
            boolean isRequestor) {
        this.transport = transport;
        this.in = in;
        this.limits = limits;
        this.request = request;
        this.accept = accept;
        this.isRequestor = isRequestor;
        this.contexts = Agreement.contexts(request, accept);
        this.output = new PdvOutput(this, Agreement.sendBytes(peer().maxPduBytes(), limits));
    }

    /// What the requestor asked for.
    public AssociationRequest request() {
        return request;
    }

    /// What the acceptor agreed to.
    public AssociationAccept accept() {
        return accept;
    }

    /// What the other side told of itself.
    public UserInformation peer() {
        return isRequestor ? accept.information() : request.information();
    }

    public InetSocketAddress remote() {
        return transport.remote();
    }

    /// The certificates that the peer showed, its own first; none without TLS.
    public List<X509Certificate> certificates() {
        return transport.certificates();
    }

    /// The contexts that both sides agreed to.
    public List<PresentationContext> contexts() {
        return Agreement.list(contexts);
    }

    /// How it ended; empty while it lasts.
    public Optional<AssociationEnd> end() {
        return Optional.ofNullable(end.get());
    }

    // ---- receiving

    /// Waits for what comes next; what is left of the fragment before is passed over.
    ///
    /// @param timer how long to wait for a new unit
    /// @throws AssociationEnded when the peer aborted, broke the protocol, was too slow or is gone
    public Arrival next(Timer timer) throws AssociationEnded {
        return next(timer, () -> false);
    }

    /// The same, which waits on as long as `isBusy`.
    public Arrival next(Timer timer, BooleanSupplier isBusy) throws AssociationEnded {
        try {
            skipFragment();
            if (pduLeft == 0) {
                in.next(timer, isBusy);
                requireExpected();
                switch (in.type()) {
                    case RELEASE_REQUEST -> {
                        in.fixedContent();
                        state = State.RELEASE_ASKED;
                        return new Arrival.ReleaseRequested();
                    }
                    case ABORT -> throw aborted();
                    default -> startData();
                }
            }
            return fragment();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private void requireExpected() throws BadPdu {
        if (!state.expects(in.type(), isRequestor)) {
            throw new BadPdu(Abort.UNEXPECTED_PDU, in.type() + " when " + state);
        }
    }

    private AssociationEnded aborted() throws IOException {
        Abort abort = AssociateReader.abort(in.fixedContent());
        return ended(new AssociationEnd.Aborted(abort));
    }

    private void startData() throws BadPdu {
        long most = Math.max(limits.lengths().pdu(), NetworkLimits.TOLERATED_PDU_BYTES);
        if (in.length() > most || in.length() < PDV_HEADER_BYTES) {
            throw BadPdu.invalid("a data unit of " + in.length() + " bytes");
        }
        pduLeft = in.length();
    }

    private Arrival fragment() throws IOException {
        if (pduLeft < PDV_HEADER_BYTES) {
            throw BadPdu.invalid(pduLeft + " bytes at the end of a data unit");
        }
        in.readFully(pdvHeader, 0, PDV_HEADER_BYTES);
        pduLeft -= PDV_HEADER_BYTES;
        Cursor header = new Cursor(pdvHeader);
        long length = header.u32() - PDV_OVERHEAD;
        if (length < 0 || length > pduLeft) {
            throw BadPdu.invalid("a fragment of " + length + " bytes where " + pduLeft + " are");
        }
        PresentationContext context = contexts[header.u8()];
        if (context == null) {
            throw BadPdu.invalid("a presentation context that was not agreed to");
        }
        int control = header.u8();
        fragmentLeft = (int) length;
        return new Arrival.Fragment(
                context, (control & COMMAND_FLAG) != 0, (control & LAST_FLAG) != 0, fragmentLeft);
    }

    private void skipFragment() throws IOException {
        if (fragmentLeft > 0) {
            byte[] waste = new byte[Math.min(fragmentLeft, 64 << 10)];
            while (fragmentLeft > 0) {
                readFragment(waste, 0, waste.length);
            }
        }
    }

    /// Reads bytes of the fragment that came last; -1 at its end.
    ///
    /// @throws AssociationEnded when the peer is too slow or gone
    public int read(byte[] target, int offset, int length) throws AssociationEnded {
        if (fragmentLeft == 0) {
            return -1;
        }
        try {
            return readFragment(target, offset, length);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private int readFragment(byte[] target, int offset, int length) throws IOException {
        int count = in.read(target, offset, Math.min(length, fragmentLeft));
        fragmentLeft -= count;
        pduLeft -= count;
        return count;
    }

    // ---- sending

    /// Starts a message on a context. Whoever else wants to send waits until it is closed.
    public PdvOutput startMessage(PresentationContext context) {
        output.start(context.id());
        return output;
    }

    /// Writes whole units.
    void write(byte[] bytes, int offset, int length) throws AssociationEnded {
        wire.lock();
        try {
            if (state == State.AWAITING_CLOSE || state == State.CLOSED) {
                throw ended(new AssociationEnd.Closed());
            }
            transport.write(bytes, offset, length, limits.times().write());
        } catch (IOException e) {
            throw failed(e);
        } finally {
            wire.unlock();
        }
    }

    private void write(byte[] pdu) throws AssociationEnded {
        write(pdu, 0, pdu.length);
    }

    // ---- the end

    /// Answers a release that the peer asked for, and closes.
    public void acceptRelease() {
        try {
            write(AssociateWriter.bare(PduType.RELEASE_RESPONSE));
            end.compareAndSet(null, new AssociationEnd.Released());
            linger(limits.times().artim().toNanos());
        } catch (AssociationEnded _) {
            // It is over either way, and `end` says how.
            return;
        }
    }

    /// Asks for the release and waits for it; messages that come meanwhile are passed over. When
    /// both sides ask at once, each gets its answer in the order of PS3.8 §9.2.2.
    ///
    /// @return how the association ended
    public AssociationEnd release() {
        try {
            write(AssociateWriter.bare(PduType.RELEASE_REQUEST));
            state = State.RELEASING;
            awaitRelease();
            close(new AssociationEnd.Released());
        } catch (AssociationEnded e) {
            return e.end();
        }
        return end().orElseThrow();
    }

    private void awaitRelease() throws AssociationEnded {
        boolean isOwed = false;
        try {
            skipData();
            in.next(Timer.ARTIM, () -> false);
            requireExpected();
            while (in.type() != PduType.RELEASE_RESPONSE) {
                isOwed |= duringRelease();
                in.following();
                requireExpected();
            }
            in.fixedContent();
        } catch (IOException e) {
            throw failed(e);
        }
        if (isOwed) {
            write(AssociateWriter.bare(PduType.RELEASE_RESPONSE));
        }
    }

    /// @return whether the peer asked too, and is answered only after its own answer
    private boolean duringRelease() throws IOException {
        if (in.type() == PduType.ABORT) {
            throw aborted();
        }
        if (in.type() == PduType.DATA) {
            startData();
            skipData();
            return false;
        }
        in.fixedContent();
        state = State.COLLIDED;
        if (isRequestor) {
            write(AssociateWriter.bare(PduType.RELEASE_RESPONSE));
        }
        return !isRequestor;
    }

    private void skipData() throws IOException {
        byte[] waste = new byte[8 << 10];
        while (pduLeft > 0) {
            pduLeft -= in.read(waste, 0, (int) Math.min(waste.length, pduLeft));
        }
        fragmentLeft = 0;
    }

    /// Ends the association at once, from any thread: the peer is told, unless a write hangs.
    public void abort() {
        tell(Abort.BY_USER);
        close(new AssociationEnd.Closed());
    }

    /// Ends the association because the peer broke the rules of a higher layer.
    ///
    /// @param what what it did, without anything that it sent but numbers
    public AssociationEnded violated(String what) {
        return failed(new BadPdu(Abort.BY_USER, what));
    }

    /// Ends the association because an answer did not come.
    public AssociationEnded timedOut(Timer timer) {
        AssociationEnded ended = ended(new AssociationEnd.TimedOut(timer));
        abort();
        return ended;
    }

    /// Aborts, unless the association has ended already.
    @Override
    public void close() {
        if (end.get() == null) {
            abort();
        }
        transport.close();
    }

    private void tell(Abort abort) {
        boolean isLocked = false;
        try {
            isLocked = wire.tryLock(LINGER_NANOS, TimeUnit.NANOSECONDS);
            if (isLocked && state != State.AWAITING_CLOSE && state != State.CLOSED) {
                byte[] pdu = AssociateWriter.abort(abort);
                transport.write(pdu, 0, pdu.length, limits.times().write());
            }
        } catch (IOException _) {
            // A peer that is gone cannot be told.
            return;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            if (isLocked) {
                wire.unlock();
            }
        }
    }

    /// Says no more and hears no more; for the reading thread.
    private void linger(long nanos) {
        state = State.AWAITING_CLOSE;
        transport.finishWriting();
        in.drain(nanos);
        state = State.CLOSED;
        transport.close();
    }

    private void close(AssociationEnd how) {
        end.compareAndSet(null, how);
        state = State.CLOSED;
        transport.finishWriting();
        transport.close();
    }

    private AssociationEnded ended(AssociationEnd how) {
        end.compareAndSet(null, how);
        AssociationEnd first = end.get();
        return new AssociationEnded(first == null ? how : first);
    }

    /// Ends the association as an error demands.
    private AssociationEnded failed(IOException error) {
        AssociationEnd already = end.get();
        if (already != null) {
            state = State.CLOSED;
            transport.close();
            return error instanceof AssociationEnded ended ? ended : new AssociationEnded(already);
        }
        return switch (error) {
            case BadPdu bad ->
                    told(new AssociationEnd.Violated(bad.abort(), bad.what()), bad.abort());
            case SocketTimeoutException _ ->
                    told(new AssociationEnd.TimedOut(in.pace().timer()), Abort.NO_REASON);
            default -> {
                AssociationEnded ended = ended(lost(error));
                close(ended.end());
                yield ended;
            }
        };
    }

    private AssociationEnded told(AssociationEnd how, Abort abort) {
        AssociationEnded ended = ended(how);
        tell(abort);
        linger(LINGER_NANOS);
        return ended;
    }

    private AssociationEnd lost(IOException error) {
        if (transport.isCut()) {
            return new AssociationEnd.TimedOut(Timer.WRITE);
        }
        if (state == State.CLOSED) {
            return new AssociationEnd.Closed();
        }
        return new AssociationEnd.Lost(
                error instanceof EOFException
                        ? "closed without release"
                        : String.valueOf(error.getMessage()));
    }
}
