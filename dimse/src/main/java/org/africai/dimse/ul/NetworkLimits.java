package org.africai.dimse.ul;

import java.time.Duration;

/// What a peer may ask of us at most. Memory of one association stays below 256 KiB plus the length
/// of a unit, twice that of the command set and, while a query runs, four times that of the
/// identifier; an idle one has some 16 KiB. Objects are never in memory.
///
/// @param counts how many
/// @param lengths how long
/// @param times how slow
public record NetworkLimits(Counts counts, Lengths lengths, Times times) {
    /// Shortest PDU content that can be worked with.
    static final int LEAST_PDU_BYTES = 128;

    /// P-DATA content that is taken whatever was announced: it is read as a stream.
    static final int TOLERATED_PDU_BYTES = 1 << 20;

    public static final NetworkLimits DEFAULT =
            new NetworkLimits(
                    new Counts(256, 64, 1000, 1),
                    new Lengths(256 << 10, 256 << 10, 64 << 10, 1 << 20, 64L << 30),
                    new Times(
                            Duration.ofSeconds(30),
                            Duration.ofSeconds(60),
                            Duration.ofSeconds(60),
                            1024,
                            Duration.ofMinutes(10),
                            Duration.ofSeconds(60)));

    /// How many of each there may be.
    ///
    /// @param associations open at once, those not yet negotiated included
    /// @param associationsPerAddress of them from one address
    /// @param emptyFragments fragments without bytes in one message
    /// @param operations operations that a peer may have open at once when it asks for that
    public record Counts(
            int associations, int associationsPerAddress, int emptyFragments, int operations) {
        /// @throws IllegalArgumentException when a limit is not positive
        public Counts {
            atLeast(1, associations, "associations");
            atLeast(1, associationsPerAddress, "associations-per-address");
            atLeast(0, emptyFragments, "empty-fragments");
            atLeast(1, operations, "operations");
        }
    }

    /// How long each may be, in bytes.
    ///
    /// @param pdu longest P-DATA content that we announce; up to 1 MiB are taken from peers that do
    ///   not listen
    /// @param associate longest request or answer of an association
    /// @param command longest command set
    /// @param identifier longest data set of a query, a retrieval or an action
    /// @param object longest data set of an object
    public record Lengths(int pdu, int associate, int command, int identifier, long object) {
        /// @throws IllegalArgumentException when a limit is too short to work with
        public Lengths {
            atLeast(LEAST_PDU_BYTES, pdu, "pdu-bytes");
            atLeast(LEAST_PDU_BYTES, associate, "associate-bytes");
            atLeast(LEAST_PDU_BYTES, command, "command-bytes");
            atLeast(1, identifier, "identifier-bytes");
            atLeast(1, object, "object-bytes");
        }
    }

    /// How long is waited.
    ///
    /// @param artim longest wait in negotiation and release, TLS handshake included
    /// @param idle longest wait for the next message
    /// @param grace longest wait for the rest of a message, beyond what `slowestBytesPerSecond`
    ///   gives
    /// @param slowestBytesPerSecond a message may wait one second longer for each of these
    /// @param response longest wait for the answer to an operation of ours
    /// @param write longest wait until the peer takes what is sent
    public record Times(
            Duration artim,
            Duration idle,
            Duration grace,
            int slowestBytesPerSecond,
            Duration response,
            Duration write) {
        /// @throws IllegalArgumentException when a time is not positive
        public Times {
            atLeast(1, artim.toMillis(), "artim");
            atLeast(1, idle.toMillis(), "idle");
            atLeast(1, grace.toMillis(), "grace");
            atLeast(1, slowestBytesPerSecond, "slowest-bytes-per-second");
            atLeast(1, response.toMillis(), "response");
            atLeast(1, write.toMillis(), "write");
        }
    }

    private static void atLeast(long least, long value, String name) {
        if (value < least) {
            throw new IllegalArgumentException(name + " must be at least " + least + ": " + value);
        }
    }

    public NetworkLimits withAssociations(int all, int perAddress) {
        return new NetworkLimits(
                new Counts(all, perAddress, counts.emptyFragments, counts.operations),
                lengths,
                times);
    }

    public NetworkLimits withOperations(int operations) {
        return new NetworkLimits(
                new Counts(
                        counts.associations,
                        counts.associationsPerAddress,
                        counts.emptyFragments,
                        operations),
                lengths,
                times);
    }

    public NetworkLimits withPduBytes(int pdu) {
        return new NetworkLimits(
                counts,
                new Lengths(
                        pdu,
                        lengths.associate,
                        lengths.command,
                        lengths.identifier,
                        lengths.object),
                times);
    }

    public NetworkLimits withLengths(int command, int identifier, long object) {
        return new NetworkLimits(
                counts,
                new Lengths(lengths.pdu, lengths.associate, command, identifier, object),
                times);
    }

    /// The same with other times for negotiation, the next message and the rest of a message.
    public NetworkLimits withTimes(Duration artim, Duration idle, Duration grace) {
        return new NetworkLimits(
                counts,
                lengths,
                new Times(
                        artim,
                        idle,
                        grace,
                        times.slowestBytesPerSecond,
                        times.response,
                        times.write));
    }

    /// The same with other times for answers, and for the peer to take what is sent.
    public NetworkLimits withAnswerTimes(Duration response, Duration write) {
        return new NetworkLimits(
                counts,
                lengths,
                new Times(
                        times.artim,
                        times.idle,
                        times.grace,
                        times.slowestBytesPerSecond,
                        response,
                        write));
    }
}
