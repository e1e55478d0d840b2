package org.africai.server.xnatapi;

import java.io.IOException;
import org.africai.server.archive.Address;
import org.africai.server.archive.Archive;
import org.africai.server.files.Downloads;
import org.africai.server.files.Media;
import org.africai.server.files.SessionXar;
import org.africai.server.http.Content;
import org.africai.server.http.Download;
import org.africai.server.http.Refusal;
import org.africai.server.schema.TypeRegistry;
import org.springframework.stereotype.Component;

/// Sessions and scans as archives for other programs: `…/experiments/E/XAR`, also `format=xar`, and
/// `…/scans/SC/DICOMDIR`.
@Component
final class SessionArchiveRoutes {
    private static final String ZIP = "application/zip";

    private final SessionXar xars;
    private final Media media;

    SessionArchiveRoutes(Downloads downloads, Archive archive, TypeRegistry registry) {
        this.xars = downloads.xars(archive.experiments(), registry);
        this.media = downloads.media();
    }

    void xar(Exchange exchange, Address.OfExperiment session) throws IOException {
        requireGet(exchange);
        Downloads.Named<Content> xar = xars.of(exchange.caller(), session, exchange.fetch());
        answer(exchange, xar, ".xar");
    }

    void medium(Exchange exchange, Address.OfScan scan) throws IOException {
        requireGet(exchange);
        Downloads.Named<Content> medium =
                media.of(exchange.caller(), scan, exchange.fetch())
                        .orElseThrow(() -> Refusal.notFound("The scan has no DICOM objects."));
        answer(exchange, medium, ".zip");
    }

    private static void requireGet(Exchange exchange) {
        if (exchange.method() != Exchange.Method.GET) {
            throw exchange.notAllowed();
        }
    }

    private static void answer(Exchange exchange, Downloads.Named<Content> made, String ending)
            throws IOException {
        new Download(made.content(), ZIP, made.name() + ending)
                .answer(exchange.request(), exchange.response());
    }
}
