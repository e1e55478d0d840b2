package org.africai.server.xnatapi;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.function.IntSupplier;
import org.africai.server.archive.Address;
import org.africai.server.archive.Archive;
import org.africai.server.archive.Invitation;
import org.africai.server.archive.Member;
import org.africai.server.archive.ProjectProperties;
import org.africai.server.archive.Vocabulary;
import org.africai.server.http.Refusal;
import org.springframework.stereotype.Component;

/// `/projects/P/accessibility`, `/projects/P/users` and the like.
@Component
final class ProjectPropertyRoutes {
    private static final String INVITATION_CODE = "Invitation-Code";
    private static final List<String> USER_COLUMNS =
            List.of(
                    "GROUP_ID",
                    "displayname",
                    "login",
                    "firstname",
                    "lastname",
                    "email",
                    "xdat_user_id");

    private final ProjectProperties properties;
    private final Vocabulary vocabulary;
    private final ProtocolRoutes protocols;
    private final SearchRoutes searches;
    private final GroupRoutes groups;

    ProjectPropertyRoutes(
            Archive archive, ProtocolRoutes protocols, SearchRoutes searches, GroupRoutes groups) {
        this.groups = groups;
        this.protocols = protocols;
        this.searches = searches;
        this.properties = archive.properties();
        this.vocabulary = archive.vocabulary();
    }

    void serve(Exchange exchange, Target.ProjectProperty target) throws IOException {
        Address.OfProject project = target.address();
        List<String> rest = target.rest();
        switch (target.name()) {
            case "accessibility" -> accessibility(exchange, project, rest);
            case "users" -> users(exchange, project, rest);
            case "groups" -> groups.serve(exchange, project, rest);
            case "prearchive_code" ->
                    code(
                            exchange,
                            rest,
                            () -> properties.prearchiveCode(exchange.caller(), project),
                            code -> properties.setPrearchiveCode(exchange.caller(), project, code));
            case "quarantine_code" ->
                    code(
                            exchange,
                            rest,
                            () -> properties.quarantineCode(exchange.caller(), project),
                            code -> properties.setQuarantineCode(exchange.caller(), project, code));
            case "current_arc" -> currentArc(exchange, project, rest);
            case "scan_type_mapping" -> scanTypeMapping(exchange, project, rest);
            case "archive_spec" -> archiveSpec(exchange, project, rest);
            case "scan_types" -> scanTypes(exchange, project, rest);
            case "protocols" -> protocols.serve(exchange, project, rest);
            case "searches" -> searches.ofProject(exchange, project.project(), rest);
            default -> throw Refusal.notFound("A project has no '" + target.name() + "'.");
        }
    }

    private void accessibility(Exchange exchange, Address.OfProject project, List<String> rest)
            throws IOException {
        switch (exchange.method()) {
            case GET ->
                    exchange.answerText(
                            properties.accessibility(exchange.caller(), project).word());
            case PUT, POST -> {
                properties.setAccessibility(
                        exchange.caller(),
                        project,
                        ProjectRoutes.accessibility(one(exchange, rest)));
                exchange.answerEmpty();
            }
            case DELETE -> throw exchange.notAllowed();
        }
    }

    /// XNAT takes any number, and `true` and `false` for 1 and 0.
    private static void code(
            Exchange exchange, List<String> rest, IntSupplier read, IntConsumer write)
            throws IOException {
        switch (exchange.method()) {
            case GET -> exchange.answerText(Integer.toString(read.getAsInt()));
            case PUT, POST -> {
                write.accept(code(one(exchange, rest)));
                exchange.answerEmpty();
            }
            case DELETE -> throw exchange.notAllowed();
        }
    }

    private static int code(String text) {
        return switch (text) {
            case "true" -> 1;
            case "false" -> 0;
            default -> {
                if (!text.matches("\\d{1,9}")) {
                    throw Refusal.invalid("A code is a whole number, not '" + text + "'.");
                }
                yield Integer.parseInt(text);
            }
        };
    }

    private void scanTypeMapping(Exchange exchange, Address.OfProject project, List<String> rest)
            throws IOException {
        switch (exchange.method()) {
            case GET ->
                    exchange.answerText(
                            Boolean.toString(
                                    properties.scanTypeMapping(exchange.caller(), project)));
            case PUT, POST -> {
                properties.setScanTypeMapping(
                        exchange.caller(), project, isYes(one(exchange, rest)));
                exchange.answerEmpty();
            }
            case DELETE -> throw exchange.notAllowed();
        }
    }

