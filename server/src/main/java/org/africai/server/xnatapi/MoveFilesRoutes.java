package org.africai.server.xnatapi;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.africai.server.files.Destination;
import org.africai.server.files.FileMoves;
import org.africai.server.files.FileMoves.Move;
import org.africai.server.http.Refusal;
import org.africai.store.EntryName;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/// `/data/services/move-files`: gives files other names and resources, `src=…/resources/R/files/F`
/// and `dest=…/resources/R2[/files/F2]`, or several as `SRC=DEST` each. A destination without a
/// file's name keeps the name.
///
/// XNAT takes only what is in a user's cache; here files of the archive move, too.
@RestController
final class MoveFilesRoutes {
    private static final int MAX_MOVES = 1_000;

    private final FileMoves moves;
    private final ChangeRules rules;

    MoveFilesRoutes(FileMoves moves, ChangeRules rules) {
        this.rules = rules;
        this.moves = moves;
    }

    @RequestMapping(
            path = {"/data/services/move-files", "/REST/services/move-files"},
            method = RequestMethod.POST)
    void move(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Exchange exchange = rules.watched(new Exchange(request, response));
        SentParameters.hear(exchange);
        List<Move> wanted = wanted(exchange.query());
        if (wanted.isEmpty()) {
            throw Refusal.invalid(
                    "Say what to move: src=/archive/…/files/NAME and dest=/archive/…/resources/R");
        }
        if (wanted.size() > MAX_MOVES) {
            throw Refusal.invalid("At most " + MAX_MOVES + " files are moved at once.");
        }
        moves.move(exchange.caller(), wanted, exchange.query().isSet("overwrite"));
        exchange.answerEmpty();
    }

    private static List<Move> wanted(QueryParameters query) {
        List<Move> wanted = new ArrayList<>();
        for (QueryParameters.Parameter parameter : query.all()) {
            if (parameter.name().indexOf('/') >= 0) {
                wanted.add(move(parameter.name(), parameter.value()));
            }
        }
        Optional<String> source = query.first("src");
        source.ifPresent(src ->
                wanted.add(
                        move(
                                src,
                                query.first("dest")
                                        .orElseThrow(
                                                () -> Refusal.invalid("Missing dest path.")))));
        return wanted;
    }

    private static Move move(String source, String destination) {
        Target.Files from =
                target(source)
                        .filter(files -> !files.path().isEmpty() && !files.path().endsWith("/"))
                        .orElseThrow(() -> Refusal.invalid("Invalid source: '" + source + "'."));
        Target.Files to =
                target(destination)
                        .orElseThrow(() ->
                                Refusal.invalid("Invalid destination: '" + destination + "'."));
        EntryName path = EntryName.parse(from.path());
        return new Move(destination(from), path, destination(to), newPath(to.path(), path));
    }

    /// What is moved into a folder keeps its own name in it.
    private static EntryName newPath(String asked, EntryName path) {
        if (asked.isEmpty()) {
            return path;
        }
        return EntryName.parse(asked.endsWith("/") ? asked + path.fileName() : asked);
    }

    private static Destination destination(Target.Files files) {
        return new Destination(
                files.owner(),
                ResourceRoutes.side(files.side()),
                Objects.requireNonNull(files.resource()));
    }

    /// What an address in a parameter names, which is decoded already; only files of a named
    /// resource are meant.
    private static Optional<Target.Files> target(String address) {
        List<String> parts = new ArrayList<>(List.of(address.split("/")));
        parts.removeIf(String::isEmpty);
        if (!parts.isEmpty()
                && (parts.getFirst().equals("data") || parts.getFirst().equals("REST"))) {
            parts.removeFirst();
        }
        if (!parts.isEmpty() && parts.getFirst().equals("archive")) {
            parts.removeFirst();
        }
        Optional<Target> named = TargetParser.parse(parts, address.endsWith("/"));
        return named.flatMap(target ->
                switch (target) {
                    case Target.ResourceItem one ->
                            Optional.of(
                                    new Target.Files(one.owner(), one.side(), one.resource(), ""));
                    case Target.Files files when files.resource() != null -> Optional.of(files);
                    default -> Optional.empty();
                });
    }
}
