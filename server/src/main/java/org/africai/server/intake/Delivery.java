package org.africai.server.intake;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.africai.server.access.Caller;
import org.africai.server.access.Right;
import org.africai.server.archive.Located.ProjectRef;
import org.africai.server.http.Refusal;
import org.africai.server.intake.Delivered.Ids;
import org.africai.server.intake.Delivered.Why;
import org.africai.server.intake.ImportRequest.Goal;
import org.africai.server.intake.Waiting.Wishes;
import org.africai.server.intake.mapping.HeaderReader.Reading;
import org.africai.server.intake.mapping.ObjectHeader;
import org.africai.store.Hashing;
import org.africai.store.Sha256;
import org.africai.store.Spooled;
import org.africai.store.TooLarge;
import org.jspecify.annotations.Nullable;

/// Objects on their way in, one after the other. What is in the archive or the prearchive in the
/// end is durable when [#finish] returns; a delivery that breaks off leaves nothing that anybody
/// sees. For one thread.
public final class Delivery implements AutoCloseable {
    private final Ground ground;
    private final SessionBuilder builder;
    private final Archiver archiver;
    private final Placement placement;
    private final Imports imports;
    private final ArchivedObjectTable archived;
    private final Door door;
    private final Caller caller;
    private final @Nullable ProjectRef project;
    private final @Nullable String study;
    private final ImportRequest request;
    private final Reception reception;
    private final Batches batches;

    /// What was received, in order; of each what became of it, once that is known.
    private final List<Item> items = new ArrayList<>();

    /// Of objects that were not handed on, by position.
    private final Map<Integer, Delivered> settled = new ConcurrentHashMap<>();

    private long bytesLeft;
    private boolean isOver;

    private record Item(@Nullable Ids ids) {}

    /// What objects are called that a script has changed, by position.
    private final Map<Integer, Ids> changed = new ConcurrentHashMap<>();

    Delivery(
            Ground ground,
            Door door,
            SessionBuilder builder,
            Archiver archiver,
            Placement placement,
            Imports imports,
            ArchivedObjectTable archived,
            Caller caller,
            @Nullable ProjectRef project,
            @Nullable String study) {
        this.ground = ground;
        this.builder = builder;
        this.archiver = archiver;
        this.placement = placement;
        this.imports = imports;
        this.archived = archived;
        this.caller = caller;
        this.project = project;
        this.study = study;
        this.request = ImportRequest.of(Delivery::said).with(Handler.DICOM_ZIP);
        this.reception = new Reception(ground, door, caller, request, project);
        this.reception.tell(this::heard);
        this.door = door;
        this.batches = new Batches(this::receive);
        this.bytesLeft = ground.settings().maxUpload().bytes();
    }

    /// Parts have no names that could be kept: those that they get here count them, and the next
    /// delivery begins to count anew.
    private static Optional<String> said(String parameter) {
        return parameter.equals("rename") ? Optional.of("true") : Optional.empty();
    }

    /// Receives one object to the end of `content`.
    ///
    /// @throws IOException when the sender broke off
    /// @throws Refusal when the whole has become too large, or its project was deleted
    public void add(InputStream content) throws IOException {
        if (items.size() >= ground.settings().maxFiles()) {
            throw Refusal.invalid(
                    "A request holds at most " + ground.settings().maxFiles() + " objects.");
        }
        Spooled file = spooled(content);
        bytesLeft -= file.digests().size();
        int position = items.size();
        var arrived = new Arrived(Integer.toString(position), file);
        switch (arrived.reading()) {
            case Reading.NotAnObject(String why) -> refuse(position, file, why);
            case Reading.Directory _ ->
                    refuse(position, file, "it is the directory of a medium and no object");
            case Reading.Understood(ObjectHeader header) -> {
                items.add(new Item(ids(header)));
                if (study != null && !study.equals(header.studyUid())) {
                    file.close();
                    fail(position, Why.OTHER_STUDY, "It is an object of another study.");
                } else {
                    batches.add(arrived);
                }
            }
        }
    }

    private void refuse(int position, Spooled file, String why) {
        file.close();
        items.add(new Item(null));
        fail(position, Why.NOT_UNDERSTOOD, "unable to read DICOM object: " + why + ".");
    }

    private Spooled spooled(InputStream content) throws IOException {
        try {
            return ground.store().spool().receive(content, bytesLeft, Hashing.WITHOUT_MD5);
        } catch (TooLarge tooLarge) {
            throw new Refusal(
                    Refusal.Reason.TOO_LARGE,
                    "The request is " + tooLarge.getMessage() + ".",
                    tooLarge);
        }
    }

    private static Ids ids(ObjectHeader header) {
        return new Ids(header.studyUid(), header.seriesUid(), header.sopClass(), header.sopUid());
    }

    private void heard(String name, Passage passage) {
        int position = Integer.parseInt(name);
        switch (passage) {
            case Passage.AsItCame _ -> {}
            case Passage.Changed(Received object, var _) ->
                    changed.put(position, ids(object.header()));
            case Passage.Dropped _ ->
                    fail(position, Why.NOT_ALLOWED, "The site's script does not want it.");
            case Passage.Refused(Aside aside) ->
                    fail(
                            position,
                            Why.NOT_UNDERSTOOD,
                            "De-identification cannot handle it, it was set aside: "
                                    + aside.reason()
                                    + ".");
        }
    }

    private void fail(int position, Why why, String explanation) {
        settled.put(position, new Delivered.Failed(items.get(position).ids(), why, explanation));
    }

