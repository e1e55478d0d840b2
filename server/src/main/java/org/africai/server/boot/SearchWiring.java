package org.africai.server.boot;

import java.util.UUID;
import org.africai.server.access.Access;
import org.africai.server.archive.Archive;
import org.africai.server.archive.VariableRules;
import org.africai.server.audit.Audit;
import org.africai.server.db.Changes;
import org.africai.server.db.Sql;
import org.africai.server.db.Transactions;
import org.africai.server.schema.TypeRegistry;
import org.africai.server.search.SearchElements;
import org.africai.server.search.Searches;
import org.africai.server.search.StoredSearches;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Searches, stored and at once.
@Configuration(proxyBeanMethods = false)
class SearchWiring {
    @Bean
    SearchElements searchElements(
            Access access, TypeRegistry registry, VariableRules variables, Sql sql) {
        return new SearchElements(access, registry, variables, sql);
    }

    @Bean
    Searches searches(Archive archive, TypeRegistry registry, Sql sql, Transactions transactions) {
        return new Searches(
                archive, registry, sql, transactions, () -> UUID.randomUUID().toString());
    }

    @Bean
    StoredSearches storedSearches(
            Access access,
            Archive archive,
            TypeRegistry registry,
            Transactions transactions,
            Sql sql,
            Audit audit) {
        return new StoredSearches(
                access, archive.locator(), registry, new Changes(transactions), sql, audit);
    }
}
