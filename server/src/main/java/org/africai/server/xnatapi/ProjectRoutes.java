package org.africai.server.xnatapi;

import java.io.IOException;
import java.util.Optional;
import org.africai.server.access.Accessibility;
import org.africai.server.archive.Archive;
import org.africai.server.archive.Listing;
import org.africai.server.archive.Projects;
import org.africai.server.archive.Submission;
import org.africai.server.archive.Written;
import org.africai.server.http.Refusal;
import org.springframework.stereotype.Component;

/// `/projects` and `/projects/P`.
@Component
final class ProjectRoutes {
    private final Projects projects;
    private final Submissions submissions;
    private final ItemAnswer items;
    private final ArchiveAnswers answers;

    ProjectRoutes(
            Archive archive, Submissions submissions, ItemAnswer items, ArchiveAnswers answers) {
        this.projects = archive.projects();
        this.submissions = submissions;
        this.items = items;
        this.answers = answers;
    }

    void list(Exchange exchange) throws IOException {
        switch (exchange.method()) {
            case GET ->
                    answers.list(
                            exchange,
                            new Listing.Of.Projects(ProjectStakes.asked(exchange.query())));
            case POST -> {
                Submission sent = submissions.read(exchange);
                Written written = projects.add(exchange.caller(), sent, accessibility(exchange));
                ArchiveAnswers.added(exchange, "/data/projects/" + written.id());
            }
            case PUT, DELETE -> throw exchange.notAllowed();
        }
    }

    void item(Exchange exchange, Target.ProjectItem target) throws IOException {
        switch (exchange.method()) {
            case GET ->
                    items.write(
                            exchange,
                            projects.read(exchange.caller(), target.address()),
                            target.address());
            case PUT, POST -> {
                Submission sent = submissions.read(exchange);
                ArchiveAnswers.putPlainly(
                        exchange,
                        projects.put(
                                exchange.caller(),
                                target.address(),
                                sent,
                                accessibility(exchange)));
            }
            case DELETE -> {
                projects.delete(exchange.caller(), target.address());
                exchange.answerEmpty();
            }
        }
    }

    private static Optional<Accessibility> accessibility(Exchange exchange) {
        return exchange.query().first("accessibility").map(ProjectRoutes::accessibility);
    }

    static Accessibility accessibility(String level) {
        return Accessibility.named(level)
                .orElseThrow(() ->
                        Refusal.invalid(
                                "A project is private, protected or public, not '" + level + "'."));
    }
}
