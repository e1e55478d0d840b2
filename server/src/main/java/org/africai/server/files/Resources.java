package org.africai.server.files;

import java.util.Optional;
import org.africai.server.access.Access;
import org.africai.server.access.Caller;
import org.africai.server.access.Right;
import org.africai.server.archive.Located;
import org.africai.server.archive.Located.Kind;
import org.africai.server.archive.Locator;
import org.africai.server.audit.Audit;
import org.africai.server.audit.Audit.Action;
import org.africai.server.db.Changes;
import org.africai.server.db.Transactions;
import org.africai.server.files.Uploads.Order;
import org.africai.server.http.Refusal;
import org.jspecify.annotations.Nullable;

/// Resources: making, finding, describing and deleting them.
public final class Resources {
    private final Chooser chooser;
    private final Locator locator;
    private final ResourceTable table;
    private final Changes changes;
    private final Audit audit;

    public Resources(
            Access access,
            Locator locator,
            OwnerTable owners,
            ResourceTable table,
            Transactions transactions,
            Audit audit) {
        this.chooser = new Chooser(access, locator, owners);
        this.locator = locator;
        this.table = table;
        this.changes = new Changes(transactions);
        this.audit = audit;
    }

    /// The resources in order.
    ///
    /// @throws Refusal when the owner is not there or may not be read
    public Found<Resource> list(Caller caller, Selection selection) {
        Chooser.Choice choice = chooser.choose(caller, selection);
        return reader -> table.each(choice.chosen().owners(), selection.side(), reader);
    }

    /// The one resource with this label or number.
    ///
    /// @throws Refusal when there is none, or it may not be read
    public Resource find(Caller caller, Destination destination) {
        Located owner = locator.find(caller, Right.READ, destination.owner());
        return seek(owner, destination.side(), destination.resource())
                .orElseThrow(() -> missing(caller, owner, destination));
    }

    /// Makes the resource, or changes what is said of it when it is there already.
    ///
    /// @param label what one that is there shall be called from now on; absent to leave that
    /// @throws Refusal when its label cannot be one or is taken, or the caller may not add to its
    ///   owner
    public Resource put(
            Caller caller,
            Destination destination,
            Attributes attributes,
            Optional<ResourceLabel> label) {
        return changes.run(() -> {
            Located owner = locator.find(caller, Right.CREATE, destination.owner());
            Optional<Resource> known = seek(owner, destination.side(), destination.resource());
            if (known.isPresent()) {
                Resource named =
                        label.isPresent()
                                ? rename(caller, known.get(), destination, label.get())
                                : known.get();
                return change(caller, named, destination, attributes);
            }
            return insert(caller, owner, destination.side(), destination.resource(), attributes)
                    .orElseGet(() ->
                            seek(owner, destination.side(), destination.resource()).orElseThrow());
        });
    }

    /// Makes a new resource.
    ///
    /// @throws Refusal as [#put], and with `CONFLICT` when there is one of this label
    public Resource create(Caller caller, Destination destination, Attributes attributes) {
        return changes.run(() -> {
            Located owner = locator.find(caller, Right.CREATE, destination.owner());
            return insert(caller, owner, destination.side(), destination.resource(), attributes)
                    .orElseThrow(() -> taken(owner, destination.resource()));
        });
    }

    /// Deletes resources with all their files.
    ///
    /// @param destination whose `resource` may name several, separated by commas
    /// @throws Refusal when one of them is not there, or the caller may not delete from their owner
    public void delete(Caller caller, Destination destination) {
        changes.run(() -> {
            Located owner = locator.find(caller, Right.DELETE, destination.owner());
            for (String name : destination.resource().split(",")) {
                var one = new Destination(destination.owner(), destination.side(), name);
                Resource resource =
                        seek(owner, one.side(), one.resource())
                                .orElseThrow(() -> missing(caller, owner, one));
                table.delete(resource.key());
                record(caller, Action.DELETED, resource.key(), owner);
            }
        });
    }

