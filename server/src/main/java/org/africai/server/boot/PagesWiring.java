package org.africai.server.boot;

import org.africai.server.access.Access;
import org.africai.server.archive.Overview;
import org.africai.server.archive.OverviewTable;
import org.africai.server.db.Sql;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What the pages show.
@Configuration(proxyBeanMethods = false)
class PagesWiring {
    @Bean
    Overview overview(Access access, Sql sql) {
        return new Overview(access, new OverviewTable(sql));
    }
}
