package org.africai.dimse;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.io.DicomReader;
import org.africai.dicom.io.DicomWriter;
import org.africai.dicom.io.Limits;
import org.africai.dimse.ul.Arrival;
import org.africai.dimse.ul.AssociationEnded;
import org.africai.dimse.ul.Link;
import org.africai.dimse.ul.NetworkLimits;
import org.africai.dimse.ul.PdvOutput;
import org.africai.dimse.ul.PresentationContext;
import org.africai.dimse.ul.Timer;
import org.jspecify.annotations.Nullable;

/// Messages (PS3.7 §6.3) made of fragments. One thread reads; any thread sends.
final class Messages {
    private final Link link;
    private final NetworkLimits limits;
    private final DicomReader identifiers;
    private @Nullable DatasetInput current;

    Messages(Link link, NetworkLimits limits) {
        this.link = link;
        this.limits = limits;
        // An identifier may inflate to no more than it may be long.
        this.identifiers =
                DicomReader.WHOLE.within(
                        Limits.DEFAULT
                                .withElements(100_000)
                                .withHeaderBytes(2 * limits.lengths().identifier())
                                .withBulkBytes(limits.lengths().identifier())
                                .withInflation(limits.lengths().identifier(), 200));
    }

    Link link() {
        return link;
    }

    /// Waits for the next message; what is left of the one before is passed over.
    ///
    /// @return empty when the peer asks for the release
    Optional<Message> next(Timer timer, BooleanSupplier isBusy) throws AssociationEnded {
        if (current != null) {
            current.drain();
            current = null;
        }
        return switch (link.next(timer, isBusy)) {
            case Arrival.ReleaseRequested _ -> Optional.empty();
            case Arrival.Fragment first -> Optional.of(message(first));
        };
    }

    private Message message(Arrival.Fragment first) throws AssociationEnded {
        if (!first.isCommand()) {
            throw link.violated("a data set without command");
        }
        Command command = command(first);
        current =
                new DatasetInput(
                        link,
                        first.context(),
                        command.hasDataset(),
                        limits.lengths().object(),
                        limits.counts().emptyFragments());
        return new Message(first.context(), command, current);
    }

    private Command command(Arrival.Fragment first) throws AssociationEnded {
        ByteArrayOutputStream set = new ByteArrayOutputStream(first.length());
        Arrival.Fragment fragment = first;
        int pieces = 0;
        while (true) {
            append(fragment, set);
            if (fragment.isLast()) {
                break;
            }
            if (++pieces > limits.counts().emptyFragments() + limits.lengths().command()) {
                throw link.violated("a command set in more pieces than bytes");
            }
            fragment = nextPiece(first.context());
        }
        try {
            return Command.parse(set.toByteArray());
        } catch (InvalidCommand e) {
            throw link.violated(String.valueOf(e.getMessage()));
        }
    }

    private Arrival.Fragment nextPiece(PresentationContext context) throws AssociationEnded {
        if (link.next(Timer.MESSAGE) instanceof Arrival.Fragment next
                && next.isCommand()
                && next.context().id() == context.id()) {
            return next;
        }
        throw link.violated("a command set that is not finished");
    }

    private void append(Arrival.Fragment fragment, ByteArrayOutputStream set)
            throws AssociationEnded {
        if (set.size() + fragment.length() > limits.lengths().command()) {
            throw link.violated(
                    "a command set is longer than allowed: over "
                            + limits.lengths().command()
                            + " bytes");
        }
        byte[] piece = new byte[Math.min(fragment.length(), 4 << 10)];
        for (int count = link.read(piece, 0, piece.length);
                count > 0;
                count = link.read(piece, 0, piece.length)) {
            set.write(piece, 0, count);
        }
    }

    /// Reads a data set that is a query, a list or a report.
    ///
    /// @throws IOException when it is no DICOM, or the association ended
    Dataset identifier(Message message) throws IOException {
        message.dataset().limitTo(limits.lengths().identifier());
        byte[] bytes = message.dataset().readAllBytes();
        return identifiers.readDataset(
                bytes, message.context().transferSyntax(), message.command().toString());
    }

    void send(PresentationContext context, Command command) throws IOException {
        try (PdvOutput out = link.startMessage(context)) {
            out.command(command.toBytes());
            out.finish(false);
        }
    }

    void send(PresentationContext context, Command command, Dataset dataset) throws IOException {
        try (PdvOutput out = link.startMessage(context)) {
            out.command(command.withDataset().toBytes());
            DicomWriter.writeDataset(dataset, context.transferSyntax(), out);
            out.finish(true);
        }
    }

    void send(PresentationContext context, Command command, OutgoingObject object)
            throws IOException {
        try (PdvOutput out = link.startMessage(context)) {
            out.command(command.withDataset().toBytes());
            object.writeTo(out);
            out.finish(true);
        }
    }
}
