package org.africai.server.xnatapi;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.africai.server.access.Caller;
import org.africai.server.access.Callers;
import org.africai.server.deid.Quarantine;
import org.africai.server.deid.QuarantinedObject;
import org.africai.server.http.Download;
import org.africai.server.http.Refusal;
import org.africai.server.intake.ImportAnswer;
import org.africai.server.intake.Originals;
import org.africai.server.intake.Originals.Original;
import org.africai.server.intake.Prearchive;
import org.africai.server.intake.PrearchiveActions;
import org.africai.server.intake.QuarantineRelease;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// What de-identification leaves to people: objects in quarantine, sessions held for review,
/// identified originals that a project keeps. Ours, beside XNAT's `/xapi/anonymize`.
@RestController
@RequestMapping("/xapi/anonymize")
final class QuarantineRoutes {
    private static final String DICOM = "application/dicom";

    private final Quarantine quarantine;
    private final QuarantineRelease release;
    private final Originals originals;
    private final PrearchiveActions prearchive;

    QuarantineRoutes(
            Quarantine quarantine,
            QuarantineRelease release,
            Originals originals,
            PrearchiveActions prearchive) {
        this.quarantine = quarantine;
        this.release = release;
        this.originals = originals;
        this.prearchive = prearchive;
    }

    @GetMapping("/quarantine")
    ResponseEntity<List<Map<String, Object>>> all(HttpServletRequest request) {
        return JsonAnswer.of(rows(quarantine.list(Callers.of(request), null)));
    }

    @GetMapping("/projects/{project}/quarantine")
    ResponseEntity<List<Map<String, Object>>> ofProject(
            HttpServletRequest request, @PathVariable String project) {
        return JsonAnswer.of(rows(quarantine.list(Callers.of(request), project)));
    }

    @GetMapping("/quarantine/{id}")
    ResponseEntity<Map<String, Object>> one(HttpServletRequest request, @PathVariable String id) {
        return JsonAnswer.of(row(quarantine.find(Callers.of(request), number(id))));
    }

    @GetMapping("/quarantine/{id}/file")
    void file(HttpServletRequest request, HttpServletResponse response, @PathVariable String id)
            throws IOException {
        Caller caller = Callers.of(request);
        boolean isObject = quarantine.find(caller, number(id)).isObject();
        new Download(
                        quarantine.content(caller, number(id)),
                        isObject ? DICOM : "application/octet-stream",
                        "quarantine-" + number(id) + (isObject ? ".dcm" : ".bin"))
                .answer(request, response);
    }

    @DeleteMapping("/quarantine/{id}")
    void delete(HttpServletRequest request, @PathVariable String id) {
        quarantine.delete(Callers.of(request), number(id));
    }

    /// Takes an object in again; `unchanged=true` without any script.
    @PostMapping("/quarantine/{id}/release")
    ResponseEntity<List<String>> release(HttpServletRequest request, @PathVariable String id) {
        boolean unchanged = QueryParameters.parse(request.getQueryString()).isSet("unchanged");
        ImportAnswer answer = release.release(Callers.of(request), number(id), unchanged);
        return JsonAnswer.of(answer.sessions().stream().map(ImportAnswer.Session::url).toList());
    }

    /// Lets a session pass whose pixels may show the patient.
    @PutMapping("/review/projects/{project}/{timestamp}/{folder}")
    void review(
            HttpServletRequest request,
            @PathVariable String project,
            @PathVariable String timestamp,
            @PathVariable String folder) {
        prearchive.review(Callers.of(request), new Prearchive.Place(project, timestamp, folder));
    }

    @GetMapping("/projects/{project}/originals")
    ResponseEntity<List<Map<String, Object>>> originals(
            HttpServletRequest request, @PathVariable String project) {
        return JsonAnswer.of(
                originals.list(Callers.of(request), project).stream()
                        .map(QuarantineRoutes::row)
                        .toList());
    }

    @GetMapping("/projects/{project}/originals/{id}/file")
    void original(
            HttpServletRequest request,
            HttpServletResponse response,
            @PathVariable String project,
            @PathVariable String id)
            throws IOException {
        new Download(
                        originals.content(Callers.of(request), project, number(id)),
                        DICOM,
                        "original-" + number(id) + ".dcm")
                .answer(request, response);
    }

    @DeleteMapping("/projects/{project}/originals/{id}")
    void deleteOriginal(
            HttpServletRequest request, @PathVariable String project, @PathVariable String id) {
        originals.delete(Callers.of(request), project, number(id));
    }

    private static List<Map<String, Object>> rows(List<QuarantinedObject> found) {
        return found.stream().map(QuarantineRoutes::row).toList();
    }

    private static Map<String, Object> row(QuarantinedObject one) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("id", one.id());
        row.put("project", one.project() == null ? "Unassigned" : one.project());
        row.put("kind", one.isObject() ? "object" : "file");
        row.put("stage", one.stage());
        row.put("script", one.version());
        row.put("reason", one.reason());
        row.put("subject", one.subject());
        row.put("session", one.session());
        row.put("sentBy", one.sentBy());
        row.put("at", one.at().toString());
        row.put("bytes", one.bytes().size());
        return row;
    }

    private static Map<String, Object> row(Original one) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("id", one.id());
        row.put("experiment", one.experiment());
        row.put("script", one.version());
        row.put("keptAt", one.keptAt().toString());
        row.put("bytes", one.bytes().size());
        return row;
    }

    private static long number(String text) {
        if (!text.matches("\\d{1,18}")) {
            throw Refusal.notFound("It is named by a number.");
        }
        return Long.parseLong(text);
    }
}
