package org.africai.server.boot;

import org.africai.server.access.Access;
import org.africai.server.archive.Locator;
import org.africai.server.audit.Audit;
import org.africai.server.db.Changes;
import org.africai.server.db.Sql;
import org.africai.server.db.Transactions;
import org.africai.server.schema.TypeRegistry;
import org.africai.server.workflows.WorkflowTable;
import org.africai.server.workflows.Workflows;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What pipelines tell of their work.
@Configuration(proxyBeanMethods = false)
class WorkflowsWiring {
    @Bean
    Workflows workflows(
            Sql sql,
            Transactions transactions,
            Access access,
            Locator locator,
            TypeRegistry registry,
            Audit audit) {
        return new Workflows(
                access,
                locator,
                registry,
                new WorkflowTable(sql),
                new Changes(transactions),
                audit);
    }
}
