package org.africai.server.search;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A search as XNAT's clients write it: an `xdat:bundle`, `xdat:search` or `xdat:stored_search` of
/// the namespace `http://nrg.wustl.edu/security`.
///
/// @param id what it is stored under; empty when it is not
/// @param briefDescription its name for people
/// @param description what it is for
/// @param attributes whether it is `secure`, allows `allow-diff-columns`, and its `tag`: kept for
///   clients, without meaning here
/// @param root the data type whose things are listed
/// @param fields the columns in order; empty for the usual ones
/// @param where sets of criteria that all hold
/// @param sortBy the column that rows are sorted by, if any
/// @param allowed who may use it when it is stored
public record SearchDocument(
        String id,
        String briefDescription,
        String description,
        List<Attribute> attributes,
        String root,
        List<Field> fields,
        List<CriteriaSet> where,
        @Nullable Field sortBy,
        Allowed allowed) {
    public SearchDocument {
        attributes = List.copyOf(attributes);
        fields = List.copyOf(fields);
        where = List.copyOf(where);
    }

    /// Who may use a stored search besides its owner; everybody when nobody is named.
    ///
    /// @param users logins
    /// @param groups groups of projects, `PROJECT_member`
    record Allowed(List<String> users, List<String> groups) {
        static final Allowed ALL = new Allowed(List.of(), List.of());

        Allowed {
            users = List.copyOf(users);
            groups = List.copyOf(groups);
        }

        int size() {
            return users.size() + groups.size();
        }
    }

    record Attribute(String name, String value) {}

    /// A column.
    ///
    /// @param element the data type it is of
    /// @param id a field's id or a path
    /// @param type what clients take it for; kept for them
    /// @param header its name for people
    /// @param value completes the ids of fields that need one; empty for the others
    public record Field(String element, String id, String type, String header, String value) {}

    /// Criteria and further sets, all of which hold, or one of which does.
    record CriteriaSet(boolean all, List<Criterion> criteria, List<CriteriaSet> sets) {
        CriteriaSet {
            criteria = List.copyOf(criteria);
            sets = List.copyOf(sets);
        }
    }

    /// One comparison, as it was written.
    record Criterion(String field, String comparison, String value) {}

    /// The same search under another id.
    SearchDocument withId(String other) {
        return new SearchDocument(
                other,
                briefDescription,
                description,
                attributes,
                root,
                fields,
                where,
                sortBy,
                allowed);
    }

    /// The same search, of one project.
    public SearchDocument inProject(String project) {
        var criterion = new Criterion(root + "/project", "=", project);
        if (root.equalsIgnoreCase(SearchElement.PROJECT)) {
            criterion = new Criterion(root + "/ID", "=", project);
        }
        var sets = new ArrayList<>(where);
        sets.add(new CriteriaSet(true, List.of(criterion), List.of()));
        return new SearchDocument(
                id, briefDescription, description, attributes, root, fields, sets, sortBy, allowed);
    }
}
