package org.africai.server.boot;

import org.africai.server.access.Access;
import org.africai.server.archive.Locator;
import org.africai.server.archive.LocatorTable;
import org.africai.server.db.Sql;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The archive: projects, subjects, experiments, scans.
@Configuration(proxyBeanMethods = false)
class ArchiveWiring {
    @Bean
    Locator locator(Access access, Sql sql) {
        return new Locator(access, new LocatorTable(sql));
    }
}
