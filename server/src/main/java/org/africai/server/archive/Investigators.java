package org.africai.server.archive;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.africai.server.access.Access;
import org.africai.server.access.Caller;
import org.africai.server.access.Right;
import org.africai.server.access.Scope;
import org.africai.server.audit.Audit;
import org.africai.server.audit.Audit.Action;
import org.africai.server.db.Changes;
import org.africai.server.http.Refusal;
import tools.jackson.databind.json.JsonMapper;

/// The people who lead or take part in projects, told apart by first and last name. Whom a project
/// names is known from then on; everybody who is logged in may add more. To change or delete one
/// changes the documents of all projects that name them, and is for those who administer all data;
/// who made an entry also changes it while no project names it that they may not edit.
public final class Investigators {
    private static final String KIND = "investigator";
    private static final int MAX_CHARACTERS = 255;
    private static final int MAX_LISTED = 10_000;
    private static final JsonMapper JSON = new JsonMapper();

    private final Access access;
    private final Changes changes;
    private final InvestigatorTable table;
    private final Audit audit;

    Investigators(Archive.Ground ground, InvestigatorTable table) {
        this.access = ground.access();
        this.changes = ground.changes();
        this.audit = ground.audit();
        this.table = table;
    }

    /// All of them, by last name, with the projects that the caller may know of.
    public List<InvestigatorEntry> list(Caller caller) {
        access.requireLogin(caller);
        return entries(caller, table.all(MAX_LISTED));
    }

    public InvestigatorEntry find(Caller caller, long number) {
        access.requireLogin(caller);
        InvestigatorTable.Known known = table.find(number).orElseThrow(Investigators::missing);
        return entries(caller, List.of(known)).getFirst();
    }

    /// @throws Refusal when there is one of this name
    public InvestigatorEntry add(Caller caller, Investigator person) {
        access.requireLogin(caller);
        require(person);
        long number =
                changes.run(() -> {
                    long made =
                            table.insert(person, caller.login()).orElseThrow(() -> taken(person));
                    record(caller, Action.CREATED, made);
                    return made;
                });
        return find(caller, number);
    }

    /// Changes one, and every project that names them.
    ///
    /// @throws Refusal when there is another of this name
    public InvestigatorEntry change(Caller caller, long number, Investigator person) {
        access.requireLogin(caller);
        require(person);
        changes.run(() -> {
            Investigator was = table.lock(number).orElseThrow(Investigators::missing).person();
            requireToChange(caller, number, was);
            table.update(number, person);
            String fields = JSON.writeValueAsString(fields(person));
            table.rewrite(InvestigatorTable.PRINCIPAL, was, fields);
            table.rewrite(InvestigatorTable.FURTHER, was, fields);
            record(caller, Action.CHANGED, number);
        });
        return find(caller, number);
    }

    /// Deletes one, also from every project that names them.
    public void delete(Caller caller, long number) {
        requireToAdminister(caller);
        changes.run(() -> {
            Investigator person = table.lock(number).orElseThrow(Investigators::missing).person();
            table.delete(number);
            table.strike(InvestigatorTable.PRINCIPAL, person);
            table.strike(InvestigatorTable.FURTHER, person);
            record(caller, Action.DELETED, number);
        });
    }

    private List<InvestigatorEntry> entries(Caller caller, List<InvestigatorTable.Known> known) {
        Map<String, List<String>> projects = new HashMap<>();
        table.namings(access.scope(caller, Right.SEE))
                .forEach(naming ->
                        projects.computeIfAbsent(
                                        naming.path() + "\n" + naming.name(),
                                        _ -> new ArrayList<>())
                                .add(naming.project()));
        return known.stream().map(one -> entry(one, projects)).toList();
    }

    private static InvestigatorEntry entry(
            InvestigatorTable.Known known, Map<String, List<String>> projects) {
        String name = "\n" + InvestigatorTable.name(known.person());
        return new InvestigatorEntry(
                known.number(),
                known.person(),
                projects.getOrDefault(InvestigatorTable.PRINCIPAL + name, List.of()),
                projects.getOrDefault(InvestigatorTable.FURTHER + name, List.of()));
    }

    /// As the documents of projects hold them.
    private static Map<String, String> fields(Investigator person) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("title", person.title());
        fields.put("firstname", person.firstName());
        fields.put("lastname", person.lastName());
        fields.put("institution", person.institution());
        fields.put("department", person.department());
        fields.put("email", person.email());
        fields.put("phone", person.phone());
        fields.values().removeIf(String::isBlank);
        return fields;
    }

    private static void require(Investigator person) {
        if (person.firstName().isBlank() || person.lastName().isBlank()) {
            throw Refusal.invalid("An investigator has a first and a last name.");
        }
        for (String text :
                List.of(
                        person.title(),
                        person.firstName(),
                        person.lastName(),
                        person.institution(),
                        person.department(),
                        person.email(),
                        person.phone())) {
            if (text.length() > MAX_CHARACTERS || text.chars().anyMatch(Character::isISOControl)) {
                throw Refusal.invalid(
                        "What is said of an investigator has "
                                + MAX_CHARACTERS
                                + " characters at most, no control characters among them.");
            }
        }
    }

    private void requireToChange(Caller caller, long number, Investigator person) {
        if (!caller.administersData()
                && (!table.isMadeBy(number, caller.login())
                        || namings(Scope.EVERYTHING, person)
                                > namings(access.scope(caller, Right.EDIT), person))) {
            throw Refusal.forbidden(
                    "Only those who administer all data change investigators, and who made the"
                            + " entry while they may edit all projects that name it.");
        }
    }

    private long namings(Scope scope, Investigator person) {
        String name = InvestigatorTable.name(person);
        return table.namings(scope).stream().filter(one -> one.name().equals(name)).count();
    }

    private void requireToAdminister(Caller caller) {
        access.requireLogin(caller);
        if (!caller.administersData()) {
            throw Refusal.forbidden("Only those who administer all data change investigators.");
        }
    }

    private void record(Caller caller, Action action, long number) {
        audit.record(caller, action, KIND, Long.toString(number), null);
    }

    private static Refusal missing() {
        return Refusal.notFound("There is no such investigator.");
    }

    private static Refusal taken(Investigator person) {
        return Refusal.conflict(
                "There is an investigator '%s %s' already."
                        .formatted(person.firstName(), person.lastName()));
    }
}
