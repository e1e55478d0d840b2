package org.africai.server.dicomweb;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.africai.dicom.Uid;
import org.africai.dicom.encoding.TransferSyntax;
import org.africai.dicom.pixel.render.Presentation;
import org.africai.server.access.Access;
import org.africai.server.http.Refusal;
import org.africai.server.studies.Selection;
import org.africai.server.studies.StoredInstance;
import org.africai.server.studies.Studies;
import org.springframework.stereotype.Component;

/// WADO-URI (PS3.18 §9): one object by the parameters of the root's address.
@Component
final class WadoUriRoutes {
    private static final String JPEG = "image/jpeg";

    private final Studies studies;
    private final ObjectRoutes objects;
    private final PictureRoutes pictures;

    WadoUriRoutes(Studies studies, ObjectRoutes objects, PictureRoutes pictures) {
        this.studies = studies;
        this.objects = objects;
        this.pictures = pictures;
    }

    void answer(Exchange exchange) throws IOException {
        Query query = exchange.query();
        if (query.first("requestType").filter("WADO"::equalsIgnoreCase).isEmpty()) {
            throw Target.nothing();
        }
        var selection =
                Selection.ofInstance(
                        uid(query, "studyUID"), uid(query, "seriesUID"), uid(query, "objectUID"));
        List<StoredInstance> found =
                studies.instances(exchange.caller(), exchange.target().root(), selection, 0, 1);
        if (found.isEmpty()) {
            throw Access.missing(exchange.caller(), "object of these UIDs");
        }
        send(exchange, found.getFirst());
    }

    private static String uid(Query query, String name) {
        return query.first(name)
                .filter(Uid::isValid)
                .orElseThrow(() ->
                        Refusal.invalid(
                                "WADO-URI names the object by studyUID, seriesUID and objectUID."));
    }

    private void send(Exchange exchange, StoredInstance instance) throws IOException {
        String types = exchange.query().first("contentType").orElse(JPEG);
        List<MediaRange> wanted = MediaRange.parse(types);
        if (wanted.stream().noneMatch(range -> range.takes(Exchange.DICOM))) {
            pictures.send(
                    exchange,
                    instance,
                    number(exchange.query(), "frameNumber", 1),
                    wish(exchange.query()),
                    PictureRoutes.mediaType(wanted));
            return;
        }
        String syntax = exchange.query().first("transferSyntax").orElse("*");
        boolean isStored = syntax.equals("*") || syntax.equals(instance.transferSyntax());
        if (!isStored && syntax.equals(TransferSyntax.EXPLICIT_LITTLE.uid().value())) {
            objects.plainSingle(exchange, instance);
            return;
        }
        if (!isStored) {
            throw Exchange.notAcceptable(
                    "The object is sent in the transfer syntax it is stored in: "
                            + instance.transferSyntax()
                            + ".");
        }
        objects.single(exchange, instance);
    }

    /// The parameters of WADO-URI for what `viewport` and `window` say elsewhere.
    private static PictureWish wish(Query query) {
        List<Query.Parameter> all = new ArrayList<>();
        query.first("imageQuality").ifPresent(q -> all.add(new Query.Parameter("quality", q)));
        if (query.first("rows").isPresent() || query.first("columns").isPresent()) {
            int most = Presentation.LARGEST_LIMIT;
            String viewport = number(query, "columns", most) + "," + number(query, "rows", most);
            all.add(new Query.Parameter("viewport", viewport));
        }
        if (query.first("windowCenter").isPresent() && query.first("windowWidth").isPresent()) {
            String window =
                    query.first("windowCenter").get() + "," + query.first("windowWidth").get();
            all.add(new Query.Parameter("window", window));
        }
        return PictureWish.of(new Query(all), 0);
    }

    private static int number(Query query, String name, int otherwise) {
        String text = query.first(name).orElse("");
        if (text.isEmpty()) {
            return otherwise;
        }
        if (!text.matches("[1-9]\\d{0,8}")) {
            throw Refusal.invalid(name + " is a number from 1 on.");
        }
        return Integer.parseInt(text);
    }
}
