package org.africai.server.boot;

import java.time.Clock;
import org.africai.server.access.Access;
import org.africai.server.access.GroupTable;
import org.africai.server.access.MembershipTable;
import org.africai.server.audit.Audit;
import org.africai.server.audit.AuditMonthsJob;
import org.africai.server.audit.AuditTable;
import org.africai.server.db.Sql;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Who may do what, and the record of who did it.
@Configuration(proxyBeanMethods = false)
class AccessWiring {
    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    MembershipTable membershipTable(Sql sql) {
        return new MembershipTable(sql);
    }

    @Bean
    GroupTable groupTable(Sql sql) {
        return new GroupTable(sql);
    }

    @Bean
    Access access(MembershipTable memberships) {
        return new Access(memberships);
    }

    @Bean
    Audit audit(Sql sql, Clock clock) {
        return new Audit(new AuditTable(sql), clock);
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    AuditMonthsJob auditMonthsJob(Audit audit) {
        return new AuditMonthsJob(audit);
    }
}
