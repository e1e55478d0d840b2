package org.africai.server.xnatapi;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.africai.server.access.Right;
import org.africai.server.archive.Address;
import org.africai.server.archive.Archive;
import org.africai.server.archive.ExperimentStatus;
import org.africai.server.archive.Experiments;
import org.africai.server.archive.Listing;
import org.africai.server.archive.Locator;
import org.africai.server.archive.Submission;
import org.africai.server.archive.Written;
import org.africai.server.http.Refusal;
import org.africai.server.intake.Headers;
import org.springframework.stereotype.Component;

/// `/experiments`, also of a project or subject, and single experiments.
@Component
final class ExperimentRoutes {
    /// What a PUT says of an experiment's status besides its document.
    private static final Map<String, ExperimentStatus> STATUS =
            Map.of(
                    "activate", ExperimentStatus.ACTIVE,
                    "quarantine", ExperimentStatus.QUARANTINE,
                    "_lock", ExperimentStatus.LOCKED,
                    "_unlock", ExperimentStatus.ACTIVE,
                    "_obsolete", ExperimentStatus.OBSOLETE);

    private final Experiments experiments;
    private final Locator locator;
    private final Submissions submissions;
    private final ItemAnswer items;
    private final ArchiveAnswers answers;
    private final SessionArchiveRoutes archives;
    private final Headers headers;

    ExperimentRoutes(
            Archive archive,
            Submissions submissions,
            ItemAnswer items,
            ArchiveAnswers answers,
            SessionArchiveRoutes archives,
            Headers headers) {
        this.experiments = archive.experiments();
        this.locator = archive.locator();
        this.submissions = submissions;
        this.items = items;
        this.answers = answers;
        this.archives = archives;
        this.headers = headers;
    }

    void list(Exchange exchange, Target.Experiments target) throws IOException {
        switch (exchange.method()) {
            case GET ->
                    answers.list(
                            exchange,
                            new Listing.Of.Experiments(target.project(), target.subject()));
            case POST -> add(exchange, target);
            case PUT, DELETE -> throw exchange.notAllowed();
        }
    }

    private void add(Exchange exchange, Target.Experiments target) throws IOException {
        String project = target.project();
        if (project == null) {
            throw Refusal.invalid(
                    "An experiment is added to a project: POST /data/projects/P/experiments");
        }
        Submission sent = submissions.read(exchange);
        Written written = experiments.add(exchange.caller(), project, target.subject(), sent);
        ArchiveAnswers.added(exchange, "/data/experiments/" + written.id());
    }

    void item(Exchange exchange, Target.ExperimentItem target) throws IOException {
        switch (exchange.method()) {
            case GET -> get(exchange, target.address());
            case PUT, POST -> put(exchange, target.address());
            case DELETE -> {
                experiments.delete(exchange.caller(), target.address());
                exchange.answerEmpty();
            }
        }
    }

    private void get(Exchange exchange, Address.OfExperiment address) throws IOException {
        if (exchange.query().first("format").filter("xar"::equalsIgnoreCase).isPresent()) {
            archives.xar(exchange, address);
            return;
        }
        items.write(exchange, experiments.read(exchange.caller(), address), address);
    }

    private void put(Exchange exchange, Address.OfExperiment address) throws IOException {
        Optional<ExperimentStatus> status =
                STATUS.entrySet().stream()
                        .filter(flag -> exchange.query().isSet(flag.getKey()))
                        .map(Map.Entry::getValue)
                        .findFirst();
        Submission sent = submissions.read(exchange);
        Written written = experiments.put(exchange.caller(), address, sent, status);
        followHeaders(exchange, address);
        ArchiveAnswers.put(exchange, written);
    }

    private void followHeaders(Exchange exchange, Address.OfExperiment address) {
        if (exchange.query().isSet("pullDataFromHeaders")) {
            headers.pull(exchange.caller(), address);
        }
        if (exchange.query().isSet("fixScanTypes")) {
            headers.fixScanTypes(exchange.caller(), address);
        }
    }

    /// `…/status`: `active`, `quarantine`; a PUT sets it by the flags of the address. A subject is
    /// always active.
    void status(Exchange exchange, Target.Status target) throws IOException {
        if (target.address() instanceof Address.OfSubject subject
                && exchange.method() == Exchange.Method.GET) {
            var _ = locator.find(exchange.caller(), Right.READ, subject);
            exchange.answerText(ExperimentStatus.ACTIVE.word());
            return;
        }
        if (!(target.address() instanceof Address.OfExperiment address)) {
            throw Refusal.notFound("Only experiments have a status.");
        }
        switch (exchange.method()) {
            case GET -> exchange.answerText(experiments.status(exchange.caller(), address).word());
            case PUT, POST -> put(exchange, address);
            case DELETE -> throw exchange.notAllowed();
        }
    }
}
