package org.africai.server.xnatapi;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.africai.server.archive.Archive;
import org.africai.server.archive.Favorites;
import org.africai.server.http.Refusal;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// `/data/users/favorites/Project[/P]`: the projects that the caller keeps at hand.
@RestController
final class FavoriteRoutes {
    private static final String PROJECT = "Project";

    private final Favorites favorites;

    FavoriteRoutes(Archive archive) {
        this.favorites = archive.favorites();
    }

    @RequestMapping({"/data/users/favorites/{type}", "/REST/users/favorites/{type}"})
    void list(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var exchange = new Exchange(request, response);
        requireProject(RequestPath.of(request.getRequestURI()).parts().get(2));
        if (exchange.method() != Exchange.Method.GET) {
            throw exchange.notAllowed();
        }
        answer(exchange, favorites.list(exchange.caller()));
    }

    @RequestMapping({"/data/users/favorites/{type}/{id}", "/REST/users/favorites/{type}/{id}"})
    void one(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var exchange = new Exchange(request, response);
        List<String> parts = RequestPath.of(request.getRequestURI()).parts();
        requireProject(parts.get(2));
        String project = parts.get(3);
        switch (exchange.method()) {
            case GET -> {
                if (!favorites.has(exchange.caller(), project)) {
                    throw Refusal.notFound("'" + project + "' is none of your favourites.");
                }
                answer(exchange, List.of(project));
            }
            case PUT, POST -> {
                favorites.add(exchange.caller(), project);
                exchange.answerEmpty();
            }
            case DELETE -> {
                favorites.remove(exchange.caller(), project);
                exchange.answerEmpty();
            }
        }
    }

    private static void answer(Exchange exchange, List<String> ids) throws IOException {
        List<Map<String, String>> rows = ids.stream().map(id -> Map.of("id", id)).toList();
        TableAnswer.write(exchange, SmallTable.of(exchange, "Favorites", List.of("id"), rows));
    }

    private static void requireProject(String type) {
        if (!type.equalsIgnoreCase(PROJECT) && !type.equals("xnat:projectData")) {
            throw Refusal.notFound("Only projects can be favourites: …/favorites/Project.");
        }
    }
}
