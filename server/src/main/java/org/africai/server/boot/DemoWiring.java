package org.africai.server.boot;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What `africai demo` is filled with.
@Configuration(proxyBeanMethods = false)
class DemoWiring {
    @Bean
    static DemoContent demoCohort() {
        return new DemoCohort();
    }
}
