package org.africai.server.xnatapi;

import java.io.IOException;

/// Answers the addresses of resources and files, whatever they belong to.
interface ResourceTargets {
    void resources(Exchange exchange, Target.Resources target) throws IOException;

    void resource(Exchange exchange, Target.ResourceItem target) throws IOException;

    void files(Exchange exchange, Target.Files target) throws IOException;
}
