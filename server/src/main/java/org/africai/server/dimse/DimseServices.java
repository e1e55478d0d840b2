package org.africai.server.dimse;

import org.africai.dimse.Services;
import org.africai.dimse.StorageClasses;
import org.africai.dimse.TransferSyntaxes;
import org.africai.dimse.ul.Tls;
import org.africai.server.http.Refusal;
import org.africai.server.intake.ObjectSenders;
import org.africai.server.receivers.Commitments;
import org.africai.server.receivers.ReceiverDesk;
import org.africai.server.receivers.ReceiverDesk.Answer.Welcome;
import org.africai.server.receivers.Retrievals;
import org.africai.server.receivers.Setup;
import org.africai.server.studies.Decompressor;
import org.africai.store.BlobSource;
import org.jspecify.annotations.Nullable;

/// What this server does for those whom a receiver admits.
public final class DimseServices {
    private final ReceiverDesk desk;
    private final ObjectSenders senders;
    private final Retrievals retrievals;
    private final Commitments commitments;
    private final BlobSource store;
    private final Decompressor decompressor;
    private final @Nullable Tls tls;

    /// @param settings name the keys for destinations that are spoken to by TLS
    public DimseServices(
            ReceiverDesk desk,
            ObjectSenders senders,
            Retrievals retrievals,
            Commitments commitments,
            BlobSource store,
            Decompressor decompressor,
            DimseSettings settings) {
        this.desk = desk;
        this.senders = senders;
        this.retrievals = retrievals;
        this.commitments = commitments;
        this.store = store;
        this.decompressor = decompressor;
        this.tls = TlsKeys.of(settings);
    }

    /// How connections are encrypted that are; absent where the settings name no keys.
    @Nullable Tls tls() {
        return tls;
    }

    ReceiverDesk desk() {
        return desk;
    }

    /// The services of one association.
    ///
    /// @param source who calls, for those who look at the prearchive
    /// @throws Refusal when the receiver's account may not add to the receiver's project
    Services of(Welcome welcome, String source) {
        Setup setup = welcome.receiver().setup();
        var terms =
                new ObjectSenders.Terms(
                        welcome.caller(),
                        setup.project(),
                        welcome.rules(),
                        setup.directArchive(),
                        !setup.anonymizes(),
                        source);
        var storage = new ObjectStorage(welcome.receiver().label(), senders.sender(terms));
        Services storing =
                Services.ECHO
                        .withStorage(StorageClasses.standardAndUnknown(), TransferSyntaxes.ANY)
                        .withStore(storage);
        if (!setup.answersQueries()) {
            return storing;
        }
        var retrieval = new ObjectRetrieval(retrievals, store, decompressor, welcome, tls);
        return storing.withFind(new ObjectQueries(retrievals, welcome))
                .withGet(retrieval)
                .withMove(retrieval)
                .withCommitment(new ObjectCommitment(commitments, welcome));
    }
}
