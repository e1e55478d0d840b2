package org.africai.server.dicomweb;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.africai.dicom.data.BulkRange;
import org.africai.dicom.encoding.TransferSyntax;
import org.africai.dicom.pixel.Frame;
import org.africai.dicom.pixel.FrameIndex;
import org.africai.dicom.pixel.codec.Decoding;
import org.africai.dicom.pixel.codec.FrameDecoder;
import org.africai.dicom.pixel.codec.NativeWriter;
import org.africai.dicom.pixel.codec.Samples;
import org.africai.server.http.Refusal;
import org.africai.server.studies.BlobBulk;
import org.africai.server.studies.InstanceFrames;
import org.africai.server.studies.Pictures;
import org.africai.server.studies.StoredInstance;
import org.africai.server.studies.Studies;
import org.africai.store.BlobStore;
import org.springframework.stereotype.Component;

/// Frames of pixel data (PS3.18 §10.4.1.1.6) as they are stored, sent from where they lie in their
/// files; decoded for those who do not take them compressed.
@Component
final class FrameRoutes {
    private static final String EXPLICIT = TransferSyntax.EXPLICIT_LITTLE.uid().value();
    private static final int COPY_BYTES = 64 << 10;

    private final Instances instances;
    private final InstanceFrames frames;
    private final Pictures pictures;
    private final BlobStore store;

    FrameRoutes(Studies studies, InstanceFrames frames, Pictures pictures, BlobStore store) {
        this.instances = new Instances(studies);
        this.frames = frames;
        this.pictures = pictures;
        this.store = store;
    }

    void answer(Exchange exchange) throws IOException {
        StoredInstance instance = instances.one(exchange);
        ObjectRoutes.requireWhole(instance);
        FrameIndex index =
                frames.index(instance)
                        .orElseThrow(() ->
                                Refusal.notFound(
                                        "Instance " + instance.sopUid() + " has no pixel data."));
        send(exchange, instance, frames(index, exchange.target().frames()));
    }

    private static List<Frame> frames(FrameIndex index, List<Integer> numbers) {
        List<Frame> wanted = new ArrayList<>();
        for (int number : numbers) {
            if (number > index.count()) {
                throw Refusal.notFound(
                        "There is no frame "
                                + number
                                + ": the instance has "
                                + index.count()
                                + ".");
            }
            wanted.add(index.frame(number));
        }
        return wanted;
    }

    /// Sends frames as parts, or a single one as the whole where only that is accepted.
    void send(Exchange exchange, StoredInstance instance, List<Frame> wanted) throws IOException {
        Form form = form(exchange, instance, wanted.size() == 1);
        if (form.isDecoded()) {
            sendDecoded(exchange, instance, wanted, form);
            return;
        }
        if (form.isSingle()) {
            exchange.privately();
            exchange.response().setContentType(form.mediaType());
            exchange.response().setContentLengthLong(length(wanted.getFirst()));
            write(wanted.getFirst(), form, exchange.response().getOutputStream());
            return;
        }
        var answer = new MultipartAnswer(exchange, form.bareType());
        for (Frame frame : wanted) {
            write(frame, form, answer.part(form.mediaType(), length(frame)));
        }
        answer.end();
    }

    /// The first frame decides whether they can be decoded at all.
    private void sendDecoded(
            Exchange exchange, StoredInstance instance, List<Frame> wanted, Form form)
            throws IOException {
        FrameIndex index = frames.index(instance).orElseThrow();
        byte[] first = decoded(instance, index, wanted.getFirst());
        if (form.isSingle()) {
            exchange.privately();
            exchange.response().setContentType(form.mediaType());
            exchange.response().setContentLength(first.length);
            exchange.response().getOutputStream().write(first);
            return;
        }
        var answer = new MultipartAnswer(exchange, form.bareType());
        answer.part(form.mediaType(), first.length).write(first);
        for (Frame frame : wanted.subList(1, wanted.size())) {
            byte[] next = decoded(instance, index, frame);
            answer.part(form.mediaType(), next.length).write(next);
        }
        answer.end();
    }

    private byte[] decoded(StoredInstance instance, FrameIndex index, Frame frame)
            throws IOException {
        return switch (pictures.decode(instance, index, frame.number())) {
            case Decoding.Decoded(Samples samples) -> {
                var out = new ByteArrayOutputStream();
                var writer = new NativeWriter(out);
                writer.write(samples);
                var _ = writer.finish();
                yield out.toByteArray();
            }
            case Decoding.Unsupported(String reason) ->
                    throw Exchange.notAcceptable("The frame cannot be decoded: " + reason + ".");
            case Decoding.Broken(String reason) ->
                    throw Exchange.notAcceptable("The frame is broken: " + reason + ".");
        };
    }

    /// How frames are sent.
    ///
    /// @param isSwapped whether the bytes of words change places
    /// @param isDecoded whether they are compressed in the file and not in the answer
    private record Form(String mediaType, boolean isSingle, boolean isSwapped, boolean isDecoded) {
        String bareType() {
            return mediaType.split(";", 2)[0];
        }
    }

