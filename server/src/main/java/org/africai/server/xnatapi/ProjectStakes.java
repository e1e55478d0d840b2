package org.africai.server.xnatapi;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.africai.server.archive.ProjectStake;
import org.africai.server.http.Refusal;

/// The parameters by which XNAT's lists of projects tell which of them the caller has to do with:
/// `accessible`, `owner`, `member`, `collaborator`, `data=readable|writable`, and the rights
/// `permissions=` and `restrict=`. Projects that fit one of several are listed.
final class ProjectStakes {
    private static final Map<String, ProjectStake> FLAGS =
            Map.of(
                    "accessible", ProjectStake.READS,
                    "owner", ProjectStake.OWNER,
                    "member", ProjectStake.MEMBER,
                    "collaborator", ProjectStake.COLLABORATOR);

    private ProjectStakes() {}

    /// @throws Refusal when a right is asked for that there is not
    static Set<ProjectStake> asked(QueryParameters query) {
        Set<ProjectStake> asked = EnumSet.noneOf(ProjectStake.class);
        FLAGS.forEach((name, stake) -> {
            if (query.isSet(name)) {
                asked.add(stake);
            }
        });
        for (String name : new String[] {"data", "permissions", "restrict"}) {
            query.first(name)
                    .filter(right -> !right.isBlank())
                    .map(ProjectStakes::right)
                    .ifPresent(asked::add);
        }
        return asked;
    }

    private static ProjectStake right(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "read", "readable" -> ProjectStake.READS;
            case "create" -> ProjectStake.ADDS;
            case "edit", "writable" -> ProjectStake.EDITS;
            case "delete" -> ProjectStake.DELETES;
            default ->
                    throw Refusal.invalid(
                            "A right is read, create, edit or delete, not '" + word + "'.");
        };
    }
}
