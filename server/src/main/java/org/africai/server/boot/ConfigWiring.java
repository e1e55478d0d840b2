package org.africai.server.boot;

import java.time.Clock;
import java.util.List;
import org.africai.server.access.Access;
import org.africai.server.archive.Locator;
import org.africai.server.audit.Audit;
import org.africai.server.config.ConfigCheck;
import org.africai.server.config.ConfigTable;
import org.africai.server.config.Configs;
import org.africai.server.config.QualityLabels;
import org.africai.server.db.Changes;
import org.africai.server.db.Sql;
import org.africai.server.db.Transactions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Settings of tools.
@Configuration(proxyBeanMethods = false)
class ConfigWiring {
    @Bean
    QualityLabels qualityLabels(Access access, Locator locator, Configs configs) {
        return new QualityLabels(access, locator, configs);
    }

    @Bean
    Configs configs(
            Sql sql,
            Transactions transactions,
            Access access,
            Locator locator,
            Audit audit,
            Clock clock,
            List<ConfigCheck> checks) {
        return new Configs(
                access,
                locator,
                new ConfigTable(sql),
                new Changes(transactions),
                audit,
                clock,
                checks);
    }
}
