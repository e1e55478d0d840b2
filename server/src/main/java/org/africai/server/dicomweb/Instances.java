package org.africai.server.dicomweb;

import java.io.IOException;
import java.util.List;
import org.africai.server.access.Access;
import org.africai.server.studies.StoredInstance;
import org.africai.server.studies.Studies;

/// The archived objects that an address means, page by page.
record Instances(Studies studies) {
    private static final int PAGE = Studies.INSTANCES_AT_A_TIME;

    /// What is done with each.
    @FunctionalInterface
    interface Reader {
        void accept(StoredInstance instance) throws IOException;
    }

    /// The first of them.
    ///
    /// @throws org.africai.server.http.Refusal when there is none that the caller may see
    List<StoredInstance> firstPage(Exchange exchange) {
        List<StoredInstance> page = page(exchange, 0);
        if (page.isEmpty()) {
            throw Access.missing(exchange.caller(), inWords(exchange.target()));
        }
        return page;
    }

    /// The one that an address means that names an instance.
    ///
    /// @throws org.africai.server.http.Refusal when there is none that the caller may see
    StoredInstance one(Exchange exchange) {
        return firstPage(exchange).getFirst();
    }

    private static String inWords(Target target) {
        if (target.instance() != null) {
            return "instance " + target.instance();
        }
        return target.series() != null ? "series " + target.series() : "study " + target.study();
    }

    /// Hands out all of them.
    void each(Exchange exchange, List<StoredInstance> first, Reader reader) throws IOException {
        List<StoredInstance> page = first;
        while (true) {
            for (StoredInstance instance : page) {
                reader.accept(instance);
            }
            if (page.size() < PAGE) {
                return;
            }
            page = page(exchange, page.getLast().file());
        }
    }

    private List<StoredInstance> page(Exchange exchange, long after) {
        Target target = exchange.target();
        return studies.instances(exchange.caller(), target.root(), target.selection(), after, PAGE);
    }
}
