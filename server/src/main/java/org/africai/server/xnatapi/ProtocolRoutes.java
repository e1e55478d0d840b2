package org.africai.server.xnatapi;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.africai.server.archive.Address;
import org.africai.server.http.Refusal;
import org.africai.server.http.Refusal.Reason;
import org.africai.server.schema.Item;
import org.africai.server.variables.Protocols;
import org.springframework.stereotype.Component;

/// `/projects/P/protocols/ID?dataType=`: the sets of custom variables of a data type.
@Component
final class ProtocolRoutes {
    private final Protocols protocols;
    private final Submissions submissions;
    private final ItemAnswer items;

    ProtocolRoutes(Protocols protocols, Submissions submissions, ItemAnswer items) {
        this.protocols = protocols;
        this.submissions = submissions;
        this.items = items;
    }

    void serve(Exchange exchange, Address.OfProject project, List<String> rest) throws IOException {
        if (rest.size() != 1) {
            throw Refusal.notFound("The address of a protocol is …/protocols/ID.");
        }
        String id = rest.getFirst();
        Optional<String> type = exchange.query().first("dataType").filter(name -> !name.isBlank());
        switch (exchange.method()) {
            case GET ->
                    items.writeXml(exchange, protocols.read(exchange.caller(), project, id, type));
            case PUT, POST -> {
                protocols.requireChange(exchange.caller(), project);
                protocols.put(exchange.caller(), project, id, type, sent(exchange));
                exchange.answerEmpty();
            }
            case DELETE -> {
                protocols.delete(exchange.caller(), project, id);
                exchange.answerEmpty();
            }
        }
    }

    private Item sent(Exchange exchange) throws IOException {
        return Optional.ofNullable(submissions.document(exchange))
                .orElseThrow(() ->
                        new Refusal(Reason.UNPROCESSABLE, "The body is no XML of a protocol."));
    }
}
