package org.africai.server.dicomweb;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.africai.dicom.pixel.render.Picture;
import org.africai.dicom.pixel.render.Rendering;
import org.africai.server.http.Refusal;
import org.africai.server.studies.Pictures;
import org.africai.server.studies.StoredInstance;
import org.africai.server.studies.Studies;
import org.africai.server.studies.Thumbnails;
import org.africai.server.studies.Thumbnails.Kept;
import org.springframework.stereotype.Component;

/// Pictures of instances and frames (PS3.18 §10.4.1.1.3), and thumbnails of these, of series and of
/// studies (§10.4.1.1.4), as JPEG or PNG.
@Component
final class PictureRoutes {
    private static final String JPEG = "image/jpeg";
    private static final String PNG = "image/png";

    private final Instances instances;
    private final Pictures pictures;
    private final Thumbnails thumbnails;

    PictureRoutes(Studies studies, Pictures pictures, Thumbnails thumbnails) {
        this.instances = new Instances(studies);
        this.pictures = pictures;
        this.thumbnails = thumbnails;
    }

    void rendered(Exchange exchange) throws IOException {
        String type = mediaType(exchange.accepted());
        Target target = exchange.target();
        StoredInstance instance = instances.one(exchange);
        if (target.instance() == null || target.frames().size() > 1) {
            throw Exchange.notAcceptable(
                    "Pictures are made of one instance or frame at a time: …/instances/UID/rendered"
                            + " or …/frames/N/rendered; of a series there is its thumbnail.");
        }
        int frame = target.frames().isEmpty() ? 1 : target.frames().getFirst();
        send(exchange, instance, frame, PictureWish.of(exchange.query(), 0), type);
    }

    void thumbnail(Exchange exchange) throws IOException {
        String type = mediaType(exchange.accepted());
        PictureWish wish = PictureWish.of(exchange.query(), Thumbnails.SIDE);
        Target target = exchange.target();
        boolean isUsual =
                type.equals(JPEG)
                        && target.frames().isEmpty()
                        && wish.equals(PictureWish.of(Query.parse(null), Thumbnails.SIDE));
        if (isUsual) {
            Optional<Kept> kept =
                    thumbnails.of(exchange.caller(), target.root(), target.selection());
            if (kept.isPresent()) {
                send(exchange, kept.get());
                return;
            }
        }
        List<StoredInstance> found = instances.firstPage(exchange);
        int frame = target.frames().isEmpty() ? 0 : target.frames().getFirst();
        send(exchange, found.get(found.size() / 2), frame, wish, type);
    }

    /// What is accepted of what there is.
    static String mediaType(List<MediaRange> accepted) {
        for (MediaRange range : accepted) {
            for (String type : List.of(JPEG, PNG)) {
                if (range.takes(type)) {
                    return type;
                }
            }
        }
        throw Exchange.notAcceptable("Pictures are sent as " + JPEG + " or " + PNG + ".");
    }

    private static void send(Exchange exchange, Kept kept) throws IOException {
        if (isKnown(exchange, "t-" + kept.entityTag())) {
            return;
        }
        exchange.response().setContentType(JPEG);
        exchange.response().setContentLength(kept.jpeg().length());
        kept.jpeg().writeTo(exchange.response().getOutputStream());
    }

    /// Sends a picture of a frame.
    ///
    /// @param frame from 1; 0 for the one in the middle
    void send(
            Exchange exchange,
            StoredInstance instance,
            int frame,
            PictureWish wish,
            String mediaType)
            throws IOException {
        ObjectRoutes.requireWhole(instance);
        String tag =
                instance.digests().sha256().hex()
                        + "-"
                        + frame
                        + "-"
                        + Integer.toHexString(wish.hashCode())
                        + mediaType.substring(mediaType.indexOf('/') + 1);
        if (isKnown(exchange, tag)) {
            return;
        }
        Rendering rendering =
                pictures.render(instance, frame, wish.presentation())
                        .orElseThrow(() ->
                                Refusal.notFound(
                                        "Instance " + instance.sopUid() + " has no pixel data."));
        Picture picture =
                switch (rendering) {
                    case Rendering.Rendered(Picture made) -> made;
                    case Rendering.Unsupported(String reason) ->
                            throw Exchange.notAcceptable("No picture can be made: " + reason + ".");
                    case Rendering.Broken(String reason) ->
                            throw Exchange.notAcceptable("The image is broken: " + reason + ".");
                };
        var out = new ByteArrayOutputStream();
        if (mediaType.equals(PNG)) {
            picture.writePng(out);
        } else {
            picture.writeJpeg(out, wish.quality());
        }
        send(exchange, mediaType, out.toByteArray());
    }

    /// Answers 304 when the client has the picture already.
    private static boolean isKnown(Exchange exchange, String entityTag) {
        String tag = '"' + entityTag + '"';
        exchange.privately();
        exchange.response().setHeader("ETag", tag);
        exchange.response().setHeader("Vary", "Accept");
        String known = exchange.request().getHeader("If-None-Match");
        boolean isKnown = known != null && known.contains(tag);
        if (isKnown) {
            exchange.response().setStatus(304);
        }
        return isKnown;
    }

    private static void send(Exchange exchange, String mediaType, byte[] picture)
            throws IOException {
        exchange.response().setContentType(mediaType);
        exchange.response().setContentLength(picture.length);
        exchange.response().getOutputStream().write(picture);
    }
}