    /// Takes a batch in, on the thread of the batches: without what is archived already.
    private void receive(List<Arrived> batch) {
        List<Arrived> rest =
                project == null || door.script().isPresent() ? batch : withoutKnown(project, batch);
        if (!rest.isEmpty()) {
            reception.receive(rest);
        }
    }

    private List<Arrived> withoutKnown(ProjectRef into, List<Arrived> batch) {
        Map<String, List<Arrived>> byStudy = new LinkedHashMap<>();
        batch.forEach(file ->
                byStudy.computeIfAbsent(idsOf(file).studyUid(), _ -> new ArrayList<>()).add(file));
        List<Arrived> rest = new ArrayList<>();
        byStudy.forEach((uid, files) -> {
            List<String> sopUids = files.stream().map(file -> idsOf(file).sopUid()).toList();
            Map<String, Sha256> known = archived.bytes(into.key(), uid, sopUids);
            files.forEach(file -> {
                if (!settle(into, file, known.get(idsOf(file).sopUid()))) {
                    rest.add(file);
                }
            });
        });
        return rest;
    }

    private Ids idsOf(Arrived file) {
        Ids ids = items.get(Integer.parseInt(file.name())).ids();
        if (ids == null) {
            throw new IllegalStateException("what is no object was handed on");
        }
        return ids;
    }

    private boolean settle(ProjectRef into, Arrived file, @Nullable Sha256 known) {
        if (known == null) {
            return false;
        }
        int position = Integer.parseInt(file.name());
        settled.put(
                position,
                known.equals(file.file().sha256())
                        ? new Delivered.Archived(idsOf(file), into.id())
                        : new Delivered.Failed(
                                idsOf(file),
                                Why.DUPLICATE,
                                "The archive has an object of this UID with other bytes."));
        return true;
    }

    /// Archives what was received, or lets it wait, study by study.
    ///
    /// @return what became of each object, in the order they came
    /// @throws Refusal when nothing could be taken in for a reason that concerns all of it
    public List<Delivered> finish() {
        Map<String, Outcome> outcomes = new HashMap<>();
        List<Waiting> built = new ArrayList<>();
        try {
            batches.finish();
            reception.complete();
            build(built);
        } catch (RuntimeException | Error failure) {
            abandon(built, failure);
            throw failure;
        }
        isOver = true;
        for (Waiting session : built) {
            String uid = session.studyUid() == null ? "" : session.studyUid();
            outcomes.merge(uid, outcome(session), Outcome::worse);
        }
        List<Delivered> all = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            Delivered known = settled.get(i);
            Ids made = changed.getOrDefault(i, items.get(i).ids());
            all.add(known != null ? known : of(made, outcomes));
        }
        return all;
    }

    /// @param built gets the sessions; a study may become several
    private void build(List<Waiting> built) {
        for (long key : reception.sessions()) {
            List<Waiting> sessions = builder.buildAll(key);
            if (sessions.isEmpty()) {
                throw new IllegalStateException("a new session is gone");
            }
            built.addAll(sessions);
        }
        for (Waiting session : built) {
            if (session.project() != null) {
                var _ = ground.locator().project(caller, Right.CREATE, session.project().id());
            }
        }
    }

    /// What became of a study's session.
    private sealed interface Outcome {
        record Archived(String project) implements Outcome {}

        record Waits(String url) implements Outcome {}

        record Failed(Why why, String explanation) implements Outcome {}

        /// Of two sessions of one study the one that is further from the archive.
        static Outcome worse(Outcome one, Outcome other) {
            return one.steps() >= other.steps() ? one : other;
        }

        private int steps() {
            return switch (this) {
                case Archived _ -> 0;
                case Waits _ -> 1;
                case Failed _ -> 2;
            };
        }
    }

    private Outcome outcome(Waiting session) {
        try {
            ground.sessions().takeAsSingles(session.key());
            Wishes wishes = imports.wishes(session).adding();
            ProjectRef into = session.project();
            if (wishes.goal() == Goal.ARCHIVE && into != null) {
                var _ = archiver.archive(caller, session, wishes);
                return new Outcome.Archived(into.id());
            }
            return new Outcome.Waits(placement.place(session, request).url());
        } catch (Refusal refusal) {
            String where = " It waits at /data" + session.url() + ".";
            return new Outcome.Failed(
                    refusal.reason() == Refusal.Reason.FORBIDDEN ? Why.NOT_ALLOWED : Why.CONFLICT,
                    refusal.explanation() + where);
        }
    }

    private static Delivered of(@Nullable Ids ids, Map<String, Outcome> outcomes) {
        Outcome outcome = ids == null ? null : outcomes.get(ids.studyUid());
        return switch (outcome) {
            case Outcome.Archived(String project) when ids != null ->
                    new Delivered.Archived(ids, project);
            case Outcome.Waits(String url) when ids != null -> new Delivered.Waits(ids, url);
            case Outcome.Failed(Why why, String explanation) ->
                    new Delivered.Failed(ids, why, explanation);
            case null, default ->
                    throw new IllegalStateException("an object of no session was received");
        };
    }

    private void abandon(List<Waiting> built, Throwable failure) {
        isOver = true;
        try {
            reception.abandon();
            built.forEach(session -> ground.sessions().delete(session.key()));
        } catch (RuntimeException second) {
            failure.addSuppressed(second);
        }
    }

    /// Forgets a delivery that was not finished.
    @Override
    public void close() {
        batches.close();
        if (!isOver) {
            isOver = true;
            reception.abandon();
        }
    }
}
