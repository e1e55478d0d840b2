package org.africai.server.xnatapi;

import org.africai.server.access.Motive;
import org.africai.server.http.Refusal;
import org.africai.server.site.SiteProperties;
import org.africai.server.site.SiteSettings;
import org.springframework.stereotype.Component;

/// What a change of the archive, or of what waits to be archived, has to say about itself, where
/// the site wants that: in the address or in a form, in the body.
@Component
final class ChangeRules {
    private final SiteSettings site;

    ChangeRules(SiteSettings site) {
        this.site = site;
    }

    /// From now on [Exchange#caller] refuses a request that changes something and has not said what
    /// is wanted, in its address or in what of its body was read.
    ///
    /// To be asked before anything of the request's body is read.
    ///
    /// @throws Refusal when a guest wants to change something: guests change nothing in the archive
    void watch(Exchange exchange) {
        if (exchange.method() != Exchange.Method.GET && exchange.asker().isGuest()) {
            throw new Refusal(Refusal.Reason.UNAUTHENTICATED, "Log in first.");
        }
        exchange.obey(this::require);
    }

    /// A request that is watched.
    Exchange watched(Exchange exchange) {
        watch(exchange);
        return exchange;
    }

    private void require(Motive motive) {
        if (motive.reason().isEmpty() && site.get(SiteProperties.REQUIRE_CHANGE_JUSTIFICATION)) {
            throw Refusal.forbidden("On this site every change says why: event_reason=.");
        }
        if (motive.event().isEmpty() && site.get(SiteProperties.REQUIRE_EVENT_NAME)) {
            throw Refusal.forbidden("On this site every change has a name: event_action=.");
        }
    }
}
