package org.africai.server.variables;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.africai.server.access.Caller;
import org.africai.server.access.Right;
import org.africai.server.archive.Address;
import org.africai.server.archive.Locator;
import org.africai.server.archive.Projects;
import org.africai.server.archive.Snapshot;
import org.africai.server.http.Refusal;
import org.africai.server.http.Refusal.Reason;
import org.africai.server.schema.DataType;
import org.africai.server.schema.Item;
import org.africai.server.schema.TypeRegistry;

/// The protocols of projects: for each data type, the sets of custom variables that its things
/// have. They are part of the project's document; here they are read and written one by one.
public final class Protocols {
    private static final String PROTOCOLS = "studyProtocol";
    private static final String ABSTRACT = "xnat:abstractProtocol";
    private static final String OF_DATA_TYPE = "xnat:datatypeProtocol";

    private final Locator locator;
    private final Projects projects;
    private final TypeRegistry registry;

    public Protocols(Locator locator, Projects projects, TypeRegistry registry) {
        this.locator = locator;
        this.projects = projects;
        this.registry = registry;
    }

    /// The protocol with this ID or name. A data type that has none yet has an empty one.
    ///
    /// @param dataType whose protocol it is, when the ID alone does not say
    /// @throws Refusal when the caller does not read the project's data, or there is none
    public Snapshot read(
            Caller caller, Address.OfProject address, String id, Optional<String> dataType) {
        locator.find(caller, Right.READ, address);
        Snapshot project = projects.read(caller, address);
        Optional<String> type = dataType.map(name -> registry.get(name).name());
        return project.item().children(PROTOCOLS).stream()
                .filter(protocol -> isMeant(protocol, id))
                .findFirst()
                .or(() -> ofType(project.item(), type))
                .or(() -> type.map(name -> empty(id, registry.get(name))))
                .map(protocol -> new Snapshot(protocol, project.changedAt()))
                .orElseThrow(() -> missing(id));
    }

    private static Optional<Item> ofType(Item project, Optional<String> type) {
        return project.children(PROTOCOLS).stream()
                .filter(protocol -> type.isPresent() && type.equals(protocol.field("data-type")))
                .findFirst();
    }

    private static boolean isMeant(Item protocol, String id) {
        return protocol.field("ID").filter(id::equals).isPresent()
                || protocol.field("name").filter(id::equals).isPresent();
    }

    private static Refusal missing(String id) {
        return Refusal.notFound("The project has no protocol '" + id + "'.");
    }

    private static Item empty(String id, DataType type) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("ID", id);
        fields.put("name", type.plural());
        fields.put("data-type", type.name());
        return new Item(OF_DATA_TYPE, fields, Map.of());
    }

    /// Refuses who may not change the project's protocols; to be asked before what they send is
    /// read.
    public void requireChange(Caller caller, Address.OfProject address) {
        var _ = locator.find(caller, Right.OWN, address);
    }

    /// Puts a protocol in the place of the one with this ID, or adds it.
    ///
    /// @throws Refusal when the caller does not own the project, or a definition is none
    public void put(
            Caller caller,
            Address.OfProject address,
            String id,
            Optional<String> dataType,
            Item sent) {
        if (!registry.isA(sent.xsiType(), ABSTRACT)) {
            throw new Refusal(
                    Reason.NOT_ACCEPTABLE, "A protocol is expected here, not a " + sent.xsiType());
        }
        String type =
                sent.field("data-type")
                        .or(() -> dataType)
                        .map(name -> registry.get(name).name())
                        .orElseThrow(
                                () -> Refusal.invalid("The protocol does not say its data-type."));
        Item named = sent.withField("data-type", type);
        Item whole =
                named.withField("ID", named.field("ID").orElse(id))
                        .withField("name", named.field("name").orElse(registry.get(type).plural()));
        if (!isMeant(whole, id)) {
            throw Refusal.conflict("The address says '" + id + "', the protocol another ID.");
        }
        projects.revise(caller, address, project -> replaced(project, whole));
    }

    private static Item replaced(Item project, Item protocol) {
        List<Item> protocols = new ArrayList<>(project.children(PROTOCOLS));
        protocols.removeIf(old -> old.field("ID").equals(protocol.field("ID")));
        protocols.add(protocol);
        return project.withChildren(PROTOCOLS, protocols);
    }

    /// Takes a protocol's definitions away; values that were stored stay.
    ///
    /// @throws Refusal when the caller does not own the project, or there is no such protocol
    public void delete(Caller caller, Address.OfProject address, String id) {
        projects.revise(caller, address, project -> without(project, id));
    }

    private static Item without(Item project, String id) {
        List<Item> protocols = new ArrayList<>(project.children(PROTOCOLS));
        if (!protocols.removeIf(old -> isMeant(old, id))) {
            throw missing(id);
        }
        return project.withChildren(PROTOCOLS, protocols);
    }
}
