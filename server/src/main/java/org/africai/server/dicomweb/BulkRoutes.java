package org.africai.server.dicomweb;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.africai.dicom.data.BulkRange;
import org.africai.dicom.data.Content.Bulk;
import org.africai.dicom.data.Content.Fragments;
import org.africai.dicom.data.Content.Held;
import org.africai.dicom.data.Content.Items;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.data.Element;
import org.africai.dicom.data.TagPath;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.encoding.TransferSyntax;
import org.africai.dicom.pixel.Frame;
import org.africai.dicom.pixel.FrameIndex;
import org.africai.server.access.Access;
import org.africai.server.http.ByteRange;
import org.africai.server.http.Content;
import org.africai.server.http.Download;
import org.africai.server.http.Refusal;
import org.africai.server.studies.BlobBulk;
import org.africai.server.studies.BulkPath;
import org.africai.server.studies.InstanceFrames;
import org.africai.server.studies.InstanceHeaders;
import org.africai.server.studies.StoredInstance;
import org.africai.server.studies.Studies;
import org.africai.store.BlobStore;
import org.springframework.stereotype.Component;

/// Single values that metadata names by a `BulkDataURI` (PS3.18 §10.4.1.1.5), least significant
/// byte first: as a part, or as the whole answer and then in ranges, too.
@Component
final class BulkRoutes {
    private static final String PDF = "application/pdf";
    private static final int COPY_BYTES = 64 << 10;

    private final Studies studies;
    private final Instances instances;
    private final InstanceHeaders headers;
    private final InstanceFrames frames;
    private final FrameRoutes frameRoutes;
    private final BlobStore store;

    BulkRoutes(
            Studies studies,
            InstanceHeaders headers,
            InstanceFrames frames,
            FrameRoutes frameRoutes,
            BlobStore store) {
        this.studies = studies;
        this.instances = new Instances(studies);
        this.headers = headers;
        this.frames = frames;
        this.frameRoutes = frameRoutes;
        this.store = store;
    }

    void answer(Exchange exchange) throws IOException {
        Target target = exchange.target();
        boolean isOfInstance = target.instance() != null;
        StoredInstance instance =
                isOfInstance ? instances.one(exchange) : file(exchange, target.rest().getFirst());
        List<String> words =
                isOfInstance ? target.rest() : target.rest().subList(1, target.rest().size());
        ObjectRoutes.requireWhole(instance);
        TagPath path = BulkPath.parse(words);
        Dataset dataset = headers.dataset(instance);
        Element element = dataset.element(path).orElseThrow(() -> none(exchange));
        switch (element.content()) {
            case Items _ -> throw none(exchange);
            case Fragments _ -> frameRoutes.send(exchange, instance, all(instance));
            case Held _, Bulk _ -> send(exchange, instance, path, element, mime(dataset, path));
        }
    }

    private StoredInstance file(Exchange exchange, String key) {
        if (!key.matches("\\d{1,18}")) {
            throw none(exchange);
        }
        return studies.file(exchange.caller(), exchange.target().root(), Long.parseLong(key))
                .orElseThrow(() -> none(exchange));
    }

    private static Refusal none(Exchange exchange) {
        return Access.missing(exchange.caller(), "bulk data of this address");
    }

    private List<Frame> all(StoredInstance instance) throws IOException {
        FrameIndex index = frames.index(instance).orElseThrow();
        List<Frame> all = new ArrayList<>();
        for (int number = 1; number <= index.count(); number++) {
            all.add(index.frame(number));
        }
        return all;
    }

    /// A document says of itself what it is; only PDF is believed.
    private static String mime(Dataset dataset, TagPath path) {
        boolean isPdf =
                path.equals(TagPath.of(Tag.EncapsulatedDocument))
                        && dataset.string(Tag.MIMETypeOfEncapsulatedDocument)
                                .filter(PDF::equalsIgnoreCase)
                                .isPresent();
        return isPdf ? PDF : Exchange.BYTES;
    }

    private void send(
            Exchange exchange,
            StoredInstance instance,
            TagPath path,
            Element element,
            String mediaType)
            throws IOException {
        var value = new Value(store, instance, path, element);
        for (MediaRange range : exchange.accepted()) {
            if (range.takes(mediaType) || range.takes(Exchange.BYTES)) {
                new Download(value, mediaType, instance.sopUid() + "-" + Tag.toHex(path.tag()))
                        .answer(exchange.request(), exchange.response());
                return;
            }
            if (range.takesParts(mediaType) || range.takesParts(Exchange.BYTES)) {
                var answer = new MultipartAnswer(exchange, mediaType);
                value.writeTo(answer.part(mediaType, value.size()));
                answer.end();
                return;
            }
        }
        throw Exchange.notAcceptable(
                "Bulk data is sent as "
                        + Exchange.BYTES
                        + " or as multipart/related; type=\""
                        + Exchange.BYTES
                        + "\".");
    }

    /// A value's bytes.
    private record Value(BlobStore store, StoredInstance instance, TagPath path, Element element)
            implements Content {
        @Override
        public long size() {
            return element.length();
        }

        @Override
        public String entityTag() {
            return instance.digests().sha256().hex() + "-" + path;
        }

        @Override
        public Instant changedAt() {
            return instance.createdAt();
        }

        void writeTo(OutputStream out) throws IOException {
            if (size() > 0) {
                writeTo(out, new ByteRange(0, size() - 1));
            }
        }

        @Override
        public void writeTo(OutputStream out, ByteRange range) throws IOException {
            Optional<BulkRange> stored = stored();
            if (stored.isPresent() && stored.get().source() instanceof BlobBulk blob) {
                store.transferTo(
                        blob.blob(), stored.get().offset() + range.first(), range.length(), out);
                return;
            }
            try (InputStream in = element.open(false)) {
                in.skipNBytes(range.first());
                long left = range.length();
                byte[] part = new byte[(int) Math.min(left, COPY_BYTES)];
                while (left > 0) {
                    int read = in.readNBytes(part, 0, (int) Math.min(left, part.length));
                    if (read == 0) {
                        throw new java.io.EOFException("the value is shorter than it said");
                    }
                    out.write(part, 0, read);
                    left -= read;
                }
            }
        }

        /// Where the value lies in its file, byte for byte as it is sent.
        private Optional<BulkRange> stored() {
            boolean isSwapped =
                    instance.transferSyntax().equals(TransferSyntax.EXPLICIT_BIG.uid().value());
            return element.content() instanceof Bulk(BulkRange range) && !isSwapped
                    ? Optional.of(range)
                    : Optional.empty();
        }
    }
}
