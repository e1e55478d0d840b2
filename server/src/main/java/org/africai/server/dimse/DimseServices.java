package org.africai.server.dimse;

import org.africai.dimse.Services;
import org.africai.dimse.StorageClasses;
import org.africai.dimse.TransferSyntaxes;
import org.africai.server.http.Refusal;
import org.africai.server.intake.ObjectSenders;
import org.africai.server.receivers.ReceiverDesk;
import org.africai.server.receivers.ReceiverDesk.Answer.Welcome;
import org.africai.server.receivers.Setup;

/// What this server does for those whom a receiver admits.
public final class DimseServices {
    private final ReceiverDesk desk;
    private final ObjectSenders senders;

    public DimseServices(ReceiverDesk desk, ObjectSenders senders) {
        this.desk = desk;
        this.senders = senders;
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
        return Services.ECHO
                .withStorage(StorageClasses.standardAndUnknown(), TransferSyntaxes.ANY)
                .withStore(storage);
    }
}
