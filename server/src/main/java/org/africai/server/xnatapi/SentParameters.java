package org.africai.server.xnatapi;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.africai.server.http.Refusal;

/// What a service is asked: the parameters of the address, then the fields of a form in the body.
final class SentParameters {
    /// Bytes of a form's body at most.
    static final int MAX_BYTES = 1 << 20;

    private static final String FORM = "application/x-www-form-urlencoded";

    private SentParameters() {}

    /// @throws Refusal when the form is too large or not properly encoded
    static QueryParameters of(Exchange exchange) throws IOException {
        return isForm(exchange) ? both(exchange) : exchange.query();
    }

    /// Takes note of what a form says of the change that is asked for, where nothing else of the
    /// body matters.
    ///
    /// @throws Refusal as [#of]
    static void hear(Exchange exchange) throws IOException {
        var _ = of(exchange);
    }

    private static QueryParameters both(Exchange exchange) throws IOException {
        byte[] body = exchange.request().getInputStream().readNBytes(MAX_BYTES + 1);
        if (body.length > MAX_BYTES) {
            throw new Refusal(
                    Refusal.Reason.TOO_LARGE, "A form has " + MAX_BYTES + " bytes at most.");
        }
        List<QueryParameters.Parameter> all = new ArrayList<>(exchange.query().all());
        QueryParameters form = QueryParameters.parse(new String(body, StandardCharsets.UTF_8));
        exchange.hear(form::first);
        all.addAll(form.all());
        return new QueryParameters(all);
    }

    static boolean isForm(Exchange exchange) {
        String type = Optional.ofNullable(exchange.request().getContentType()).orElse("");
        return type.split(";")[0].strip().toLowerCase(Locale.ROOT).equals(FORM);
    }
}
