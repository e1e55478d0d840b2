package org.africai.cli.send;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.function.LongConsumer;
import org.africai.cli.Exit;
import org.jspecify.annotations.Nullable;

/// The way to an archive. Each call is one try. For use by several threads.
interface Uplink extends AutoCloseable {
    /// What is sent.
    ///
    /// @param file anonymised
    /// @param ready what is known of it
    record Parcel(Path file, State.Ready ready) {}

    /// How a try went.
    sealed interface Answer<T> {
        /// The archive has done it, durably.
        record Done<T>(T value) implements Answer<T> {}

        /// The archive does not take this one; another it may take.
        record Refused<T>(String reason) implements Answer<T> {}

        /// Nothing more can be sent until a person has done something.
        record Stopped<T>(Exit exit, String reason) implements Answer<T> {}

        /// To be tried again.
        ///
        /// @param delay how long the archive says to wait; absent when it does not say
        /// @param isFailure whether the archive failed on this one, so that trying for ever would
        ///   not help
        record Later<T>(String reason, @Nullable Duration delay, boolean isFailure)
                implements Answer<T> {
            static <T> Later<T> line(String reason) {
                return new Later<>(reason, null, false);
            }
        }
    }

    /// Whether the archive can tell what it has, so that [#held] and [#settle] mean something.
    boolean isComparing();

    /// Asks whether the archive can be reached and lets us in.
    Answer<String> greet() throws InterruptedException;

    /// Sends a file.
    ///
    /// @param sent told of bytes as they leave
    Answer<State.Sent> send(Parcel parcel, LongConsumer sent) throws InterruptedException;

    /// What the archive has of these.
    ///
    /// @param digests SHA-256, [#MOST_DIGESTS] at most
    /// @return the address of the waiting session that has it by digest, empty for one that is
    ///   archived; `Refused` when this archive cannot tell
    Answer<Map<String, String>> held(Collection<String> digests) throws InterruptedException;

    /// Tells the archive that all of a waiting session has arrived.
    ///
    /// @return where it is now
    Answer<String> settle(String waiting) throws InterruptedException;

    /// How many digests are asked for at once: half a minute at 16 kbit/s.
    int MOST_DIGESTS = 500;

    @Override
    void close();
}
