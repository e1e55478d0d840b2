package org.africai.server.xnatapi;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.africai.server.archive.Address;
import org.africai.server.files.CatalogRefresh;
import org.africai.server.files.CatalogRefresh.Option;
import org.africai.server.files.Selection;
import org.africai.server.http.Refusal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/// `/data/services/refresh/catalog` and `/xapi/archive/catalogs/refresh`.
@RestController
final class CatalogRefreshRoutes {
    private final CatalogRefresh refresh;
    private final ChangeRules rules;

    CatalogRefreshRoutes(CatalogRefresh refresh, ChangeRules rules) {
        this.rules = rules;
        this.refresh = refresh;
    }

    /// @param request `resource=` names what is meant, once or several times; `options=` what to
    ///   do, separated by commas, or each option is a parameter of its own
    @RequestMapping(
            path = {"/data/services/refresh/catalog", "/REST/services/refresh/catalog"},
            method = {RequestMethod.POST, RequestMethod.PUT})
    void data(HttpServletRequest request, HttpServletResponse response) {
        Exchange exchange = rules.watched(new Exchange(request, response));
        QueryParameters query = exchange.query();
        List<String> resources = query.values("resource");
        if (resources.isEmpty()) {
            throw Refusal.invalid("Say what to refresh: resource=/archive/experiments/ID");
        }
        run(exchange, resources, options(query));
    }

    /// The body is a JSON array of addresses.
    @RequestMapping(
            path = {"/xapi/archive/catalogs/refresh", "/xapi/archive/catalogs/refresh/{operation}"},
            method = {RequestMethod.POST, RequestMethod.PUT})
    void xapi(
            @PathVariable Optional<String> operation,
            HttpServletRequest request,
            HttpServletResponse response,
            @RequestBody List<String> resources) {
        Exchange exchange = rules.watched(new Exchange(request, response));
        run(exchange, resources, options(operation.stream().toList()));
    }

    private void run(Exchange exchange, List<String> resources, Set<Option> options) {
        List<Selection> all = resources.stream().map(CatalogRefreshRoutes::selection).toList();
        all.forEach(selection -> refresh.run(exchange.caller(), selection, options));
        exchange.answerEmpty();
    }

    private static Set<Option> options(QueryParameters query) {
        Stream<String> listed =
                query.values("options").stream().flatMap(list -> Arrays.stream(list.split(",")));
        Stream<String> own = Stream.of("populateStats", "checksum").filter(query::isSet);
        return options(Stream.concat(listed, own).map(String::strip).toList());
    }

    /// XNAT's other options, `append` and `delete`, bring a catalogue up to date with the disk:
    /// ours cannot be behind.
    private static Set<Option> options(List<String> names) {
        Set<Option> options = EnumSet.noneOf(Option.class);
        for (String name : names) {
            switch (name.toLowerCase(Locale.ROOT)) {
                case "populatestats" -> options.add(Option.POPULATE_STATS);
                case "checksum" -> options.add(Option.CHECKSUM);
                case "all" -> options.addAll(EnumSet.allOf(Option.class));
                case "append", "delete", "" -> {}
                default ->
                        throw Refusal.invalid(
                                "The options are append, delete, checksum and populateStats, not '"
                                        + name
                                        + "'.");
            }
        }
        return options;
    }

    /// `/archive/experiments/E/scans/1`, with or without `/data` before it.
    private static Selection selection(String address) {
        String path = address.startsWith("/archive/") ? "/data" + address : address;
        RequestPath parsed = RequestPath.of(path);
        Target target =
                TargetParser.parse(parsed.parts(), false).orElseThrow(() -> unknown(address));
        return switch (target) {
            case Target.ProjectItem item -> everything(item.address());
            case Target.SubjectItem item -> everything(item.address());
            case Target.ExperimentItem item -> everything(item.address());
            case Target.ScanItem item -> everything(item.address());
            case Target.AssessorItem item -> everything(item.address());
            case Target.ReconstructionItem item -> everything(item.address());
            case Target.Resources list ->
                    new Selection(list.owner(), ResourceRoutes.side(list.side()), null, false);
            case Target.ResourceItem one ->
                    new Selection(
                            one.owner(), ResourceRoutes.side(one.side()), one.resource(), false);
            case Target.Projects _,
                    Target.ProjectProperty _,
                    Target.Subjects _,
                    Target.Experiments _,
                    Target.Scans _,
                    Target.Assessors _,
                    Target.Reconstructions _,
                    Target.Shares _,
                    Target.Status _,
                    Target.Directory _,
                    Target.Xar _,
                    Target.Medium _,
                    Target.History _,
                    Target.Files _ ->
                    throw unknown(address);
        };
    }

    private static Selection everything(Address owner) {
        return new Selection(owner, null, null, true);
    }

    private static Refusal unknown(String address) {
        return Refusal.invalid("'" + address + "' has no catalogue.");
    }
}
