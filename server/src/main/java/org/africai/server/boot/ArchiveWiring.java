package org.africai.server.boot;

import java.security.SecureRandom;
import java.time.Clock;
import org.africai.server.access.Access;
import org.africai.server.access.GroupTable;
import org.africai.server.access.MembershipTable;
import org.africai.server.archive.Archive;
import org.africai.server.archive.Locator;
import org.africai.server.archive.VariableRules;
import org.africai.server.audit.Audit;
import org.africai.server.db.Sql;
import org.africai.server.db.Transactions;
import org.africai.server.mail.Mails;
import org.africai.server.schema.TypeRegistry;
import org.africai.server.site.SiteSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The archive: projects, subjects, experiments, scans.
@Configuration(proxyBeanMethods = false)
class ArchiveWiring {
    @Bean
    Archive archive(
            Sql sql,
            Transactions transactions,
            Access access,
            MembershipTable memberships,
            GroupTable groups,
            Audit audit,
            TypeRegistry registry,
            SiteSettings site,
            Mails mails,
            VariableRules variables,
            Clock clock,
            SecureRandom random) {
        return Archive.on(
                sql,
                transactions,
                access,
                memberships,
                groups,
                audit,
                registry,
                site,
                mails,
                variables,
                clock,
                random);
    }

    @Bean
    Locator locator(Archive archive) {
        return archive.locator();
    }
}
