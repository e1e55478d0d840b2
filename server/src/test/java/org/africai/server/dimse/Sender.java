package org.africai.server.dimse;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.africai.dicom.Uid;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.encoding.TransferSyntax;
import org.africai.dicom.io.DicomWriter;
import org.africai.dimse.Answer;
import org.africai.dimse.Association;
import org.africai.dimse.DicomClient;
import org.africai.dimse.Opening;
import org.africai.dimse.OutgoingObject;
import org.africai.dimse.Proposal;
import org.africai.dimse.RemoteEntity;
import org.africai.dimse.ul.AeTitle;
import org.africai.dimse.ul.NetworkLimits;
import org.africai.dimse.ul.UserIdentity;
import org.africai.server.intake.TestObject;

/// Somebody who sends objects of our making to a receiver.
///
/// @param title who
/// @param receiver whom
record Sender(String title, RemoteEntity receiver) {
    /// One who calls a receiver of this machine.
    static Sender calling(String called, int port) {
        return new Sender("SCANNER", RemoteEntity.plain(called, "127.0.0.1", port));
    }

    Sender named(String other) {
        return new Sender(other, receiver);
    }

    /// A port that nobody listens on.
    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /// A data set on its way.
    ///
    /// @param sopClass what the command says it is
    /// @param sopInstance what the command says it is called
    record Outgoing(TestObject object, Uid sopClass, Uid sopInstance) implements OutgoingObject {
        static Outgoing of(TestObject object) {
            return new Outgoing(
                    object,
                    object.dataset().uid(Tag.SOPClassUID).orElseThrow(),
                    object.dataset().uid(Tag.SOPInstanceUID).orElseThrow());
        }

        @Override
        public TransferSyntax transferSyntax() {
            return TransferSyntax.EXPLICIT_LITTLE;
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            DicomWriter.writeDataset(object.dataset(), transferSyntax(), out);
        }
    }

    private DicomClient client() {
        return new DicomClient(new AeTitle(title), NetworkLimits.DEFAULT);
    }

    Opening open(Proposal proposal) {
        return client().open(receiver, proposal);
    }

    Opening openAs(String login, String password, Proposal proposal) {
        return open(proposal.identity(UserIdentity.ofPasscode(login, password)));
    }

    static Proposal storing(OutgoingObject... objects) {
        return Proposal.EMPTY.echo().store(List.of(objects));
    }

    /// Sends one object over an association of its own.
    Answer send(TestObject object) {
        return send(Outgoing.of(object));
    }

    Answer send(OutgoingObject object) {
        try (Association association = open(storing(object)).orThrow()) {
            Answer answer = association.store(object);
            association.release();
            return answer;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
