package org.africai.server.intake;

import java.util.List;
import org.africai.store.Sha256;
import org.jspecify.annotations.Nullable;

/// What became of an upload.
///
/// @param sessions the sessions it made or added to
/// @param counts what became of its files
/// @param receipt of a single object; absent for several
public record ImportAnswer(List<Session> sessions, Counts counts, @Nullable Receipt receipt) {
    public ImportAnswer {
        sessions = List.copyOf(sessions);
    }

    ImportAnswer(List<Session> sessions, Counts counts) {
        this(sessions, counts, null);
    }

    /// What the sender can compare.
    ///
    /// @param received digest of the bytes that came
    /// @param kept digest of the bytes that are kept, which rules may have changed
    public record Receipt(Sha256 received, Sha256 kept) {}

    /// @param url its address below `/data`
    /// @param archived whether it is in the archive; else it waits
    /// @param status why it waits, as the prearchive says it; empty when it is archived
    public record Session(String url, boolean archived, String status) {}

    /// @param stored objects that are new
    /// @param duplicates objects that were there already, byte for byte
    /// @param conflicts objects of whose UID there was another
    /// @param leftovers files that are no DICOM and were kept with the session
    /// @param ignored files that are no DICOM and were not kept
    /// @param setAside files that the script in force cannot handle, in quarantine
    /// @param named the names of the first thousand leftovers and ignored files
    public record Counts(
            long stored,
            long duplicates,
            long conflicts,
            long leftovers,
            long ignored,
            long setAside,
            List<String> named) {
        public Counts {
            named = List.copyOf(named);
        }
    }
}