    private static boolean isYes(String text) {
        return switch (text) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> throw Refusal.invalid("It is true or false, not '" + text + "'.");
        };
    }

    /// What XNAT keeps of a project beside its data, as `arc:project`. Its folders are left out:
    /// this server keeps no files by project.
    private void archiveSpec(Exchange exchange, Address.OfProject project, List<String> rest)
            throws IOException {
        requireList(exchange, rest);
        ArchiveSpecXml.write(
                exchange,
                project.project(),
                properties.currentArc(exchange.caller(), project),
                properties.prearchiveCode(exchange.caller(), project),
                properties.quarantineCode(exchange.caller(), project));
    }

    private void currentArc(Exchange exchange, Address.OfProject project, List<String> rest)
            throws IOException {
        switch (exchange.method()) {
            case GET -> exchange.answerText(properties.currentArc(exchange.caller(), project));
            case PUT, POST -> {
                properties.setCurrentArc(exchange.caller(), project, one(exchange, rest));
                exchange.answerEmpty();
            }
            case DELETE -> throw exchange.notAllowed();
        }
    }

    /// `/users[/DISPLAY_HIDDEN]` lists; `/users/GROUP/LOGIN` gives or takes a role and then lists.
    private void users(Exchange exchange, Address.OfProject project, List<String> rest)
            throws IOException {
        List<Member> members =
                switch (exchange.method()) {
                    case GET -> {
                        if (rest.size() > 1) {
                            throw Refusal.notFound("The users of a project are at …/users.");
                        }
                        yield properties.members(exchange.caller(), project);
                    }
                    case PUT, POST -> grant(exchange, project, rest);
                    case DELETE ->
                            properties.revoke(exchange.caller(), project, group(rest), login(rest));
                };
        List<Map<String, String>> rows = members.stream().map(member -> row(member)).toList();
        TableAnswer.write(exchange, SmallTable.of(exchange, "Users", USER_COLUMNS, rows));
    }

    /// The code of each invitation, which is told only now, is in a header of its own.
    private List<Member> grant(Exchange exchange, Address.OfProject project, List<String> rest) {
        ProjectProperties.Granted granted =
                properties.grant(exchange.caller(), project, group(rest), login(rest));
        for (Invitation invitation : granted.invitations()) {
            if (invitation.code() != null) {
                exchange.response().addHeader(INVITATION_CODE, invitation.code());
            }
        }
        return granted.members();
    }

    private static String group(List<String> rest) {
        if (rest.size() != 2) {
            throw Refusal.notFound("The address of a project's user is …/users/GROUP/LOGIN.");
        }
        return rest.getFirst();
    }

    private static String login(List<String> rest) {
        return rest.getLast();
    }

    private static Map<String, String> row(Member member) {
        Map<String, String> row = new LinkedHashMap<>();
        row.put("GROUP_ID", member.group().id());
        row.put("displayname", member.group().displayName());
        row.put("login", member.login());
        row.put("firstname", member.firstName());
        row.put("lastname", member.lastName());
        row.put("email", member.email());
        row.put("xdat_user_id", Long.toString(member.account()));
        return row;
    }

    private void scanTypes(Exchange exchange, Address.OfProject project, List<String> rest)
            throws IOException {
        requireList(exchange, rest);
        List<Map<String, String>> rows =
                vocabulary.scanTypes(exchange.caller(), project.project()).stream()
                        .map(type -> Map.of("type", type))
                        .toList();
        TableAnswer.write(exchange, SmallTable.of(exchange, "", List.of("type"), rows));
    }

    private static void requireList(Exchange exchange, List<String> rest) {
        if (exchange.method() != Exchange.Method.GET) {
            throw exchange.notAllowed();
        }
        if (!rest.isEmpty()) {
            throw Refusal.notFound("This server has nothing at this address.");
        }
    }

    private static String one(Exchange exchange, List<String> rest) {
        if (rest.size() != 1) {
            throw exchange.notAllowed();
        }
        return rest.getFirst();
    }
}
