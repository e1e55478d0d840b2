package org.africai.server.xnatapi;

import java.io.IOException;
import org.africai.server.access.Right;
import org.africai.server.archive.Archive;
import org.africai.server.archive.Listing;
import org.africai.server.archive.Located;
import org.africai.server.archive.Locator;
import org.africai.server.archive.Scans;
import org.africai.server.archive.Submission;
import org.africai.server.archive.Written;
import org.africai.server.intake.Headers;
import org.springframework.stereotype.Component;

/// `…/scans` and single scans.
@Component
final class ScanRoutes {
    private final Scans scans;
    private final Locator locator;
    private final Submissions submissions;
    private final ItemAnswer items;
    private final ArchiveAnswers answers;
    private final Headers headers;

    ScanRoutes(
            Archive archive,
            Submissions submissions,
            ItemAnswer items,
            ArchiveAnswers answers,
            Headers headers) {
        this.scans = archive.scans();
        this.locator = archive.locator();
        this.submissions = submissions;
        this.items = items;
        this.answers = answers;
        this.headers = headers;
    }

    void list(Exchange exchange, Target.Scans target) throws IOException {
        switch (exchange.method()) {
            case GET -> answers.list(exchange, new Listing.Of.Scans(target.session()));
            case POST -> {
                Submission sent = submissions.read(exchange);
                Written written = scans.add(exchange.caller(), target.session(), sent);
                Located session = locator.find(exchange.caller(), Right.READ, target.session());
                ArchiveAnswers.added(
                        exchange, "/data/experiments/" + session.id() + "/scans/" + written.id());
            }
            case PUT, DELETE -> throw exchange.notAllowed();
        }
    }

    void item(Exchange exchange, Target.ScanItem target) throws IOException {
        switch (exchange.method()) {
            case GET ->
                    items.write(
                            exchange,
                            scans.read(exchange.caller(), target.address()),
                            target.address());
            case PUT, POST -> {
                Submission sent = submissions.read(exchange);
                Written written = scans.put(exchange.caller(), target.address(), sent);
                if (exchange.query().isSet("pullDataFromHeaders")) {
                    headers.pull(exchange.caller(), target.address());
                }
                ArchiveAnswers.putPlainly(exchange, written);
            }
            case DELETE -> {
                scans.delete(exchange.caller(), target.address());
                exchange.answerEmpty();
            }
        }
    }
}
