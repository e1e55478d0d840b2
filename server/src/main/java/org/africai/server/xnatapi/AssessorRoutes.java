package org.africai.server.xnatapi;

import java.io.IOException;
import org.africai.server.archive.Archive;
import org.africai.server.archive.Assessors;
import org.africai.server.archive.Listing;
import org.africai.server.archive.Submission;
import org.africai.server.archive.Written;
import org.springframework.stereotype.Component;

/// `…/assessors` and single assessors.
@Component
final class AssessorRoutes {
    private final Assessors assessors;
    private final Submissions submissions;
    private final ItemAnswer items;
    private final ArchiveAnswers answers;

    AssessorRoutes(
            Archive archive, Submissions submissions, ItemAnswer items, ArchiveAnswers answers) {
        this.assessors = archive.assessors();
        this.submissions = submissions;
        this.items = items;
        this.answers = answers;
    }

    void list(Exchange exchange, Target.Assessors target) throws IOException {
        switch (exchange.method()) {
            case GET -> answers.list(exchange, new Listing.Of.Assessors(target.session()));
            case POST -> {
                Submission sent = submissions.read(exchange);
                Written written = assessors.add(exchange.caller(), target.session(), sent);
                ArchiveAnswers.added(exchange, "/data/experiments/" + written.id());
            }
            case PUT, DELETE -> throw exchange.notAllowed();
        }
    }

    void item(Exchange exchange, Target.AssessorItem target) throws IOException {
        switch (exchange.method()) {
            case GET ->
                    items.write(
                            exchange,
                            assessors.read(exchange.caller(), target.address()),
                            target.address());
            case PUT, POST -> {
                Submission sent = submissions.read(exchange);
                ArchiveAnswers.put(
                        exchange, assessors.put(exchange.caller(), target.address(), sent));
            }
            case DELETE -> {
                assessors.delete(exchange.caller(), target.address());
                exchange.answerEmpty();
            }
        }
    }
}
