package org.africai.server.boot;

import java.util.UUID;
import org.africai.server.access.Access;
import org.africai.server.archive.Archive;
import org.africai.server.audit.Audit;
import org.africai.server.db.Changes;
import org.africai.server.db.Sql;
import org.africai.server.db.Transactions;
import org.africai.server.schema.TypeRegistry;
import org.africai.server.variables.CustomFields;
import org.africai.server.variables.CustomForms;
import org.africai.server.variables.ProjectVariables;
import org.africai.server.variables.Protocols;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Custom variables and what projects say about them.
@Configuration(proxyBeanMethods = false)
class VariablesWiring {
    @Bean
    ProjectVariables projectVariables(TypeRegistry registry, Sql sql) {
        return new ProjectVariables(registry, sql);
    }

    @Bean
    Protocols protocols(Archive archive, TypeRegistry registry) {
        return new Protocols(archive.locator(), archive.projects(), registry);
    }

    @Bean
    CustomFields customFields(Archive archive, Transactions transactions, Sql sql, Audit audit) {
        return new CustomFields(archive.locator(), new Changes(transactions), sql, audit);
    }

    @Bean
    CustomForms customForms(
            Access access,
            Archive archive,
            TypeRegistry registry,
            Transactions transactions,
            Sql sql,
            Audit audit) {
        return new CustomForms(
                access,
                archive.locator(),
                registry,
                new Changes(transactions),
                sql,
                audit,
                UUID::randomUUID);
    }
}