    private Resource change(
            Caller caller, Resource known, Destination destination, Attributes attributes) {
        if (attributes.equals(Attributes.NONE)) {
            return known;
        }
        Located owner = locator.find(caller, Right.EDIT, destination.owner());
        table.change(known.key(), attributes);
        record(caller, Action.CHANGED, known.key(), owner);
        return byNumber(owner, known);
    }

    private Resource rename(
            Caller caller, Resource known, Destination destination, ResourceLabel label) {
        if (known.label().equals(label.value())) {
            return known;
        }
        Located owner = locator.find(caller, Right.EDIT, destination.owner());
        if (seek(owner, known.side(), label.value()).isPresent()) {
            throw taken(owner, label.value());
        }
        table.rename(known.key(), label);
        record(caller, Action.RENAMED, known.key(), owner);
        return byNumber(owner, known);
    }

    private Resource byNumber(Located owner, Resource resource) {
        return seek(owner, null, Long.toString(resource.key())).orElseThrow();
    }

    private static Refusal taken(Located owner, String label) {
        return Refusal.conflict(
                "There is already a resource '" + label + "' in " + owner.inWords() + ".");
    }

    private Optional<Resource> insert(
            Caller caller, Located owner, @Nullable Side side, String name, Attributes attributes) {
        return insertRow(caller, owner, side, name, attributes)
                .flatMap(key -> table.find(Owners.of(owner), null, key.toString()));
    }

    private Optional<Long> insertRow(
            Caller caller, Located owner, @Nullable Side side, String name, Attributes attributes) {
        Optional<Long> made =
                table.insert(
                        owner,
                        side == null ? defaultSide(owner) : side,
                        new ResourceLabel(name),
                        complete(owner, attributes),
                        caller.login());
        made.ifPresent(key -> record(caller, Action.CREATED, key, owner));
        return made;
    }

    /// For those who add files in a transaction of their own: the number of the resource, made
    /// where it is missing, and locked until the transaction ends.
    ///
    /// @param owner found with the right to create
    long lockedForFiles(
            Caller caller, Located owner, @Nullable Side side, String name, Attributes attributes) {
        while (true) {
            long resource =
                    key(owner, side, name)
                            .or(() -> insertRow(caller, owner, side, name, attributes))
                            .or(() -> key(owner, side, name))
                            .orElseThrow(() -> new IllegalStateException("it was deleted again"));
            if (table.lock(resource)) {
                return resource;
            }
        }
    }

    private Optional<Long> key(Located owner, @Nullable Side side, String name) {
        return ref(owner, side, name).map(ResourceRef::key);
    }

    /// As [#lockedForFiles], with one statement when the resource is still where it was found.
    long lockedForFiles(Order order, Located owner) {
        ResourceRef known = order.known();
        Destination to = order.destination();
        return known != null && table.lock(owner, known.key())
                ? known.key()
                : lockedForFiles(
                        order.caller(), owner, to.side(), to.resource(), order.attributes());
    }

    /// As [#seek], for those who put files into it.
    Optional<ResourceRef> ref(Located owner, @Nullable Side side, String name) {
        return table.ref(owner, side, name);
    }

    /// The resource, without asking who may see it: for those who have found its owner.
    private Optional<Resource> seek(Located owner, @Nullable Side side, String name) {
        return table.find(Owners.of(owner), side, name);
    }

    /// What is put into an assessor or reconstruction without saying where came out of it.
    private static Side defaultSide(Located owner) {
        boolean hasSides = owner.kind() != Kind.SCAN && owner.session() != null;
        return hasSides ? Side.OUT : Side.RESOURCES;
    }

    /// A scan's files are raw unless something else was said.
    private static Attributes complete(Located owner, Attributes attributes) {
        return owner.kind() == Kind.SCAN && attributes.content() == null
                ? attributes.withContent("RAW")
                : attributes;
    }

    private void record(Caller caller, Action action, long resource, Located owner) {
        audit.record(caller, action, "resource", Long.toString(resource), owner.project().key());
    }

    static Refusal missing(Caller caller, Located owner, Destination destination) {
        return Access.missing(
                caller, "resource '" + destination.resource() + "' in " + owner.inWords());
    }
}
