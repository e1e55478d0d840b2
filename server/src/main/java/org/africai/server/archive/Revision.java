package org.africai.server.archive;

import java.util.Objects;
import org.africai.server.http.Refusal;
import org.africai.server.schema.DataType;
import org.africai.server.schema.Field;
import org.africai.server.schema.Item;
import org.africai.server.schema.ItemMerge;
import org.africai.server.schema.Resolution;
import org.africai.server.schema.Shortcuts;
import org.africai.server.schema.TypeRegistry;

/// Makes the document that a thing shall have from the one it has and a [Submission].
///
/// Names that the data type does not know are passed over, as XNAT's clients need: xnatpy sends one
/// that means nothing with every custom variable it deletes. Values are kept as they were sent.
final class Revision {
    /// Documents are copied from project to project; which one a thing belongs to, its address
    /// says.
    private static final String PROJECT = "project";

    private final TypeRegistry registry;

    Revision(TypeRegistry registry) {
        this.registry = registry;
    }

    /// @param kept the document so far
    /// @throws Refusal when a value is not one of its field, or the document sent is of another
    ///   type
    Item apply(Item kept, Submission wanted, Shortcuts shortcuts) {
        Item item = wanted.document() == null ? kept : merge(kept, wanted);
        DataType type = registry.get(item.xsiType());
        for (Submission.Assignment assignment : wanted.assignments()) {
            item = assign(item, type, assignment, shortcuts);
        }
        return item;
    }

    private Item merge(Item kept, Submission wanted) {
        Item document = Objects.requireNonNull(wanted.document());
        ResourceUris.check(registry, document);
        Item sent = Documents.alone(registry, document).withoutField(PROJECT);
        if (!sent.xsiType().equals(kept.xsiType())) {
            throw Refusal.conflict(
                    "Specified xsiType differs from existing xsiType: it is a "
                            + kept.xsiType()
                            + ", the document a "
                            + sent.xsiType()
                            + ".");
        }
        ItemMerge merge =
                wanted.deletesAbsent() ? ItemMerge.deleting(registry) : ItemMerge.keeping(registry);
        return merge.merge(kept, sent);
    }

    private Item assign(
            Item item, DataType type, Submission.Assignment assignment, Shortcuts shortcuts) {
        return switch (shortcuts.resolve(registry, type, assignment.path())) {
            case Resolution.Resolved found when found.field() instanceof Field.Value value ->
                    value.hidden() ? item : item.with(found, assignment.value());
            case Resolution.Resolved found when isDeletion(assignment) ->
                    item.with(found, assignment.value());
            case Resolution.Resolved _, Resolution.Unknown _ -> item;
        };
    }

    private static boolean isDeletion(Submission.Assignment assignment) {
        return assignment.value().equals(Item.NULL);
    }
}
