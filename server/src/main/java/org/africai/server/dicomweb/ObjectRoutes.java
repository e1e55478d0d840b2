package org.africai.server.dicomweb;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import org.africai.dicom.Uid;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.encoding.TransferSyntax;
import org.africai.dicom.io.DicomWriter;
import org.africai.server.files.BlobContent;
import org.africai.server.http.Download;
import org.africai.server.http.Refusal;
import org.africai.server.studies.Decompressor;
import org.africai.server.studies.StoredInstance;
import org.africai.server.studies.Studies;
import org.africai.store.BlobStore;
import org.springframework.stereotype.Component;

/// Whole objects as DICOM files (PS3.18 §10.4.1.1.1), as they were archived: byte for byte, in the
/// transfer syntax they have. A client that takes nothing but Explicit VR Little Endian gets
/// objects in that, decompressed where there is a decoder.
@Component
final class ObjectRoutes {
    private static final String EXPLICIT = TransferSyntax.EXPLICIT_LITTLE.uid().value();

    private final Instances instances;
    private final Decompressor decompressor;
    private final BlobStore store;

    ObjectRoutes(Studies studies, Decompressor decompressor, BlobStore store) {
        this.instances = new Instances(studies);
        this.decompressor = decompressor;
        this.store = store;
    }

    /// How an object goes.
    private enum Form {
        AS_STORED,
        EXPLICIT
    }

    void answer(Exchange exchange) throws IOException {
        List<StoredInstance> first = instances.firstPage(exchange);
        if (exchange.target().instance() != null && prefersSingle(exchange)) {
            single(exchange, first.getFirst(), MediaRange::takes);
            return;
        }
        for (StoredInstance instance : first) {
            var _ = form(exchange, instance, MediaRange::takesParts);
        }
        if (first.size() == 1) {
            one(exchange, first.getFirst());
            return;
        }
        var answer = new MultipartAnswer(exchange, Exchange.DICOM);
        if (!isHead(exchange)) {
            instances.each(exchange, first, instance -> part(exchange, answer, instance));
            answer.end();
        }
    }

    private static boolean isHead(Exchange exchange) {
        return exchange.request().getMethod().equals("HEAD");
    }

    /// Sends the only object as a part: whether it can be decompressed shows before the answer
    /// begins.
    private void one(Exchange exchange, StoredInstance instance) throws IOException {
        Optional<Dataset> plain = plain(exchange, instance);
        var answer = new MultipartAnswer(exchange, Exchange.DICOM);
        if (!isHead(exchange)) {
            part(answer, instance, plain);
            answer.end();
        }
    }

    private void part(Exchange exchange, MultipartAnswer answer, StoredInstance instance)
            throws IOException {
        part(answer, instance, plain(exchange, instance));
    }

    /// The object without compression where it is to go so.
    private Optional<Dataset> plain(Exchange exchange, StoredInstance instance) throws IOException {
        return form(exchange, instance, MediaRange::takesParts) == Form.AS_STORED
                ? Optional.empty()
                : Optional.of(plain(instance));
    }

    private void part(MultipartAnswer answer, StoredInstance instance, Optional<Dataset> plain)
            throws IOException {
        if (plain.isPresent()) {
            OutputStream out = answer.part(Exchange.DICOM + "; transfer-syntax=" + EXPLICIT);
            DicomWriter.write(plain.get(), TransferSyntax.EXPLICIT_LITTLE, out);
            return;
        }
        String type = Exchange.DICOM + "; transfer-syntax=" + instance.transferSyntax();
        OutputStream out = answer.part(type, instance.digests().size());
        store.sendWhole(
                instance.digests().sha256(),
                instance.digests().size(),
                instance.digests().crc32(),
                out);
    }

    private Dataset plain(StoredInstance instance) throws IOException {
        return switch (decompressor.decompress(instance)) {
            case Decompressor.Outcome.Plain(Dataset dataset) -> dataset;
            case Decompressor.Outcome.Impossible(String reason) ->
                    throw Exchange.notAcceptable(
                            "Instance "
                                    + instance.sopUid()
                                    + " is sent in "
                                    + instance.transferSyntax()
                                    + " only: "
                                    + reason
                                    + ".");
        };
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

    private void single(Exchange exchange, StoredInstance instance, Taking taking)
            throws IOException {
        switch (form(exchange, instance, taking)) {
            case AS_STORED -> single(exchange, instance);
            case EXPLICIT -> plainSingle(exchange, instance);
        }
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

    /// Sends an object as the whole answer, in Explicit VR Little Endian.
    ///
    /// @throws Refusal when it is damaged, or cannot be decompressed
    void plainSingle(Exchange exchange, StoredInstance instance) throws IOException {
        requireWhole(instance);
        Dataset plain = plain(instance);
        exchange.privately();
        exchange.response().setContentType(Exchange.DICOM + "; transfer-syntax=" + EXPLICIT);
        exchange.response().setHeader("Vary", "Accept");
        if (!isHead(exchange)) {
            OutputStream out = exchange.response().getOutputStream();
            DicomWriter.write(plain, TransferSyntax.EXPLICIT_LITTLE, out);
        }
    }

    /// Whether a range takes a media type in some way.
    @FunctionalInterface
    private interface Taking {
        boolean takes(MediaRange range, String mediaType);
    }

    /// @throws Refusal when the client takes the object in no form, or it is damaged
    private static Form form(Exchange exchange, StoredInstance instance, Taking taking) {
        requireWhole(instance);
        for (MediaRange range : exchange.accepted()) {
            if (taking.takes(range, Exchange.DICOM)) {
                if (range.takesSyntax(instance.transferSyntax())) {
                    return Form.AS_STORED;
                }
                if (EXPLICIT.equals(range.transferSyntax()) && Decompressor.knows(instance)) {
                    return Form.EXPLICIT;
                }
            }
        }
        throw Exchange.notAcceptable(
                "Objects are sent as multipart/related; type=\"application/dicom\", in the transfer"
                        + " syntax they are stored in: instance "
                        + instance.sopUid()
                        + " in "
                        + instance.transferSyntax()
                        + (Decompressor.knows(instance) ? ", or in " + EXPLICIT : "")
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
