package org.africai.server.dicomweb;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.africai.dicom.json.DicomJsonWriter;
import org.africai.dicom.xml.DicomXmlWriter;
import org.africai.server.studies.InstanceHeaders;
import org.africai.server.studies.KeptBytes;
import org.africai.server.studies.SeriesMetadata;
import org.africai.server.studies.SeriesMetadata.Ready;
import org.africai.server.studies.StoredInstance;
import org.africai.server.studies.Studies;
import org.springframework.stereotype.Component;

/// Metadata of studies, series and instances (PS3.18 §10.4.1.1.2).
@Component
final class MetadataRoutes {
    private final Instances instances;
    private final InstanceHeaders headers;
    private final SeriesMetadata metadata;

    MetadataRoutes(Studies studies, InstanceHeaders headers, SeriesMetadata metadata) {
        this.instances = new Instances(studies);
        this.headers = headers;
        this.metadata = metadata;
    }

    void answer(Exchange exchange) throws IOException {
        if (exchange.isXml()) {
            xml(exchange);
            return;
        }
        Target target = exchange.target();
        String study = target.study();
        String series = target.series();
        if (study != null && series != null && target.instance() == null) {
            Optional<Ready> ready = metadata.ready(exchange.caller(), target.root(), study, series);
            if (ready.isPresent()) {
                send(exchange, ready.get());
                return;
            }
        }
        json(exchange);
    }

    private static void send(Exchange exchange, Ready ready) throws IOException {
        boolean isGzip = exchange.takesGzip();
        var response = exchange.response();
        String tag = '"' + ready.entityTag() + (isGzip ? "-gzip" : "") + '"';
        exchange.privately();
        response.setHeader("ETag", tag);
        response.setHeader("Vary", "Accept, Accept-Encoding");
        String known = exchange.request().getHeader("If-None-Match");
        if (known != null && known.contains(tag)) {
            response.setStatus(304);
            return;
        }
        response.setContentType(Exchange.JSON);
        KeptBytes document = ready.document();
        if (isGzip) {
            response.setHeader("Content-Encoding", "gzip");
            response.setContentLength(document.length());
            document.writeTo(response.getOutputStream());
            return;
        }
        try (InputStream plain = new GZIPInputStream(document.open())) {
            plain.transferTo(response.getOutputStream());
        }
    }

    private void json(Exchange exchange) throws IOException {
        List<StoredInstance> first = instances.firstPage(exchange);
        try (OutputStream out = exchange.begin(Exchange.JSON)) {
            var uris = new InstanceHeaders.Uris();
            DicomJsonWriter.Array array = DicomJsonWriter.INLINE.withBulkData(0, uris).array(out);
            instances.each(
                    exchange,
                    first,
                    instance -> {
                        uris.of(instance);
                        array.add(headers.dataset(instance));
                    });
            array.end();
        }
    }

    private void xml(Exchange exchange) throws IOException {
        List<StoredInstance> first = instances.firstPage(exchange);
        var uris = new InstanceHeaders.Uris();
        DicomXmlWriter writer = DicomXmlWriter.INLINE.withBulkData(0, uris);
        var answer = new MultipartAnswer(exchange, Exchange.XML);
        instances.each(
                exchange,
                first,
                instance -> {
                    uris.of(instance);
                    writer.write(headers.dataset(instance), answer.part(Exchange.XML));
                });
        answer.end();
    }
}
