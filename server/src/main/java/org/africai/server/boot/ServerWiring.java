package org.africai.server.boot;

import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

/// The root of the wiring: every `…Wiring` class of this package, and the routes and other
/// components of the packages at the rim. Nothing else is found by scanning, and nothing is
/// configured by what lies on the class path.
@Configuration(proxyBeanMethods = false)
@ComponentScan(
        basePackages = {
            "org.africai.server.boot",
            "org.africai.server.xnatapi",
            "org.africai.server.dicomweb",
            "org.africai.server.api",
            "org.africai.server.pages"
        })
class ServerWiring {}
