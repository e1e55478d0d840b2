package org.africai.dimse.ul;

import java.time.Duration;

/// What a peer may ask of us at most. Memory of one association stays below 256 KiB plus the length
/// of a unit, twice that of the command set and, while a query runs, four times that of the
/// identifier; an idle one has some 16 KiB. Objects are never in memory.
///
/// @param associations open at once, those not yet negotiated included
/// @param associationsPerAddress of them from one address
/// @param pduBytes longest P-DATA content that we announce; up to 1 MiB are taken from peers that
///   do not listen
/// @param associateBytes longest request or answer of an association
/// @param commandBytes longest command set
/// @param identifierBytes longest data set of a query, a retrieval or an action
/// @param objectBytes longest data set of an object
/// @param emptyFragments fragments without bytes in one message
/// @param operations operations that a peer may have open at once when it asks for that
/// @param artim longest wait in negotiation and release, TLS handshake included
/// @param idle longest wait for the next message
/// @param grace longest wait for the rest of a message, beyond what `slowestBytesPerSecond` gives
/// @param slowestBytesPerSecond a message may wait one second longer for each of these
/// @param response longest wait for the answer to an operation of ours
/// @param write longest wait until the peer takes what is sent
public record NetworkLimits(
        int associations,
        int associationsPerAddress,
        int pduBytes,
        int associateBytes,
        int commandBytes,
        int identifierBytes,
        long objectBytes,
        int emptyFragments,
        int operations,
        Duration artim,
        Duration idle,
        Duration grace,
        int slowestBytesPerSecond,
        Duration response,
        Duration write) {
    /// Shortest PDU content that can be worked with.
    static final int LEAST_PDU_BYTES = 128;

    /// P-DATA content that is taken whatever was announced: it is read as a stream.
    static final int TOLERATED_PDU_BYTES = 1 << 20;

    public static final NetworkLimits DEFAULT =
            new NetworkLimits(
                    256,
                    64,
                    256 << 10,
                    256 << 10,
                    64 << 10,
                    1 << 20,
                    64L << 30,
                    1000,
                    1,
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(60),
                    1024,
                    Duration.ofMinutes(10),
                    Duration.ofSeconds(60));

    /// @throws IllegalArgumentException when a limit is not positive
    public NetworkLimits {
        atLeast(1, associations, "associations");
        atLeast(1, associationsPerAddress, "associations-per-address");
        atLeast(LEAST_PDU_BYTES, pduBytes, "pdu-bytes");
        atLeast(LEAST_PDU_BYTES, associateBytes, "associate-bytes");
        atLeast(LEAST_PDU_BYTES, commandBytes, "command-bytes");
        atLeast(1, identifierBytes, "identifier-bytes");
        atLeast(1, objectBytes, "object-bytes");
        atLeast(0, emptyFragments, "empty-fragments");
        atLeast(1, operations, "operations");
        atLeast(1, artim.toMillis(), "artim");
        atLeast(1, idle.toMillis(), "idle");
        atLeast(1, grace.toMillis(), "grace");
        atLeast(1, slowestBytesPerSecond, "slowest-bytes-per-second");
        atLeast(1, response.toMillis(), "response");
        atLeast(1, write.toMillis(), "write");
    }

    private static void atLeast(long least, long value, String name) {
        if (value < least) {
            throw new IllegalArgumentException(name + " must be at least " + least + ": " + value);
        }
    }

    public NetworkLimits withAssociations(int all, int perAddress) {
        return new NetworkLimits(
                all,
                perAddress,
                pduBytes,
                associateBytes,
                commandBytes,
                identifierBytes,
                objectBytes,
                emptyFragments,
                operations,
                artim,
                idle,
                grace,
                slowestBytesPerSecond,
                response,
                write);
    }

    public NetworkLimits withPduBytes(int pduBytes) {
        return new NetworkLimits(
                associations,
                associationsPerAddress,
                pduBytes,
                associateBytes,
                commandBytes,
                identifierBytes,
                objectBytes,
                emptyFragments,
                operations,
                artim,
                idle,
                grace,
                slowestBytesPerSecond,
                response,
                write);
    }

    public NetworkLimits withLengths(int commandBytes, int identifierBytes, long objectBytes) {
        return new NetworkLimits(
                associations,
                associationsPerAddress,
                pduBytes,
                associateBytes,
                commandBytes,
                identifierBytes,
                objectBytes,
                emptyFragments,
                operations,
                artim,
                idle,
                grace,
                slowestBytesPerSecond,
                response,
                write);
    }

    public NetworkLimits withOperations(int operations) {
        return new NetworkLimits(
                associations,
                associationsPerAddress,
                pduBytes,
                associateBytes,
                commandBytes,
                identifierBytes,
                objectBytes,
                emptyFragments,
                operations,
                artim,
                idle,
                grace,
                slowestBytesPerSecond,
                response,
                write);
    }

    /// The same with other times for negotiation, the next message and the rest of a message.
    public NetworkLimits withTimes(Duration artim, Duration idle, Duration grace) {
        return new NetworkLimits(
                associations,
                associationsPerAddress,
                pduBytes,
                associateBytes,
                commandBytes,
                identifierBytes,
                objectBytes,
                emptyFragments,
                operations,
                artim,
                idle,
                grace,
                slowestBytesPerSecond,
                response,
                write);
    }

    /// The same with other times for answers, and for the peer to take what is sent.
    public NetworkLimits withAnswerTimes(Duration response, Duration write) {
        return new NetworkLimits(
                associations,
                associationsPerAddress,
                pduBytes,
                associateBytes,
                commandBytes,
                identifierBytes,
                objectBytes,
                emptyFragments,
                operations,
                artim,
                idle,
                grace,
                slowestBytesPerSecond,
                response,
                write);
    }
}
