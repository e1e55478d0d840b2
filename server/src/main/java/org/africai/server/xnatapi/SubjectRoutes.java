package org.africai.server.xnatapi;

import java.io.IOException;
import org.africai.server.archive.Archive;
import org.africai.server.archive.Listing;
import org.africai.server.archive.Subjects;
import org.africai.server.archive.Submission;
import org.africai.server.archive.Written;
import org.africai.server.http.Refusal;
import org.springframework.stereotype.Component;

/// `/subjects`, `/projects/P/subjects` and single subjects.
@Component
final class SubjectRoutes {
    private final Subjects subjects;
    private final Submissions submissions;
    private final ItemAnswer items;
    private final ArchiveAnswers answers;

    SubjectRoutes(
            Archive archive, Submissions submissions, ItemAnswer items, ArchiveAnswers answers) {
        this.subjects = archive.subjects();
        this.submissions = submissions;
        this.items = items;
        this.answers = answers;
    }

    void list(Exchange exchange, Target.Subjects target) throws IOException {
        switch (exchange.method()) {
            case GET -> answers.list(exchange, new Listing.Of.Subjects(target.project()));
            case POST -> add(exchange, target);
            case PUT, DELETE -> throw exchange.notAllowed();
        }
    }

    private void add(Exchange exchange, Target.Subjects target) throws IOException {
        String project = target.project();
        if (project == null) {
            throw Refusal.invalid(
                    "A subject is added to a project: POST /data/projects/P/subjects");
        }
        Submission sent = submissions.read(exchange);
        Written written = subjects.add(exchange.caller(), project, sent);
        ArchiveAnswers.added(exchange, "/data/subjects/" + written.id());
    }

    void item(Exchange exchange, Target.SubjectItem target) throws IOException {
        switch (exchange.method()) {
            case GET ->
                    items.write(
                            exchange,
                            subjects.read(exchange.caller(), target.address()),
                            target.address());
            case PUT, POST -> {
                Submission sent = submissions.read(exchange);
                ArchiveAnswers.put(
                        exchange, subjects.put(exchange.caller(), target.address(), sent));
            }
            case DELETE -> {
                subjects.delete(exchange.caller(), target.address());
                exchange.answerEmpty();
            }
        }
    }
}
