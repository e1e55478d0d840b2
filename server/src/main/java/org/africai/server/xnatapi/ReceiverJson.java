package org.africai.server.xnatapi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.africai.server.http.Refusal;
import org.africai.server.intake.RoutingRules;
import org.africai.server.receivers.MoveDestination;
import org.africai.server.receivers.Receivers.Listed;
import org.africai.server.receivers.Setup;
import org.africai.server.settings.NearestName;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A DICOM receiver as XNAT's clients know it, with fields of ours behind theirs. A field that is
/// not known is refused: who misspells `whitelistEnabled` shall not get an open door.
final class ReceiverJson {
    /// What XNAT's clients send back as they got it.
    private static final Set<String> PASSED_OVER =
            Set.of("id", "scpId", "label", "created", "timestamp", "disabled", "listening");

    private static final List<String> FIELDS =
            List.of(
                    "aeTitle",
                    "port",
                    "identifier",
                    "fileNamer",
                    "enabled",
                    "customProcessing",
                    "directArchive",
                    "anonymizationEnabled",
                    "whitelistEnabled",
                    "whitelist",
                    "whitelistText",
                    "routingExpressionsEnabled",
                    "projectRoutingExpression",
                    "subjectRoutingExpression",
                    "sessionRoutingExpression",
                    "project",
                    "user",
                    "identityRequired",
                    "queryEnabled",
                    "destinations");

    private final JsonNode sent;

    private ReceiverJson(JsonNode sent) {
        this.sent = sent;
    }

    static Map<String, Object> write(Listed listed) {
        Setup setup = listed.receiver().setup();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", listed.receiver().key());
        fields.put("aeTitle", setup.title());
        fields.put("port", setup.port());
        fields.put("label", listed.receiver().label());
        fields.put("identifier", setup.identifier());
        fields.put("enabled", setup.isEnabled());
        fields.put("disabled", 0);
        fields.put("customProcessing", setup.customProcessing());
        fields.put("directArchive", setup.directArchive());
        fields.put("anonymizationEnabled", setup.anonymizes());
        fields.put("whitelistEnabled", setup.isGuarded());
        fields.put("whitelist", setup.whitelist());
        fields.put("routingExpressionsEnabled", setup.isRouted());
        fields.put("projectRoutingExpression", setup.routing().project());
        fields.put("subjectRoutingExpression", setup.routing().subject());
        fields.put("sessionRoutingExpression", setup.routing().session());
        fields.put("created", listed.receiver().createdAt().toEpochMilli());
        fields.put("timestamp", listed.receiver().changedAt().toEpochMilli());
        fields.put("project", orEmpty(setup.project()));
        fields.put("user", orEmpty(setup.login()));
        fields.put("identityRequired", setup.needsIdentity());
        fields.put("queryEnabled", setup.answersQueries());
        fields.put(
                "destinations", setup.destinations().stream().map(ReceiverJson::fields).toList());
        fields.put("listening", listed.isListening());
        return fields;
    }

