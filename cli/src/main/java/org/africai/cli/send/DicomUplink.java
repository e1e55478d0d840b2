package org.africai.cli.send;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongConsumer;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.africai.cli.Console;
import org.africai.cli.Exit;
import org.africai.dicom.Uid;
import org.africai.dicom.encoding.TransferSyntax;
import org.africai.dimse.Association;
import org.africai.dimse.DicomClient;
import org.africai.dimse.FileObject;
import org.africai.dimse.Opening;
import org.africai.dimse.OutgoingObject;
import org.africai.dimse.Proposal;
import org.africai.dimse.RemoteEntity;
import org.africai.dimse.Status;
import org.africai.dimse.ul.AeTitle;
import org.africai.dimse.ul.AssociationEnded;
import org.africai.dimse.ul.Rejection;
import org.africai.dimse.ul.Tls;
import org.jspecify.annotations.Nullable;

/// An archive that is spoken to by C-STORE (PS3.4 Annex B), over associations that stay open. An
/// acknowledgement is all that DICOM gives: what is kept cannot be compared.
final class DicomUplink implements Uplink {
    private static final String KEYS_PASSWORD = "AFRICAI_KEYS_PASSWORD";
    private static final int OUT_OF_RESOURCES = 0xA7;

    private final DicomClient client;
    private final RemoteEntity peer;
    private final ConcurrentLinkedQueue<Association> idle = new ConcurrentLinkedQueue<>();

    private DicomUplink(DicomClient client, RemoteEntity peer) {
        this.client = client;
        this.peer = peer;
    }

    /// @param title our own
    /// @param keys PKCS #12 with the certificates that are trusted, and our own key where the
    ///   receiver asks for one; absent for what Java trusts
    /// @throws BadUse when a title or the keys cannot be used
    static DicomUplink of(
            Target.Dicom target,
            String title,
            @Nullable Path keys,
            Map<String, String> environment,
            Console console)
            throws IOException {
        try {
            Tls tls = target.isEncrypted() ? tls(keys, environment, console) : null;
            return new DicomUplink(
                    DicomClient.of(title),
                    new RemoteEntity(
                            new AeTitle(target.title()), target.host(), target.port(), tls));
        } catch (IllegalArgumentException wrong) {
            throw new BadUse("an AE title has 1 to 16 characters of ASCII", wrong);
        }
    }

    private static Tls tls(@Nullable Path keys, Map<String, String> environment, Console console)
            throws IOException {
        try {
            SSLContext context =
                    keys == null ? SSLContext.getDefault() : context(keys, environment, console);
            return new Tls(context, Tls.ClientCertificates.NONE, true);
        } catch (GeneralSecurityException e) {
            throw new BadUse(keys + " cannot be used: " + e.getMessage(), e);
        }
    }

