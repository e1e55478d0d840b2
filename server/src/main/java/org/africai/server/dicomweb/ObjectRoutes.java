package org.africai.server.dicomweb;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import org.africai.dicom.Uid;
import org.africai.dicom.encoding.TransferSyntax;
import org.africai.dicom.io.DicomFile;
import org.africai.dicom.io.DicomWriter;
import org.africai.server.files.BlobContent;
import org.africai.server.http.Download;
import org.africai.server.http.Refusal;
import org.africai.server.studies.InstanceHeaders;
import org.africai.server.studies.StoredInstance;
import org.africai.server.studies.Studies;
import org.africai.store.BlobStore;
import org.springframework.stereotype.Component;

/// Whole objects as DICOM files (PS3.18 §10.4.1.1.1), as they were archived: byte for byte, in the
/// transfer syntax they have. A client that takes nothing but Explicit VR Little Endian gets
/// objects that are not compressed in that.
@Component
final class ObjectRoutes {
    private static final String EXPLICIT = TransferSyntax.EXPLICIT_LITTLE.uid().value();

    private final Instances instances;
    private final InstanceHeaders headers;
    private final BlobStore store;

    ObjectRoutes(Studies studies, InstanceHeaders headers, BlobStore store) {
        this.instances = new Instances(studies);
        this.headers = headers;
        this.store = store;
    }

    void answer(Exchange exchange) throws IOException {
        List<StoredInstance> first = instances.firstPage(exchange);
        if (exchange.target().instance() != null && prefersSingle(exchange)) {
            single(exchange, first.getFirst());
            return;
        }
        for (StoredInstance instance : first) {
            requireSendable(exchange, instance);
        }
        var answer = new MultipartAnswer(exchange, Exchange.DICOM);
        if (!exchange.request().getMethod().equals("HEAD")) {
            instances.each(exchange, first, instance -> part(exchange, answer, instance));
            answer.end();
        }
    }

    /// Whether the client wants the instance itself before it wants it as a part.
    private static boolean prefersSingle(Exchange exchange) {
        for (MediaRange range : exchange.accepted()) {
            if (range.takesParts(Exchange.DICOM)) {
                return false;
            }
            if (range.takes(Exchange.DICOM)) {
                return true;
            }
        }
        return false;
    }

    /// Sends an object as the whole answer, in ranges where that is asked for.
    void single(Exchange exchange, StoredInstance instance) throws IOException {
        requireWhole(instance);
        var content = new BlobContent(store, instance.digests(), instance.createdAt());
        new Download(
                        content,
                        Exchange.DICOM + "; transfer-syntax=" + instance.transferSyntax(),
                        instance.sopUid() + ".dcm")
                .answer(exchange.request(), exchange.response());
    }

    private void part(Exchange exchange, MultipartAnswer answer, StoredInstance instance)
            throws IOException {
        boolean isStored = requireSendable(exchange, instance);
        String syntax = isStored ? instance.transferSyntax() : EXPLICIT;
        String type = Exchange.DICOM + "; transfer-syntax=" + syntax;
        if (isStored) {
            OutputStream out = answer.part(type, instance.digests().size());
            store.sendWhole(
                    instance.digests().sha256(),
                    instance.digests().size(),
                    instance.digests().crc32(),
                    out);
            return;
        }
        DicomFile file = headers.file(instance);
        DicomWriter.write(file.dataset(), TransferSyntax.EXPLICIT_LITTLE, answer.part(type));
    }

    /// @return whether it goes as it is stored; else as Explicit VR Little Endian
    /// @throws Refusal when the client takes neither, or the object is damaged
    private static boolean requireSendable(Exchange exchange, StoredInstance instance) {
        requireWhole(instance);
        for (MediaRange range : exchange.accepted()) {
            if (range.takesParts(Exchange.DICOM)) {
                if (range.takesSyntax(instance.transferSyntax())) {
                    return true;
                }
                if (EXPLICIT.equals(range.transferSyntax()) && !isCompressed(instance)) {
                    return false;
                }
            }
        }
        throw Exchange.notAcceptable(
                "Objects are sent as multipart/related; type=\"application/dicom\", in the transfer"
                        + " syntax they are stored in: instance "
                        + instance.sopUid()
                        + " in "
                        + instance.transferSyntax()
                        + ". Ask for that or for transfer-syntax=*.");
    }

    static boolean isCompressed(StoredInstance instance) {
        Optional<TransferSyntax> syntax = syntax(instance);
        return syntax.isEmpty() || !syntax.get().isKnown() || syntax.get().isEncapsulated();
    }

    static Optional<TransferSyntax> syntax(StoredInstance instance) {
        return Uid.isValid(instance.transferSyntax())
                ? Optional.of(TransferSyntax.of(new Uid(instance.transferSyntax())))
                : Optional.empty();
    }

    static void requireWhole(StoredInstance instance) {
        if (instance.isDamaged()) {
            throw new Refusal(
                    Refusal.Reason.GONE,
                    "The bytes of instance "
                            + instance.sopUid()
                            + " are damaged on our disk and are not given out. Tell the"
                            + " administrator; uploading the same file again mends it.");
        }
    }
}