    private static Map<String, Object> fields(MoveDestination destination) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("aeTitle", destination.aeTitle());
        fields.put("host", destination.host());
        fields.put("port", destination.port());
        fields.put("tls", destination.isTls());
        return fields;
    }

    /// @param base what the body leaves out
    /// @throws Refusal when the body is none
    static Setup read(JsonNode body, Setup base) {
        if (!body.isObject()) {
            throw Refusal.invalid("The body is not a JSON object.");
        }
        requireKnown(body);
        return new ReceiverJson(body).setup(base);
    }

    private static void requireKnown(JsonNode body) {
        var names = new TreeSet<String>();
        body.properties().forEach(field -> names.add(field.getKey()));
        names.removeAll(PASSED_OVER);
        FIELDS.forEach(names::remove);
        if (!names.isEmpty()) {
            String name = names.first();
            throw Refusal.invalid(
                    "A DICOM receiver has no field '"
                            + name
                            + "'; did you mean '"
                            + NearestName.of(name, FIELDS)
                            + "'?");
        }
        if (!body.path("fileNamer").asString("").isEmpty()) {
            throw Refusal.invalid(
                    "Files are named by their UIDs here: fileNamer is not supported.");
        }
    }

    private Setup setup(Setup base) {
        return new Setup(
                text("aeTitle", base.title()),
                port(sent, base.port()),
                text("identifier", base.identifier()),
                flag("enabled", base.isEnabled()),
                flag("customProcessing", base.customProcessing()),
                flag("directArchive", base.directArchive()),
                flag("anonymizationEnabled", base.anonymizes()),
                flag("whitelistEnabled", base.isGuarded()),
                whitelist(base.whitelist()),
                flag("routingExpressionsEnabled", base.isRouted()),
                new RoutingRules.Texts(
                        text("projectRoutingExpression", base.routing().project()),
                        text("subjectRoutingExpression", base.routing().subject()),
                        text("sessionRoutingExpression", base.routing().session())),
                optional("project", base.project()),
                optional("user", base.login()),
                flag("identityRequired", base.needsIdentity()),
                flag("queryEnabled", base.answersQueries()),
                destinations(base.destinations()));
    }

    private boolean isSent(String name) {
        return !sent.path(name).isMissingNode() && !sent.path(name).isNull();
    }

    private String text(String name, String byDefault) {
        return isSent(name) ? text(sent, name) : byDefault;
    }

    private static String text(JsonNode object, String name) {
        JsonNode node = object.path(name);
        if (!node.isString()) {
            throw Refusal.invalid(name + " is a text.");
        }
        return node.stringValue();
    }

    /// `null` and an empty text take the value away.
    private @Nullable String optional(String name, @Nullable String byDefault) {
        if (sent.path(name).isMissingNode()) {
            return byDefault;
        }
        String text = sent.path(name).isNull() ? "" : text(sent, name);
        return text.isEmpty() ? null : text;
    }

    private boolean flag(String name, boolean byDefault) {
        return isSent(name) ? flag(sent, name) : byDefault;
    }

    private static boolean flag(JsonNode object, String name) {
        return switch (object.path(name).asString("")) {
            case "true" -> true;
            case "false" -> false;
            default -> throw Refusal.invalid(name + " is true or false.");
        };
    }

    private static int port(JsonNode object, int byDefault) {
        JsonNode node = object.path("port");
        if (node.isMissingNode() || node.isNull()) {
            return byDefault;
        }
        String text = node.asString("");
        if (!text.matches("\\d{1,5}")) {
            throw Refusal.invalid("port is a whole number from 1 to 65535.");
        }
        return Integer.parseInt(text);
    }

    /// XNAT's page sends the list as lines, too.
    private List<String> whitelist(List<String> byDefault) {
        if (isSent("whitelist")) {
            return elements("whitelist").stream().map(ReceiverJson::entry).toList();
        }
        return isSent("whitelistText")
                ? text(sent, "whitelistText")
                        .lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .toList()
                : byDefault;
    }

    private static String entry(JsonNode node) {
        if (!node.isString()) {
            throw Refusal.invalid("whitelist is a list of texts.");
        }
        return node.stringValue().strip();
    }

    private List<MoveDestination> destinations(List<MoveDestination> byDefault) {
        return isSent("destinations")
                ? elements("destinations").stream().map(ReceiverJson::destination).toList()
                : byDefault;
    }

    private static MoveDestination destination(JsonNode node) {
        JsonNode tls = node.path("tls");
        return new MoveDestination(
                text(node, "aeTitle"),
                text(node, "host"),
                port(node, 0),
                !tls.isMissingNode() && flag(node, "tls"));
    }

    private List<JsonNode> elements(String name) {
        JsonNode list = sent.path(name);
        if (!list.isArray()) {
            throw Refusal.invalid(name + " is a list.");
        }
        List<JsonNode> elements = new ArrayList<>();
        list.forEach(elements::add);
        return elements;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
