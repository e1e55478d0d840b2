package org.africai.server.intake;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.africai.server.access.Caller;
import org.africai.server.access.Right;
import org.africai.server.archive.Address;
import org.africai.server.archive.Archive;
import org.africai.server.archive.Submission;
import org.africai.server.audit.Audit.Action;
import org.africai.server.files.Attached;
import org.africai.server.files.Attributes;
import org.africai.server.files.Destination;
import org.africai.server.files.ScanObject;
import org.africai.server.files.ScanObjects;
import org.africai.server.files.Side;
import org.africai.server.files.Uploaded;
import org.africai.server.files.Uploads;
import org.africai.server.http.Refusal;
import org.africai.server.http.Refusal.Reason;
import org.africai.server.intake.ImportAnswer.Session;
import org.africai.server.intake.XarFiles.XarFile;
import org.africai.server.schema.Item;
import org.africai.server.schema.TypeRegistry;
import org.africai.store.Digests;
import org.africai.store.EntryName;

/// XNAT's archive of documents and files (XAR): at its top the document of one session, or those of
/// assessors of sessions, whose resources name files and folders of it. All of it is taken in, or
/// nothing.
final class XarImport {
    private static final String SESSION = "xnat:imageSessionData";
    private static final String ASSESSOR = "xnat:imageAssessorData";

    /// Where files go that no document names.
    private static final String REST = "XAR";

    private final Ground ground;
    private final Archive archive;
    private final Uploads uploads;
    private final ScanObjects objects;
    private final TypeRegistry registry;

    XarImport(
            Ground ground,
            Archive archive,
            Uploads uploads,
            ScanObjects objects,
            TypeRegistry registry) {
        this.ground = ground;
        this.archive = archive;
        this.uploads = uploads;
        this.objects = objects;
        this.registry = registry;
    }

    /// @throws Refusal when it holds no document, documents of several kinds, or names files that
    ///   are not there; when the caller may not add what it holds
    ImportAnswer run(Caller caller, ImportRequest request, Upload upload) {
        try (XarFiles files = XarFiles.receive(ground, registry, upload)) {
            List<Item> documents = files.documents();
            boolean isSession = requireOneKind(documents);
            requireMayAdd(caller, request, documents);
            files.publish();
            List<Session> made =
                    ground.changes().run(() -> put(caller, request, files, documents, isSession));
            return new ImportAnswer(
                    made, new ImportAnswer.Counts(files.count(), 0, 0, 0, 0, 0, List.of()));
        }
    }

    private boolean requireOneKind(List<Item> documents) {
        if (documents.isEmpty()) {
            throw Refusal.invalid("Unable to locate XNAT xml document.");
        }
        long sessions = documents.stream().filter(one -> isA(one, SESSION)).count();
        long assessors = documents.stream().filter(one -> isA(one, ASSESSOR)).count();
        if (sessions + assessors < documents.size()) {
            throw new Refusal(
                    Reason.UNPROCESSABLE,
                    "A XAR holds the document of an imaging session, or of assessors.");
        }
        if (sessions > 1) {
            throw Refusal.invalid("XAR can only include data for one imaging session.");
        }
        if (sessions > 0 && assessors > 0) {
            throw Refusal.invalid(
                    "Multiple data types cannot share a single XAR.  Please separate files into"
                            + " separate XARs");
        }
        return sessions == 1;
    }

    private boolean isA(Item document, String type) {
        return registry.isA(document.xsiType(), type);
    }

    private void requireMayAdd(Caller caller, ImportRequest request, List<Item> documents) {
        for (Item document : documents) {
            var _ = ground.locator().project(caller, Right.CREATE, project(request, document));
        }
    }

    private static String project(ImportRequest request, Item document) {
        return document.field("project")
                .filter(id -> !id.isBlank())
                .or(() -> Optional.ofNullable(request.names().project()))
                .orElseThrow(
                        () -> Refusal.invalid("Could not process XAR file - Invalid project tag."));
    }

    private static String name(Item document) {
        return document.field("ID")
                .filter(id -> !id.isBlank())
                .or(() -> document.field("label"))
                .orElseThrow(() -> Refusal.invalid("The document has neither ID nor label."));
    }