    private static SSLContext context(Path file, Map<String, String> environment, Console console)
            throws IOException, GeneralSecurityException {
        char[] password =
                Optional.ofNullable(environment.get(KEYS_PASSWORD))
                        .map(String::toCharArray)
                        .or(() -> console.secret("Password of " + file))
                        .orElseThrow(
                                () -> new BadUse("the keys need a password: set " + KEYS_PASSWORD));
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, password);
        } catch (IOException wrong) {
            throw new BadUse(file + " is no PKCS #12 file of this password", wrong);
        }
        var own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(store, password);
        var trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
        return context;
    }

    @Override
    public boolean isComparing() {
        return false;
    }

    @Override
    public Answer<String> greet() {
        return switch (client.open(peer, Proposal.EMPTY.echo())) {
            case Opening.Accepted(Association association) -> {
                try (association) {
                    org.africai.dimse.Answer answer = association.echo();
                    yield answer.isSuccess()
                            ? new Answer.Done<>("")
                            : new Answer.Stopped<>(Exit.DENIED, "C-ECHO: " + answer.status());
                } catch (IOException broken) {
                    yield Answer.Later.line(String.valueOf(broken.getMessage()));
                }
            }
            case Opening.Rejected(Rejection why) -> rejected(why);
            case Opening.Failed(var end) -> Answer.Later.line(end.toString());
        };
    }

    private static <T> Answer<T> rejected(Rejection why) {
        return why.isTransient()
                ? Answer.Later.line("the receiver refused for now: " + why.explanation())
                : new Answer.Stopped<>(Exit.DENIED, "the receiver refused: " + why.explanation());
    }

    @Override
    public Answer<State.Sent> send(Parcel parcel, LongConsumer sent) {
        try {
            OutgoingObject object = new Counted(FileObject.of(parcel.file()), sent);
            Association association = fitting(object);
            if (association == null) {
                switch (client.open(peer, Proposal.EMPTY.store(java.util.List.of(object)))) {
                    case Opening.Accepted(Association opened) -> association = opened;
                    case Opening.Rejected(Rejection why) -> {
                        return rejected(why);
                    }
                    case Opening.Failed(var end) -> {
                        return Answer.Later.line(end.toString());
                    }
                }
            }
            return send(association, object, parcel);
        } catch (IOException failed) {
            return Answer.Later.line(String.valueOf(failed.getMessage()));
        }
    }

    private Answer<State.Sent> send(Association association, OutgoingObject object, Parcel parcel)
            throws IOException {
        if (!association.canSend(object)) {
            association.close();
            return new Answer.Refused<>("the receiver takes no objects of this kind");
        }
        try {
            org.africai.dimse.Answer answer = association.store(object);
            idle.add(association);
            return judged(answer, parcel);
        } catch (AssociationEnded ended) {
            association.close();
            throw ended;
        }
    }

    private @Nullable Association fitting(OutgoingObject object) {
        for (Association one = idle.poll(); one != null; one = idle.poll()) {
            if (one.end().isEmpty() && one.canSend(object)) {
                return one;
            }
            one.close();
        }
        return null;
    }

    private static Answer<State.Sent> judged(org.africai.dimse.Answer answer, Parcel parcel) {
        Status status = answer.status();
        return switch (status.kind()) {
            case SUCCESS, WARNING ->
                    new Answer.Done<>(new State.Sent("", parcel.ready().bytes(), ""));
            case FAILURE, CANCEL, PENDING -> {
                String reason = "C-STORE " + status + " " + answer.comment();
                if (status.equals(Status.NOT_AUTHORIZED)) {
                    yield new Answer.Stopped<>(Exit.DENIED, reason);
                }
                yield status.code() >>> 8 == OUT_OF_RESOURCES
                        ? Answer.Later.line(reason)
                        : new Answer.Refused<>(reason);
            }
        };
    }

    /// Counts what leaves.
    private record Counted(OutgoingObject object, LongConsumer sent) implements OutgoingObject {
        @Override
        public Uid sopClass() {
            return object.sopClass();
        }

        @Override
        public Uid sopInstance() {
            return object.sopInstance();
        }

        @Override
        public TransferSyntax transferSyntax() {
            return object.transferSyntax();
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            object.writeTo(
                    new java.io.FilterOutputStream(out) {
                        @Override
                        public void write(byte[] bytes, int from, int length) throws IOException {
                            this.out.write(bytes, from, length);
                            sent.accept(length);
                        }
                    });
        }

        @Override
        public Optional<OutgoingObject> in(TransferSyntax other) {
            return object.in(other).map(one -> new Counted(one, sent));
        }
    }

    @Override
    public Answer<Map<String, String>> held(Collection<String> digests) {
        return new Answer.Refused<>("DICOM cannot tell");
    }

    @Override
    public Answer<String> settle(String waiting) {
        return new Answer.Done<>("");
    }

    @Override
    public void close() {
        for (Association one = idle.poll(); one != null; one = idle.poll()) {
            one.close();
        }
    }
}
