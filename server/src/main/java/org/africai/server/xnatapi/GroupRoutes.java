package org.africai.server.xnatapi;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.africai.server.access.Access;
import org.africai.server.access.Grants;
import org.africai.server.access.Group;
import org.africai.server.access.Right;
import org.africai.server.archive.Address;
import org.africai.server.archive.Archive;
import org.africai.server.archive.GroupWish;
import org.africai.server.archive.ProjectGroups;
import org.africai.server.archive.Snapshot;
import org.africai.server.http.Refusal;
import org.africai.server.schema.Item;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// `/projects/P/groups[/G]`: the groups of a project's users. What the form of XNAT's page sends
/// makes and changes them: `xdat:userGroup/displayName=Readers` and for each right
/// `xnat:mrSessionData_xnat:mrSessionData/project_P_R=1`, with `R` to read, `E` to read, add,
/// change and review, `D` to read and delete; ours too are `C` to add and `A` to review. A type
/// that is named, if only by `…_wasSet=1`, has just the rights that are sent with it.
@Component
final class GroupRoutes {
    private static final List<String> COLUMNS =
            List.of("id", "displayname", "tag", "xdat_usergroup_id", "users");

    private static final Pattern RIGHT =
            Pattern.compile(
                    "(\\w+:\\w+)_(\\w+:\\w+)/(?:sharing/share/)?project_(.+)_([REDCA]|wasSet)");

    private final ProjectGroups groups;
    private final ItemAnswer items;

    GroupRoutes(Archive archive, ItemAnswer items) {
        this.groups = archive.groups();
        this.items = items;
    }

    void serve(Exchange exchange, Address.OfProject project, List<String> rest) throws IOException {
        if (rest.size() > 1) {
            throw Refusal.notFound("This server has nothing at this address.");
        }
        String name = rest.isEmpty() ? null : rest.getFirst();
        switch (exchange.method()) {
            case GET -> get(exchange, project, name);
            case PUT, POST -> put(exchange, project, name);
            case DELETE -> {
                if (name == null) {
                    throw exchange.notAllowed();
                }
                groups.delete(exchange.caller(), project, name);
                exchange.answerEmpty();
            }
        }
    }

    private void get(Exchange exchange, Address.OfProject project, @Nullable String name)
            throws IOException {
        if (name == null) {
            list(exchange, project);
        } else {
            write(exchange, groups.read(exchange.caller(), project, name));
        }
    }

    private void list(Exchange exchange, Address.OfProject project) throws IOException {
        List<Map<String, String>> rows = new ArrayList<>();
        for (ProjectGroups.Counted counted : groups.list(exchange.caller(), project)) {
            Group group = counted.group();
            Map<String, String> row = new LinkedHashMap<>();
            row.put("id", group.id());
            row.put("displayname", group.displayName());
            row.put("tag", project.project());
            row.put("xdat_usergroup_id", group.key() == null ? "" : Long.toString(group.key()));
            row.put("users", Long.toString(counted.users()));
            rows.add(row);
        }
        TableAnswer.write(exchange, SmallTable.of(exchange, "Groups", COLUMNS, rows));
    }

    /// A page that sends `src` goes on to the project's.
    private void put(Exchange exchange, Address.OfProject project, @Nullable String name)
            throws IOException {
        groups.requireChange(exchange.asker(), project);
        QueryParameters sent = SentParameters.of(exchange);
        ProjectGroups.Found made = groups.put(exchange.caller(), project, name, wish(sent));
        if (sent.first("src").isPresent()) {
            exchange.response().setHeader("Location", "/data/projects/" + made.project());
            exchange.response().setStatus(303);
        } else {
            write(exchange, made);
        }
    }

    private static GroupWish wish(QueryParameters sent) {
        Map<String, Set<Right>> rights = new HashMap<>();
        Set<String> projects = new HashSet<>();
        for (QueryParameters.Parameter parameter : sent.all()) {
            Matcher named = RIGHT.matcher(parameter.name());
            if (named.matches() && named.group(1).equals(named.group(2))) {
                projects.add(named.group(3));
                Set<Right> granted =
                        rights.computeIfAbsent(named.group(1), _ -> EnumSet.noneOf(Right.class));
                if (isYes(parameter.value())) {
                    granted.addAll(rights(named.group(4)));
                }
            }
        }
        rights.remove(Access.PROJECT_TYPE);
        return new GroupWish(
                said(sent, "xdat:userGroup/ID"),
                said(sent, "xdat:userGroup/displayName"),
                rights,
                projects);
    }

    private static @Nullable String said(QueryParameters sent, String name) {
        return sent.first(name).filter(value -> !value.isBlank()).orElse(null);
    }

    private static boolean isYes(String value) {
        return !value.equals("0") && !value.equalsIgnoreCase("false");
    }

    private static Set<Right> rights(String letter) {
        return switch (letter) {
            case "R" -> Set.of(Right.READ);
            case "C" -> Set.of(Right.READ, Right.CREATE);
            case "E" -> Set.of(Right.READ, Right.CREATE, Right.EDIT, Right.REVIEW);
            case "D" -> Set.of(Right.READ, Right.DELETE);
            case "A" -> Set.of(Right.READ, Right.REVIEW);
            default -> Set.of();
        };
    }

    private void write(Exchange exchange, ProjectGroups.Found found) throws IOException {
        items.write(
                exchange, new Snapshot(item(found.group(), found.project()), found.changedAt()));
    }

    private static Item item(Group group, String project) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("ID", group.id());
        fields.put("displayName", group.displayName());
        fields.put("tag", project);
        if (group.key() != null) {
            fields.put("xdat_usergroup_id", Long.toString(group.key()));
        }
        Grants grants = group.grants();
        List<Item> accesses = new ArrayList<>();
        if (grants != null) {
            ProjectGroups.types(grants)
                    .forEach(type -> accesses.add(access(grants, type, project)));
        }
        return new Item("xdat:userGroup", fields, Map.of("element_access", accesses));
    }

    /// Shared data are read as a project's own are.
    private static Item access(Grants grants, String type, String project) {
        Item own = mapping(grants, type, type + "/project", project);
        Item shared =
                mapping(
                        new Grants(Map.of(type, Set.of(Right.READ))),
                        type,
                        type + "/sharing/share/project",
                        project);
        Item set =
                new Item(
                        "xdat:field_mapping_set",
                        Map.of("method", "OR"),
                        Map.of("allow", List.of(own, shared)));
        return new Item(
                "xdat:element_access",
                Map.of("element_name", type),
                Map.of("permissions/allow_set", List.of(set)));
    }

    private static Item mapping(Grants grants, String type, String field, String project) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("field", field);
        fields.put("field_value", project);
        fields.put("comparison_type", "equals");
        fields.put("create_element", flag(grants, Right.CREATE, type));
        fields.put("read_element", flag(grants, Right.READ, type));
        fields.put("edit_element", flag(grants, Right.EDIT, type));
        fields.put("delete_element", flag(grants, Right.DELETE, type));
        fields.put("active_element", flag(grants, Right.REVIEW, type));
        return new Item("xdat:field_mapping", fields, Map.of());
    }

    private static String flag(Grants grants, Right right, String type) {
        return grants.may(right, type) ? "1" : "0";
    }
}
