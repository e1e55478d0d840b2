package org.africai.dimse;

import java.net.InetSocketAddress;
import java.time.Duration;
import org.africai.dimse.ul.AeTitle;
import org.africai.dimse.ul.AssociationEnd;
import org.jspecify.annotations.Nullable;

/// What became of a connection to a server. The text form is one line for a log and holds no values
/// of patients.
///
/// @param calling who called; `null` when no request came
/// @param called who was called; `null` when no request came
/// @param remote from where
/// @param end how it ended
/// @param messages requests that were answered
/// @param bytes lengths of the data sets that came
/// @param time from connection to end
public record AssociationReport(
        @Nullable AeTitle calling,
        @Nullable AeTitle called,
        InetSocketAddress remote,
        AssociationEnd end,
        long messages,
        long bytes,
        Duration time) {
    @Override
    public String toString() {
        return "calling="
                + title(calling)
                + " called="
                + title(called)
                + " from="
                + remote.getAddress().getHostAddress()
                + " messages="
                + messages
                + " bytes="
                + bytes
                + " ms="
                + time.toMillis()
                + " end=\""
                + end
                + '"';
    }

    private static String title(@Nullable AeTitle title) {
        return title == null ? "-" : '"' + title.value().replace('"', '\'') + '"';
    }
}