    private static Form form(Exchange exchange, StoredInstance instance, boolean isOne) {
        for (MediaRange range : exchange.accepted()) {
            for (Form form : forms(instance, range)) {
                boolean isTaken =
                        form.isSingle()
                                ? isOne && range.takes(form.bareType())
                                : range.takesParts(form.bareType());
                if (isTaken) {
                    return form;
                }
            }
        }
        throw Exchange.notAcceptable(
                "Frames are sent as multipart/related; type=\"application/octet-stream\";"
                        + " transfer-syntax=* in the transfer syntax they are stored in: "
                        + instance.transferSyntax()
                        + mediaType(instance).map(type -> ", or as " + type).orElse("")
                        + ".");
    }

    /// The forms in which the range could take the instance's frames.
    private static List<Form> forms(StoredInstance instance, MediaRange range) {
        String stored = instance.transferSyntax();
        List<Form> forms = new ArrayList<>();
        if (!ObjectRoutes.isCompressed(instance)) {
            boolean isExplicit =
                    range.transferSyntax() == null || EXPLICIT.equals(range.transferSyntax());
            if (isExplicit) {
                boolean isSwapped = stored.equals(TransferSyntax.EXPLICIT_BIG.uid().value());
                add(forms, Exchange.BYTES + "; transfer-syntax=" + EXPLICIT, isSwapped);
            } else if (range.takesSyntax(stored)) {
                add(forms, Exchange.BYTES + "; transfer-syntax=" + stored, false);
            }
            return forms;
        }
        if (range.takesSyntax(stored)) {
            mediaType(instance)
                    .ifPresent(type -> add(forms, type + "; transfer-syntax=" + stored, false));
            if (range.transferSyntax() != null || range.isAny()) {
                add(forms, Exchange.BYTES + "; transfer-syntax=" + stored, false);
            }
        }
        boolean isExplicit =
                range.transferSyntax() == null || EXPLICIT.equals(range.transferSyntax());
        if (isExplicit && ObjectRoutes.syntax(instance).filter(FrameDecoder::decodes).isPresent()) {
            String plain = Exchange.BYTES + "; transfer-syntax=" + EXPLICIT;
            forms.add(new Form(plain, false, false, true));
            forms.add(new Form(plain, true, false, true));
        }
        return forms;
    }

    private static void add(List<Form> forms, String mediaType, boolean isSwapped) {
        forms.add(new Form(mediaType, false, isSwapped, false));
        forms.add(new Form(mediaType, true, isSwapped, false));
    }

    /// What compressed frames are called (PS3.18 §8.7.3.3.2).
    private static Optional<String> mediaType(StoredInstance instance) {
        String uid = instance.transferSyntax();
        String prefix = "1.2.840.10008.1.2.";
        if (!uid.startsWith(prefix)) {
            return Optional.empty();
        }
        return switch (uid.substring(prefix.length())) {
            case "4.50", "4.51", "4.57", "4.70" -> Optional.of("image/jpeg");
            case "4.80", "4.81" -> Optional.of("image/jls");
            case "4.90", "4.91" -> Optional.of("image/jp2");
            case "4.92", "4.93" -> Optional.of("image/jpx");
            case "4.201", "4.202", "4.203" -> Optional.of("image/jphc");
            case "5" -> Optional.of("image/dicom-rle");
            default -> Optional.empty();
        };
    }

    private static long length(Frame frame) {
        return (frame.bits() + Byte.SIZE - 1) / Byte.SIZE;
    }

    private void write(Frame frame, Form form, OutputStream out) throws IOException {
        if (frame.isByteAligned() && !form.isSwapped()) {
            for (BulkRange range : frame.ranges()) {
                send(range, out);
            }
            return;
        }
        try (InputStream in = frame.open()) {
            if (form.isSwapped()) {
                swap(in, out);
            } else {
                shift(in, frame.firstBit(), length(frame), out);
            }
        }
    }

    private void send(BulkRange range, OutputStream out) throws IOException {
        if (range.source() instanceof BlobBulk blob) {
            store.transferTo(blob.blob(), range.offset(), range.length(), out);
        } else {
            range.writeTo(out);
        }
    }

    /// Pixel data in big endian is OW (PS3.5 §A.3).
    private static void swap(InputStream in, OutputStream out) throws IOException {
        byte[] part = new byte[COPY_BYTES];
        for (int n = in.readNBytes(part, 0, COPY_BYTES);
                n > 0;
                n = in.readNBytes(part, 0, COPY_BYTES)) {
            for (int i = 0; i + 1 < n; i += 2) {
                byte first = part[i];
                part[i] = part[i + 1];
                part[i + 1] = first;
            }
            out.write(part, 0, n);
        }
    }

    /// A frame of single bits that begins within a byte: its first bit becomes the lowest.
    private static void shift(InputStream in, int firstBit, long length, OutputStream out)
            throws IOException {
        byte[] part = new byte[(int) Math.min(COPY_BYTES, length)];
        int low = in.read();
        long left = length;
        while (left > 0) {
            int count = (int) Math.min(part.length, left);
            for (int i = 0; i < count; i++) {
                int high = in.read();
                part[i] = (byte) ((low | Math.max(high, 0) << Byte.SIZE) >> firstBit);
                low = Math.max(high, 0);
            }
            out.write(part, 0, count);
            left -= count;
        }
    }
}
