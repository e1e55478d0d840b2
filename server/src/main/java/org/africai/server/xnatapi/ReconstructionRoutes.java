package org.africai.server.xnatapi;

import java.io.IOException;
import org.africai.server.access.Right;
import org.africai.server.archive.Archive;
import org.africai.server.archive.Listing;
import org.africai.server.archive.Located;
import org.africai.server.archive.Locator;
import org.africai.server.archive.Reconstructions;
import org.africai.server.archive.Submission;
import org.africai.server.archive.Written;
import org.springframework.stereotype.Component;

/// `…/reconstructions` and single reconstructions.
@Component
final class ReconstructionRoutes {
    private final Reconstructions reconstructions;
    private final Locator locator;
    private final Submissions submissions;
    private final ItemAnswer items;
    private final ArchiveAnswers answers;

    ReconstructionRoutes(
            Archive archive, Submissions submissions, ItemAnswer items, ArchiveAnswers answers) {
        this.reconstructions = archive.reconstructions();
        this.locator = archive.locator();
        this.submissions = submissions;
        this.items = items;
        this.answers = answers;
    }

    void list(Exchange exchange, Target.Reconstructions target) throws IOException {
        switch (exchange.method()) {
            case GET -> answers.list(exchange, new Listing.Of.Reconstructions(target.session()));
            case POST -> {
                Submission sent = submissions.read(exchange);
                Written written = reconstructions.add(exchange.caller(), target.session(), sent);
                Located session = locator.find(exchange.caller(), Right.READ, target.session());
                ArchiveAnswers.added(
                        exchange,
                        "/data/experiments/" + session.id() + "/reconstructions/" + written.id());
            }
            case PUT, DELETE -> throw exchange.notAllowed();
        }
    }

    void item(Exchange exchange, Target.ReconstructionItem target) throws IOException {
        switch (exchange.method()) {
            case GET ->
                    items.write(
                            exchange, reconstructions.read(exchange.caller(), target.address()));
            case PUT, POST -> {
                Submission sent = submissions.read(exchange);
                ArchiveAnswers.putPlainly(
                        exchange, reconstructions.put(exchange.caller(), target.address(), sent));
            }
            case DELETE -> {
                reconstructions.delete(exchange.caller(), target.address());
                exchange.answerEmpty();
            }
        }
    }
}
