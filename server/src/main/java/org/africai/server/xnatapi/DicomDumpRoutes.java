package org.africai.server.xnatapi;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.africai.server.archive.Address;
import org.africai.server.http.Refusal;
import org.africai.server.http.ResultTable;
import org.africai.server.intake.DicomDump;
import org.africai.server.intake.Prearchive.Place;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// `/data/services/dicomdump?src=…[&field=…][&summary=true]`: the header of a DICOM object of a
/// session or scan in the archive or prearchive.
@RestController
final class DicomDumpRoutes {
    private static final List<String> COLUMNS = List.of("tag1", "tag2", "vr", "value", "desc");

    private final DicomDump dump;

    DicomDumpRoutes(DicomDump dump) {
        this.dump = dump;
    }

    @RequestMapping(path = {"/data/services/dicomdump", "/REST/services/dicomdump"})
    void serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var exchange = new Exchange(request, response);
        PrearchiveRoutes.requireGet(exchange);
        String source =
                exchange.query()
                        .first("src")
                        .orElseThrow(() -> Refusal.invalid("Say of what: src=/archive/…"));
        var wish =
                new DicomDump.Wish(
                        exchange.query().values("field").stream()
                                .filter(field -> !field.isBlank())
                                .toList(),
                        exchange.query().isSet("summary"));
        DicomDump.Lines lines = lines(exchange, source, wish);
        TableAnswer.write(
                exchange,
                new ResultTable(
                        "", COLUMNS, reader -> lines.each(line -> reader.accept(row(line)))));
    }

    private DicomDump.Lines lines(Exchange exchange, String source, DicomDump.Wish wish) {
        List<String> parts = parts(source);
        if (parts.isEmpty()) {
            throw unknown(source);
        }
        if (parts.getFirst().equals("prearchive")) {
            return waiting(exchange, source, parts, wish);
        }
        Target target = TargetParser.parse(parts, false).orElseThrow(() -> unknown(source));
        return switch (target) {
            case Target.ExperimentItem session ->
                    dump.archived(exchange.caller(), session.address(), null, wish);
            case Target.ScanItem scan ->
                    dump.archived(exchange.caller(), scan.address(), null, wish);
            case Target.Files files when files.owner() instanceof Address.OfScan scan ->
                    dump.archived(
                            exchange.caller(),
                            scan,
                            files.path().isEmpty() ? null : files.path(),
                            wish);
            default -> throw unknown(source);
        };
    }

    private DicomDump.Lines waiting(
            Exchange exchange, String source, List<String> parts, DicomDump.Wish wish) {
        boolean isSession = parts.size() >= 5 && parts.get(1).equals("projects");
        List<String> rest = isSession ? parts.subList(5, parts.size()) : List.of();
        boolean ofScan = rest.size() >= 2 && rest.getFirst().equals("scans");
        boolean ofFile =
                rest.size() > 5 && rest.get(2).equals("resources") && rest.get(4).equals("files");
        if (!isSession || !(rest.isEmpty() || (ofScan && (rest.size() == 2 || ofFile)))) {
            throw unknown(source);
        }
        @Nullable String path = ofFile ? String.join("/", rest.subList(5, rest.size())) : null;
        return dump.waiting(
                exchange.caller(),
                new Place(parts.get(2), parts.get(3), parts.get(4)),
                ofScan ? rest.get(1) : null,
                path,
                wish);
    }

    /// The parts of an address that begins with `/data`, `/REST`, or neither.
    private static List<String> parts(String source) {
        String path = source.startsWith("/") ? source : "/" + source;
        boolean isWhole = path.startsWith("/data/") || path.startsWith("/REST/");
        return RequestPath.of(isWhole ? path : "/data" + path).parts();
    }

    private static Refusal unknown(String source) {
        return Refusal.invalid(
                "src='"
                        + source
                        + "' is no session or scan: /archive/projects/P/experiments/E[/scans/S] or"
                        + " /prearchive/projects/P/TIMESTAMP/FOLDER[/scans/S].");
    }

    private static List<String> row(DicomDump.Line line) {
        return List.of(line.tag1(), line.tag2(), line.vr(), line.value(), line.desc());
    }
}
