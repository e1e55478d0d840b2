package org.africai.server.xnatapi;

import java.io.IOException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.africai.server.files.Attributes;
import org.africai.server.files.Destination;
import org.africai.server.files.FileFilter;
import org.africai.server.files.Files;
import org.africai.server.files.Found;
import org.africai.server.files.Resource;
import org.africai.server.files.ResourceLabel;
import org.africai.server.files.Resources;
import org.africai.server.files.Selection;
import org.africai.server.files.Side;
import org.africai.server.http.Refusal;
import org.africai.server.http.ResultTable;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// `…/resources` and `…/resources/R`, whatever they belong to.
@Component
final class ResourceRoutes implements ResourceTargets {
    /// Never `ID`, `URI` or `xsiType`: xnatpy tells resources from files by their absence.
    private static final List<String> COLUMNS =
            List.of(
                    "xnat_abstractresource_id",
                    "label",
                    "element_name",
                    "category",
                    "cat_id",
                    "cat_desc",
                    "file_count",
                    "file_size",
                    "tags",
                    "content",
                    "format");

    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd_HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Resources resources;
    private final Files files;
    private final FileRoutes fileRoutes;
    private final Clock clock;

    ResourceRoutes(Resources resources, Files files, FileRoutes fileRoutes, Clock clock) {
        this.resources = resources;
        this.files = files;
        this.fileRoutes = fileRoutes;
        this.clock = clock;
    }

    @Override
    public void resources(Exchange exchange, Target.Resources target) throws IOException {
        switch (exchange.method()) {
            case GET -> list(exchange, target);
            case PUT, POST -> create(exchange, target);
            case DELETE -> throw exchange.notAllowed();
        }
    }

    @Override
    public void resource(Exchange exchange, Target.ResourceItem target) throws IOException {
        switch (exchange.method()) {
            case GET -> item(exchange, target);
            case PUT, POST -> {
                var _ =
                        resources.put(
                                exchange.caller(),
                                destination(target),
                                attributes(exchange),
                                parameter(exchange, "label").map(ResourceLabel::new));
                exchange.answerEmpty();
            }
            case DELETE -> {
                resources.delete(exchange.caller(), destination(target));
                exchange.answerEmpty();
            }
        }
    }

    @Override
    public void files(Exchange exchange, Target.Files target) throws IOException {
        fileRoutes.serve(exchange, target);
    }

    private void list(Exchange exchange, Target.Resources target) throws IOException {
        var selection =
                new Selection(
                        target.owner(), side(target.side()), null, exchange.query().isSet("all"));
        Found<Resource> found = resources.list(exchange.caller(), selection);
        TableAnswer.write(
                exchange,
                new ResultTable(
                        "",
                        COLUMNS,
                        reader -> found.each(resource -> reader.accept(row(resource)))));
    }

    /// The values of [#COLUMNS].
    private static List<String> row(Resource resource) {
        return List.of(
                Long.toString(resource.key()),
                resource.label(),
                resource.xsiType(),
                resource.place().category(),
                resource.place().categoryId(),
                resource.place().categoryDescription(),
                Integer.toString(resource.fileCount()),
                Long.toString(resource.fileSize()),
                String.join(",", resource.tags()),
                resource.content(),
                resource.format());
    }

    /// Without a label in the address: the one among the parameters, else the time.
    private void create(Exchange exchange, Target.Resources target) throws IOException {
        String label =
                parameter(exchange, "label").orElseGet(() -> TIMESTAMP.format(clock.instant()));
        var destination = new Destination(target.owner(), side(target.side()), label);
        Resource made = resources.create(exchange.caller(), destination, attributes(exchange));
        exchange.answerText(made.place().address() + "/resources/" + made.key());
    }

    private void item(Exchange exchange, Target.ResourceItem target) throws IOException {
        Optional<String> format = exchange.query().first("format");
        if (format.isEmpty() || format.get().toLowerCase(Locale.ROOT).contains("xml")) {
            catalog(exchange, target);
            return;
        }
        switch (exchange.format()) {
            case JSON -> {
                Resource resource = resources.find(exchange.caller(), destination(target));
                ResourceItemJson.write(exchange, resource, COLUMNS, row(resource));
            }
            case ZIP, TAR, TGZ ->
                    fileRoutes.serve(
                            exchange,
                            new Target.Files(target.owner(), target.side(), target.resource(), ""));
            case XML -> catalog(exchange, target);
            case CSV, HTML -> {
                Resource resource = resources.find(exchange.caller(), destination(target));
                TableAnswer.write(exchange, ResultTable.of("", COLUMNS, List.of(row(resource))));
            }
        }
    }

    private void catalog(Exchange exchange, Target.ResourceItem target) throws IOException {
        Resource resource = resources.find(exchange.caller(), destination(target));
        var selection =
                new Selection(
                        target.owner(), side(target.side()), Long.toString(resource.key()), false);
        CatalogXml.write(
                exchange,
                resource,
                files.scanUid(resource).orElse(""),
                files.objects(exchange.caller(), selection, FileFilter.ALL));
    }

    private static Destination destination(Target.ResourceItem target) {
        return new Destination(target.owner(), side(target.side()), target.resource());
    }

    /// An address without a side means any.
    static @Nullable Side side(Target.Side side) {
        return switch (side) {
            case RESOURCES -> null;
            case IN -> Side.IN;
            case OUT -> Side.OUT;
        };
    }

    /// What is said of a resource or a file; here `format` is not the answer's.
    static Attributes attributes(Exchange exchange) {
        return Attributes.of(
                parameter(exchange, "format").or(() -> parameter(exchange, "file_format")),
                parameter(exchange, "content").or(() -> parameter(exchange, "file_content")),
                parameter(exchange, "description"),
                parameter(exchange, "tags"));
    }

    /// A parameter by its name or by the XPath that xnatpy sends, `xnat:resourceCatalog/label`; the
    /// case of letters does not matter there.
    private static Optional<String> parameter(Exchange exchange, String name) {
        return exchange.query()
                .first(name)
                .or(() ->
                        exchange.query().all().stream()
                                .filter(p -> isPathTo(p.name(), name))
                                .map(QueryParameters.Parameter::value)
                                .findFirst());
    }

    private static boolean isPathTo(String path, String name) {
        int slash = path.lastIndexOf('/');
        return slash > 0
                && path.substring(0, slash).startsWith("xnat:")
                && path.substring(slash + 1).equalsIgnoreCase(name);
    }

    /// Refuses what no resource route does: reading files of the server by their path.
    static void refuseReference(Exchange exchange) {
        if (exchange.query().first("reference").isPresent()) {
            throw Refusal.forbidden(
                    "Files of the server cannot be referenced; send their content instead.");
        }
    }
}
