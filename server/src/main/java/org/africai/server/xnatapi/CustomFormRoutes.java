package org.africai.server.xnatapi;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.africai.server.access.Caller;
import org.africai.server.access.Callers;
import org.africai.server.http.Refusal;
import org.africai.server.variables.CustomForm;
import org.africai.server.variables.CustomForms;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// `/xapi/customforms`: forms of form.io by which clients ask for custom fields.
@RestController
@RequestMapping("/xapi/customforms")
final class CustomFormRoutes {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String USE = "idCustomVariableFormAppliesTo";

    private final CustomForms forms;
    private final JsonMapper json;

    CustomFormRoutes(CustomForms forms, JsonMapper json) {
        this.forms = forms;
        this.json = json;
    }

    @GetMapping
    ResponseEntity<JsonNode> list(HttpServletRequest request) {
        ArrayNode list = NODES.arrayNode();
        forms.list(Callers.of(request)).forEach(form -> list.add(row(form)));
        return JsonAnswer.of(list);
    }

    private ObjectNode row(CustomForm form) {
        boolean isSite = form.uses().stream().anyMatch(use -> use.project() == null);
        ObjectNode row = NODES.objectNode();
        row.put("formUUID", form.uuid().toString());
        row.put("formId", form.uuid().toString());
        row.put("title", form.title());
        row.put("username", form.author());
        row.put("path", "datatype/" + form.uses().getFirst().dataType());
        row.put("contents", json.writeValueAsString(form.builder()));
        row.put("scope", isSite ? "SITE" : "PROJECT");
        row.put("formDisplayOrder", form.order());
        row.put("doProjectsShareForm", form.uses().size() > 1);
        ArrayNode uses = row.putArray("appliesToList");
        form.uses().forEach(use -> uses.add(row(use)));
        return row;
    }

    private static ObjectNode row(CustomForm.Use use) {
        ObjectNode row = NODES.objectNode();
        row.put(USE, Long.toString(use.key()));
        row.put("entityId", use.project() == null ? "Site" : use.project());
        row.put("dataType", use.dataType());
        row.put("status", use.enabled() ? "enabled" : "disabled");
        ArrayNode refused = row.putArray("optedOut");
        use.refused().forEach(refused::add);
        return row;
    }

    @PutMapping("/save")
    ResponseEntity<String> save(HttpServletRequest request, @RequestBody JsonNode body) {
        UUID uuid = forms.save(Callers.of(request), draft(body));
        return ResponseEntity.status(201).body(uuid.toString());
    }

    private static CustomForms.Draft draft(JsonNode body) {
        JsonNode data = body.at("/submission/data");
        JsonNode builder = body.path("builder");
        boolean isSite = data.path("isThisASiteWideConfiguration").asString("").equals("yes");
        List<String> projects = new ArrayList<>();
        data.path("xnatProject").forEach(project -> projects.add(value(project)));
        if (!isSite && projects.stream().allMatch(String::isBlank)) {
            throw Refusal.invalid("The form is for the whole site or for projects; say which.");
        }
        JsonNode order = data.path("zIndex");
        if (!order.isMissingNode() && !order.isNull() && !order.isInt()) {
            throw Refusal.invalid("The zIndex of a form is a whole number.");
        }
        return new CustomForms.Draft(
                Optional.of(data.path("formUUID").asString(""))
                        .filter(text -> !text.isBlank())
                        .map(CustomFormRoutes::uuid)
                        .orElse(null),
                builder.path("title").asString("").strip(),
                builder,
                value(data.path("xnatDatatype")),
                isSite ? List.of() : projects,
                order.isInt() ? order.intValue() : 0);
    }

    /// XNAT's pages send what a list offers, with a label; others the value alone.
    private static String value(JsonNode choice) {
        return choice.isObject() ? choice.path("value").asString("") : choice.asString("");
    }

    @DeleteMapping
    void delete(HttpServletRequest request, @RequestBody JsonNode uses) {
        forms.delete(Callers.of(request), keys(uses));
    }

    @PostMapping("/enable")
    void enable(HttpServletRequest request, @RequestBody JsonNode uses) {
        forms.setEnabled(Callers.of(request), keys(uses), true);
    }

    @PostMapping("/disable")
    void disable(HttpServletRequest request, @RequestBody JsonNode uses) {
        forms.setEnabled(Callers.of(request), keys(uses), false);
    }

    @PostMapping("/promote")
    void promote(HttpServletRequest request, @RequestBody JsonNode uses) {
        forms.promote(Callers.of(request), keys(uses));
    }

    private static List<Long> keys(JsonNode uses) {
        if (!uses.isArray()) {
            throw Refusal.invalid("The body is the appliesToList of a form.");
        }
        List<Long> keys = new ArrayList<>();
        uses.forEach(use -> keys.add(key(use.path(USE).asString(""))));
        return keys;
    }

    private static long key(String text) {
        if (!text.matches("\\d{1,18}")) {
            throw Refusal.invalid("There is no form with this number.");
        }
        return Long.parseLong(text);
    }

    @PostMapping("/formId/{uuid}")
    void order(
            HttpServletRequest request,
            @PathVariable String uuid,
            @RequestParam(defaultValue = "") String displayOrder) {
        if (!displayOrder.matches("-?\\d{1,9}")) {
            throw Refusal.invalid("The displayOrder is a whole number.");
        }
        forms.setOrder(Callers.of(request), uuid(uuid), Integer.parseInt(displayOrder));
    }

    private static UUID uuid(String text) {
        if (!text.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")) {
            throw Refusal.invalid("A form is named by its UUID.");
        }
        return UUID.fromString(text);
    }

    @PostMapping("/optout/{use}")
    void optOut(
            HttpServletRequest request, @PathVariable String use, @RequestBody JsonNode projects) {
        choose(Callers.of(request), use, projects, true);
    }

    @PostMapping("/optin/{use}")
    void optIn(
            HttpServletRequest request, @PathVariable String use, @RequestBody JsonNode projects) {
        choose(Callers.of(request), use, projects, false);
    }

    private void choose(Caller caller, String use, JsonNode projects, boolean without) {
        List<String> ids = new ArrayList<>();
        projects.forEach(project -> ids.add(project.asString("")));
        forms.choose(caller, key(use), ids, without);
    }

    @GetMapping("/hasdata/{use}")
    ResponseEntity<Boolean> hasData(HttpServletRequest request, @PathVariable String use) {
        return JsonAnswer.of(forms.hasData(Callers.of(request), key(use)));
    }

    /// One form made of all that apply: for each a container under its UUID.
    @GetMapping("/element")
    ResponseEntity<JsonNode> element(
            HttpServletRequest request,
            @RequestParam(defaultValue = "") String xsiType,
            @RequestParam(required = false) @Nullable String projectId) {
        ObjectNode whole = NODES.objectNode();
        whole.put("title", "");
        ArrayNode components = whole.putArray("components");
        for (CustomForm form : forms.of(Callers.of(request), xsiType, projectId)) {
            ObjectNode container = components.addObject();
            container.put("key", form.uuid().toString());
            container.put("type", "container");
            container.put("input", true);
            container.put("label", form.title());
            container.set("components", form.builder().path("components"));
        }
        return JsonAnswer.of(whole);
    }
}
