package org.africai.server.archive;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.africai.server.access.Access;
import org.africai.server.access.Caller;
import org.africai.server.access.Grants;
import org.africai.server.access.Group;
import org.africai.server.access.GroupTable;
import org.africai.server.access.Right;
import org.africai.server.access.Role;
import org.africai.server.audit.Audit;
import org.africai.server.audit.Audit.Action;
import org.africai.server.db.Changes;
import org.africai.server.http.Refusal;
import org.africai.server.schema.DataType;
import org.jspecify.annotations.Nullable;

/// The groups of a project's users: XNAT's three, which every project has and nobody changes, and
/// those that its owners make, whose members do with each data type what the group says.
public final class ProjectGroups {
    /// Most groups that a project has of its own.
    static final int MAX_GROUPS = 100;

    private static final String KIND = "group";

    /// XNAT's IDs are made of project and name with an underscore between them.
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} .()+-]{0,99}");

    private static final Pattern ONLY_DIGITS = Pattern.compile("\\p{N}+");

    private final Locator locator;
    private final Changes changes;
    private final ProjectTable projects;
    private final GroupTable table;
    private final MemberTable members;
    private final Types types;
    private final Audit audit;

    ProjectGroups(Archive.Ground ground, GroupTable table, MemberTable members) {
        this.locator = ground.locator();
        this.changes = ground.changes();
        this.projects = ground.projects();
        this.types = ground.types();
        this.audit = ground.audit();
        this.table = table;
        this.members = members;
    }

    /// The group of the project that clients call so: `Owners`, `owner`, `PROJECT_owner`, or the
    /// number, ID or name of one of its own.
    Optional<Group> find(Located project, String name) {
        return Role.named(name)
                .map(role -> Group.of(project.id(), role))
                .or(() -> table.find(project.key(), project.id(), name));
    }

    /// @throws Refusal when there is no such group
    Group get(Located project, String name) {
        return find(project, name)
                .orElseThrow(() ->
                        Refusal.notFound(
                                "There is no group '"
                                        + name
                                        + "' in "
                                        + project.inWords()
                                        + "; every project has Owners, Members and"
                                        + " Collaborators."));
    }

    /// A group and how many users are in it.
    public record Counted(Group group, long users) {}

    /// All groups of the project, the three first. Told to its users.
    public List<Counted> list(Caller caller, Address.OfProject address) {
        Located found = locator.requireMember(caller, address);
        List<Member> users = members.of(found.key());
        return Stream.concat(
                        Stream.of(Role.values()).map(role -> Group.of(found.id(), role)),
                        table.of(found.key()).stream())
                .map(group -> new Counted(group, count(users, group)))
                .toList();
    }

    private static long count(List<Member> users, Group group) {
        return users.stream().filter(user -> user.group().id().equals(group.id())).count();
    }

    /// @param project the ID of the project it is in
    /// @param changedAt when the project was last changed
    public record Found(Group group, String project, Instant changedAt) {}

    /// One group of the project. Told to its users.
    ///
    /// @throws Refusal when there is none of this name
    public Found read(Caller caller, Address.OfProject address, String name) {
        Located found = locator.requireMember(caller, address);
        return found(get(found, name), found);
    }

    /// Refuses who may not make groups; to be asked before what they send is read.
    public void requireChange(Caller caller, Address.OfProject address) {
        var _ = locator.find(caller, Right.OWN, address);
    }

    /// Makes a group, or changes the one that is there. In a new one that says nothing of subjects
    /// they are read, as in XNAT.
    ///
    /// @param name number, ID or name in the address; `null` when it has none
    /// @throws Refusal when the caller does not own the project, it is one of the three, a name or
    ///   data type is none, or the name is taken
    public Found put(
            Caller caller, Address.OfProject address, @Nullable String name, GroupWish wish) {
        return changes.run(() -> {
            Located found = locator.find(caller, Right.OWN, address);
            requireTypes(found, wish);
            projects.lock(found.key());
            Optional<Group> there = there(found, name, wish);
            Group group =
                    there.isPresent()
                            ? change(there.get(), wish)
                            : create(caller, found, name, wish);
            Action action = there.isPresent() ? Action.CHANGED : Action.CREATED;
            audit.record(caller, action, KIND, group.id(), found.key());
            return found(group, found);
        });
    }

    private Found found(Group group, Located project) {
        return new Found(group, project.id(), projects.get(project.key()).changedAt());
    }

    private Optional<Group> there(Located project, @Nullable String name, GroupWish wish) {
        return Stream.of(
                        Optional.ofNullable(name),
                        Optional.ofNullable(wish.id()),
                        Optional.ofNullable(wish.displayName()))
                .flatMap(Optional::stream)
                .findFirst()
                .flatMap(called -> find(project, called))
                .map(ProjectGroups::own);
    }

    private static Group own(Group group) {
        if (group.key() == null) {
            throw Refusal.forbidden(
                    "Owners, Members and Collaborators are the same in every project.");
        }
        return group;
    }

    private Group change(Group there, GroupWish wish) {
        String name =
                wish.displayName() == null ? there.displayName() : checked(wish.displayName());
        Grants before = there.grants() == null ? Grants.NONE : there.grants();
        Grants grants = before.with(wish.rights());
        if (there.key() == null || !table.update(there.key(), name, grants)) {
            throw taken(name);
        }
        return new Group(there.key(), there.id(), name, null, grants);
    }

    private Group create(Caller caller, Located project, @Nullable String called, GroupWish wish) {
        if (table.of(project.key()).size() >= MAX_GROUPS) {
            throw Refusal.conflict("A project has " + MAX_GROUPS + " groups of its own at most.");
        }
        String name = checked(name(project, called, wish));
        String id = wish.id() == null ? id(project, name) : checkedId(project, wish.id());
        Map<String, Set<Right>> rights = new HashMap<>(wish.rights());
        rights.putIfAbsent(Access.SUBJECT_TYPE, Set.of(Right.READ));
        var grants = new Grants(rights);
        long key =
                table.insert(project.key(), id, name, grants, caller.login())
                        .orElseThrow(() -> taken(name));
        return new Group(key, id, name, null, grants);
    }

    private static String name(Located project, @Nullable String called, GroupWish wish) {
        if (wish.displayName() != null) {
            return wish.displayName();
        }
        if (called == null) {
            throw Refusal.invalid("Display name is required.");
        }
        String prefix = project.id() + "_";
        return called.startsWith(prefix) ? called.substring(prefix.length()) : called;
    }

    private static String checked(String sent) {
        String name = sent.strip();
        if (name.indexOf('_') >= 0) {
            throw Refusal.invalid("Display name cannot contain underscores.");
        }
        if (!NAME.matcher(name).matches() || ONLY_DIGITS.matcher(name).matches()) {
            throw Refusal.invalid(
                    "The name of a group has 1 to 100 letters, digits, spaces and . ( ) + - in"
                            + " it, and not digits alone.");
        }
        if (Role.named(name).isPresent()) {
            throw taken(name);
        }
        return name;
    }

    private static String checkedId(Located project, String sent) {
        String id = sent.strip();
        String prefix = project.id() + "_";
        if (!id.startsWith(prefix)) {
            throw Refusal.invalid(
                    "The ID of a group of this project begins with '" + prefix + "'.");
        }
        return id(project, checked(id.substring(prefix.length())));
    }

    private static String id(Located project, String name) {
        return project.id() + "_" + name.replace(" ", "");
    }

    private static Refusal taken(String name) {
        return Refusal.conflict("There is a group '" + name + "' already.");
    }

    /// Rights are about subjects and kinds of experiments; a scan goes with its session.
    private void requireTypes(Located project, GroupWish wish) {
        for (String named : wish.projects()) {
            if (!named.equals(project.id())) {
                throw Refusal.invalid(
                        "A group of "
                                + project.inWords()
                                + " has no rights in project '"
                                + named
                                + "'.");
            }
        }
        for (String name : wish.rights().keySet()) {
            Optional<DataType> type = types.registry().find(name);
            if (type.filter(ProjectGroups::isSecured).isEmpty()) {
                throw Refusal.invalid(
                        "'" + name + "' is no data type that a group can have rights to.");
            }
        }
    }

    private static boolean isSecured(DataType type) {
        return type.name().equals(Access.SUBJECT_TYPE)
                || (type.isA(ExperimentTable.TYPE) && !type.isAbstract());
    }

    /// Deletes a group; who was in it is no user of the project any more.
    ///
    /// @throws Refusal when the caller does not own the project, there is none, or it is one of the
    ///   three
    public void delete(Caller caller, Address.OfProject address, String name) {
        changes.run(() -> {
            Located found = locator.find(caller, Right.OWN, address);
            Group group = own(get(found, name));
            if (group.key() != null) {
                table.delete(group.key());
            }
            audit.record(caller, Action.DELETED, KIND, group.id(), found.key());
        });
    }

    /// The rights to data types in the order of their names.
    public static List<String> types(Grants grants) {
        List<String> types = new ArrayList<>(grants.byType().keySet());
        types.sort(Comparator.naturalOrder());
        return types;
    }
}
