package org.africai.server.boot;

import org.africai.server.schema.Schemas;
import org.africai.server.schema.TypeRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The data types, read from the XSD files at start.
@Configuration(proxyBeanMethods = false)
class SchemaWiring {
    @Bean
    TypeRegistry typeRegistry() {
        return TypeRegistry.of(Schemas.bundled());
    }
}
