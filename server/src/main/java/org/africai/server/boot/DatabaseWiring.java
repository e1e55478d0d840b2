package org.africai.server.boot;

import java.util.List;
import javax.sql.DataSource;
import org.africai.server.db.Database;
import org.africai.server.db.Sql;
import org.africai.server.db.Transactions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The database, which [AfricaiServer] starts, and what asks it.
@Configuration(proxyBeanMethods = false)
class DatabaseWiring {
    @Bean(destroyMethod = "")
    DataSource dataSource(Database database) {
        return database.source();
    }

    @Bean
    Transactions transactions(DataSource source) {
        return new Transactions(source);
    }

    @Bean
    Sql sql(DataSource source, Transactions transactions) {
        return new Sql(source, transactions);
    }

    @Bean
    ReadinessCheck databaseCheck(Database database) {
        return new ReadinessCheck("database", database::problem);
    }

    @Bean
    ReadinessCheck schemaCheck(Database database) {
        return new ReadinessCheck("schema", database::schemaProblem);
    }

    @Bean
    ReadinessCheck storageCheck(ServerSettings settings) {
        return new ReadinessCheck("storage", new StorageCheck(settings.dataFolder()));
    }

    @Bean
    Readiness readiness(List<ReadinessCheck> checks) {
        return new Readiness(checks);
    }
}