    private List<Session> put(
            Caller caller,
            ImportRequest request,
            XarFiles files,
            List<Item> documents,
            boolean isSession) {
        Set<String> used = new HashSet<>();
        List<Session> made = new ArrayList<>();
        Address first = null;
        for (Item document : documents) {
            String project = project(request, document);
            Address thing =
                    isSession
                            ? putSession(caller, project, document, files, used)
                            : putAssessor(caller, project, document, files, used);
            first = first == null ? thing : first;
            made.add(session(caller, thing));
        }
        Map<EntryName, Digests> rest = files.unused(used);
        if (!rest.isEmpty()) {
            attach(caller, new Destination(requireNonNull(first), Side.RESOURCES, REST), rest);
        }
        return made;
    }

    private Session session(Caller caller, Address thing) {
        var found = ground.locator().find(caller, Right.READ, thing);
        ground.audit()
                .record(caller, Action.IMPORTED, "experiment", found.id(), found.project().key());
        return new Session("/archive/experiments/" + found.id(), true, "");
    }

    private Address putSession(
            Caller caller, String project, Item document, XarFiles files, Set<String> used) {
        var named = new Address.OfExperiment(project, null, name(document));
        String id = archive.experiments().put(caller, named, plain(document)).id();
        var session = new Address.OfExperiment(project, null, id);
        attach(
                caller,
                session,
                Side.RESOURCES,
                document.children("resources/resource"),
                files,
                used);
        for (Item scan : document.children("scans/scan")) {
            var address = new Address.OfScan(session, scan.field("ID").orElse(""));
            attach(caller, address, Side.RESOURCES, scan.children("file"), files, used);
        }
        for (Item one : document.children("reconstructions/reconstructedImage")) {
            var address = new Address.OfReconstruction(session, one.field("ID").orElse(""));
            var _ = archive.reconstructions().put(caller, address, plain(one));
            attach(caller, address, Side.IN, one.children("in/file"), files, used);
            attach(caller, address, Side.OUT, one.children("out/file"), files, used);
        }
        return session;
    }

    private Address putAssessor(
            Caller caller, String project, Item document, XarFiles files, Set<String> used) {
        String session =
                document.field("imageSession_ID")
                        .filter(id -> !id.isBlank())
                        .orElseThrow(() ->
                                Refusal.invalid(
                                        "All XNAT xml documents must reference a valid Imaging"
                                                + " Session."));
        var of = new Address.OfExperiment(project, null, session);
        var named = new Address.OfAssessor(of, name(document));
        String id = archive.assessors().put(caller, named, plain(document)).id();
        var assessor = new Address.OfAssessor(of, id);
        attach(caller, assessor, Side.IN, document.children("in/file"), files, used);
        attach(caller, assessor, Side.OUT, document.children("out/file"), files, used);
        attach(
                caller,
                assessor,
                Side.RESOURCES,
                document.children("resources/resource"),
                files,
                used);
        return assessor;
    }

    private static Submission plain(Item document) {
        return new Submission(null, document, List.of(), false);
    }

    private void attach(
            Caller caller,
            Address owner,
            Side side,
            List<Item> resources,
            XarFiles files,
            Set<String> used) {
        for (Item resource : resources) {
            Map<EntryName, XarFile> found = files.of(resource, used);
            String label = resource.field("label").filter(s -> !s.isBlank()).orElse(REST);
            var to = new Destination(owner, side, label);
            Map<EntryName, Digests> others = new LinkedHashMap<>();
            List<ScanObject> dicom = new ArrayList<>();
            found.forEach((name, file) -> {
                Optional<ScanObject> object =
                        owner instanceof Address.OfScan ? file.object(name) : Optional.empty();
                object.ifPresentOrElse(dicom::add, () -> others.put(name, file.digests()));
            });
            attachObjects(caller, owner, label, dicom);
            if (!others.isEmpty()) {
                attach(caller, to, others);
            }
        }
    }

    private void attachObjects(Caller caller, Address scan, String label, List<ScanObject> dicom) {
        if (dicom.isEmpty()) {
            return;
        }
        var found = ground.locator().find(caller, Right.CREATE, scan);
        for (Attached outcome : objects.attach(caller, found, label, dicom, false)) {
            if (outcome instanceof Attached.Conflict(ScanObject object, var _)) {
                throw Refusal.conflict(
                        "The scan has an object "
                                + object.sopInstanceUid()
                                + " with other bytes already.");
            }
        }
    }

    private void attach(Caller caller, Destination to, Map<EntryName, Digests> files) {
        if (uploads.attach(caller, to, Attributes.NONE, files)
                instanceof Uploaded.Duplicates(List<EntryName> taken)) {
            throw Refusal.conflict(
                    "The resource "
                            + to.resource()
                            + " has files of these names already, such as "
                            + taken.getFirst()
                            + ".");
        }
    }
}
