package org.africai.server.dicomweb;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.africai.server.http.Refusal;
import org.africai.server.http.Refusal.Reason;
import org.africai.server.studies.Level;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Everything below the roots of DICOMweb: reads the address and hands the request to the routes of
/// what it names.
@RestController
final class DicomwebRoutes {
    private final QidoRoutes qido;
    private final ObjectRoutes objects;
    private final MetadataRoutes metadata;
    private final FrameRoutes frames;
    private final BulkRoutes bulk;
    private final PictureRoutes pictures;
    private final WadoUriRoutes uri;
    private final StowRoutes stow;

    DicomwebRoutes(
            QidoRoutes qido,
            ObjectRoutes objects,
            MetadataRoutes metadata,
            FrameRoutes frames,
            BulkRoutes bulk,
            PictureRoutes pictures,
            WadoUriRoutes uri,
            StowRoutes stow) {
        this.qido = qido;
        this.objects = objects;
        this.metadata = metadata;
        this.frames = frames;
        this.bulk = bulk;
        this.pictures = pictures;
        this.uri = uri;
        this.stow = stow;
    }

    @RequestMapping(path = {"/dicomweb/**", "/data/projects/{project}/dicomweb/**"})
    void serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var exchange = new Exchange(request, response);
        switch (request.getMethod()) {
            case "GET", "HEAD" -> get(exchange);
            case "POST" -> post(exchange);
            default -> throw notAllowed(request);
        }
    }

    private void get(Exchange exchange) throws IOException {
        switch (exchange.target().kind()) {
            case ROOT -> uri.answer(exchange);
            case STUDIES -> qido.search(exchange, Level.STUDY);
            case SERIES -> qido.search(exchange, Level.SERIES);
            case INSTANCES -> qido.search(exchange, Level.INSTANCE);
            case OBJECTS -> objects.answer(exchange);
            case METADATA -> metadata.answer(exchange);
            case FRAMES -> frames.answer(exchange);
            case BULKDATA -> bulk.answer(exchange);
            case RENDERED -> pictures.rendered(exchange);
            case THUMBNAIL -> pictures.thumbnail(exchange);
        }
    }

    private void post(Exchange exchange) throws IOException {
        Target target = exchange.target();
        boolean isStudy = target.kind() == Target.Kind.OBJECTS && target.series() == null;
        if (target.kind() != Target.Kind.STUDIES && !isStudy) {
            throw notAllowed(exchange.request());
        }
        stow.store(exchange);
    }

    private static Refusal notAllowed(HttpServletRequest request) {
        return new Refusal(
                Reason.METHOD_NOT_ALLOWED,
                request.getMethod() + " is not possible on this address.");
    }
}
