package org.africai.server.archive;

import java.security.SecureRandom;
import java.time.Clock;
import org.africai.server.access.Access;
import org.africai.server.access.GroupTable;
import org.africai.server.access.MembershipTable;
import org.africai.server.audit.Audit;
import org.africai.server.db.Changes;
import org.africai.server.db.Sql;
import org.africai.server.db.Transactions;
import org.africai.server.mail.Mails;
import org.africai.server.schema.TypeRegistry;
import org.africai.server.site.SiteSettings;

/// The archive's services, put together.
///
/// @param locator finds what an address names
/// @param properties accessibility, users and codes of projects
/// @param listings lists of what is in the archive
/// @param vocabulary words in use
/// @param sharing which things are seen in which projects besides their own
/// @param accessRequests how people get into projects that are not theirs
/// @param favorites projects that people keep at hand
/// @param histories what became of things over time
/// @param investigators who leads or takes part in projects
public record Archive(
        Locator locator,
        Projects projects,
        ProjectProperties properties,
        ProjectGroups groups,
        Subjects subjects,
        Experiments experiments,
        Scans scans,
        Assessors assessors,
        Reconstructions reconstructions,
        Sharing sharing,
        Listings listings,
        Vocabulary vocabulary,
        AccessRequests accessRequests,
        Favorites favorites,
        Histories histories,
        Investigators investigators) {

    /// What the services share.
    record Ground(
            Access access,
            Audit audit,
            Changes changes,
            Locator locator,
            Types types,
            Revision revision,
            VariableRules variables,
            AccessionIds ids,
            Nested nested,
            ProjectTable projects,
            ProjectNameTable projectNames,
            SubjectTable subjects,
            ShareTable subjectShares,
            ExperimentTable experiments,
            ShareTable experimentShares,
            ScanTable scans,
            ReconstructionTable reconstructions) {}

    /// Puts the archive together on a database.
    public static Archive on(
            Sql sql,
            Transactions transactions,
            Access access,
            MembershipTable memberships,
            GroupTable groupTable,
            Audit audit,
            TypeRegistry registry,
            SiteSettings site,
            Mails mails,
            VariableRules variables,
            Clock clock,
            SecureRandom random) {
        var nestedTable = new NestedTable(sql, new ResourceDocument(registry));
        Ground ground =
                ground(sql, transactions, access, audit, registry, site, variables, nestedTable);
        var projectDocuments = new ProjectDocuments(registry, ground.projectNames(), nestedTable);
        var people = new InvestigatorTable(sql);
        var members = new MemberTable(sql);
        var requests =
                new AccessRequests(
                        ground,
                        memberships,
                        members,
                        new AccessRequestTable(sql),
                        site,
                        mails,
                        clock,
                        random);
        var groups = new ProjectGroups(ground, groupTable, members);
        var subjects = new Subjects(ground);
        var scans = new Scans(ground);
        var writer = new ExperimentWriter(ground, subjects, scans);
        var experiments = new Experiments(ground, subjects, scans, writer);
        return new Archive(
                ground.locator(),
                new Projects(ground, memberships, projectDocuments, people, site),
                new ProjectProperties(ground, memberships, members, requests, groups),
                groups,
                subjects,
                experiments,
                scans,
                new Assessors(ground, experiments, writer),
                new Reconstructions(ground),
                new Sharing(ground),
                new Listings(access, ground.locator(), registry, variables, new ListingTable(sql)),
                new Vocabulary(access, ground.locator(), new VocabularyTable(sql)),
                requests,
                new Favorites(ground, new FavoriteTable(sql)),
                new Histories(ground, new HistoryTable(sql, new Documents(registry))),
                new Investigators(ground, people));
    }

    private static Ground ground(
            Sql sql,
            Transactions transactions,
            Access access,
            Audit audit,
            TypeRegistry registry,
            SiteSettings site,
            VariableRules variables,
            NestedTable nestedTable) {
        var documents = new Documents(registry);
        var types = new Types(registry);
        var subjectShares = ShareTable.ofSubjects(sql);
        var experiments = new ExperimentTable(sql, documents, types);
        var experimentShares = ShareTable.ofExperiments(sql);
        var scans = new ScanTable(sql, documents);
        var reconstructions = new ReconstructionTable(sql, documents);
        return new Ground(
                access,
                audit,
                new Changes(transactions),
                new Locator(access, new LocatorTable(sql)),
                types,
                new Revision(registry),
                variables,
                new AccessionIds(site, new AccessionTable(sql)),
                new Nested(
                        access,
                        nestedTable,
                        experiments,
                        scans,
                        reconstructions,
                        subjectShares,
                        experimentShares),
                new ProjectTable(sql, documents),
                new ProjectNameTable(sql),
                new SubjectTable(sql, documents),
                subjectShares,
                experiments,
                experimentShares,
                scans,
                reconstructions);
    }
}
