package org.africai.server.xnatapi;

import java.io.IOException;
import org.africai.server.files.Downloads;
import org.africai.server.files.TarContent;
import org.africai.server.http.Attachment;

/// Sends a TAR, whose length is not known before it has been made.
final class TarAnswer {
    private TarAnswer() {}

    static void write(Exchange exchange, Downloads.Named<TarContent> tar, boolean compressed)
            throws IOException {
        String type = compressed ? "application/gzip" : "application/x-tar";
        String name = tar.name() + (compressed ? ".tar.gz" : ".tar");
        Attachment.announce(exchange.response(), type, name);
        if (exchange.request().getMethod().equals("HEAD")) {
            return;
        }
        if (compressed) {
            tar.content().writeCompressedTo(exchange.response().getOutputStream());
        } else {
            tar.content().writeTo(exchange.response().getOutputStream());
        }
    }
}
