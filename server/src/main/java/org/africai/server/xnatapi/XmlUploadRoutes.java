package org.africai.server.xnatapi;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.africai.server.access.Caller;
import org.africai.server.archive.Address;
import org.africai.server.archive.Archive;
import org.africai.server.archive.Submission;
import org.africai.server.http.Refusal;
import org.africai.server.http.Refusal.Reason;
import org.africai.server.schema.DataType;
import org.africai.server.schema.Item;
import org.africai.server.schema.TypeRegistry;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/// XNAT's upload of a document that says itself where it belongs: a project, subject, experiment or
/// assessor, which is created or changed.
@RestController
final class XmlUploadRoutes {
    private final Archive archive;
    private final Submissions submissions;
    private final TypeRegistry registry;
    private final ChangeRules rules;

    XmlUploadRoutes(
            Archive archive, Submissions submissions, TypeRegistry registry, ChangeRules rules) {
        this.rules = rules;
        this.archive = archive;
        this.submissions = submissions;
        this.registry = registry;
    }

    /// Answers the address of the thing, from `/archive/` on.
    @RequestMapping(
            path = "/xapi/archive/upload/xml",
            method = {RequestMethod.PUT, RequestMethod.POST})
    void upload(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Exchange exchange = rules.watched(new Exchange(request, response));
        Submission sent = submissions.read(exchange);
        Item document = sent.document();
        if (document == null) {
            throw Refusal.invalid(
                    "Send the XML document as the body (Content-Type: text/xml) or as the file of"
                            + " a form.");
        }
        exchange.answerText(put(exchange.caller(), document, sent));
    }

    private String put(Caller caller, Item document, Submission sent) {
        DataType type = registry.get(document.xsiType());
        if (type.isA("xnat:projectData")) {
            var address = new Address.OfProject(needed(document, "ID"));
            var written = archive.projects().put(caller, address, sent, Optional.empty());
            return "/archive/projects/" + written.id();
        }
        if (type.isA("xnat:subjectData")) {
            var address = new Address.OfSubject(needed(document, "project"), name(document));
            return "/archive/subjects/" + archive.subjects().put(caller, address, sent).id();
        }
        if (type.isA("xnat:experimentData")) {
            return "/archive/experiments/" + putExperiment(caller, type, document, sent);
        }
        throw new Refusal(
                Reason.UNPROCESSABLE,
                "A " + type.name() + " is not put by itself, but with what it belongs to.");
    }

    private String putExperiment(Caller caller, DataType type, Item document, Submission sent) {
        String project = needed(document, "project");
        if (type.isA("xnat:imageAssessorData")) {
            var session =
                    new Address.OfExperiment(project, null, needed(document, "imageSession_ID"));
            var address = new Address.OfAssessor(session, name(document));
            return archive.assessors().put(caller, address, sent).id();
        }
        var address = new Address.OfExperiment(project, null, name(document));
        return archive.experiments().put(caller, address, sent).id();
    }

    /// What the thing is found by: its ID, or else its label.
    private static String name(Item document) {
        return document.field("ID")
                .filter(id -> !id.isBlank())
                .orElseGet(() -> needed(document, "label"));
    }

    private static String needed(Item document, String field) {
        return document.field(field)
                .filter(value -> !value.isBlank())
                .orElseThrow(() ->
                        Refusal.invalid(
                                "The document does not say where it belongs: it needs "
                                        + field
                                        + "."));
    }
}
