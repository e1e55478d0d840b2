package org.africai.server.xnatapi;

import org.africai.server.access.Motive;
import org.africai.server.http.Refusal;
import org.africai.server.site.SiteProperties;
import org.africai.server.site.SiteSettings;
import org.springframework.stereotype.Component;

/// What a change of the archive has to say about itself, where the site wants that.
@Component
final class ChangeRules {
    private final SiteSettings site;

    ChangeRules(SiteSettings site) {
        this.site = site;
    }

    /// To be asked before anything of the request's body is read.
    ///
    /// @throws Refusal when the request changes something and does not say what is wanted, or a
    ///   guest sent it: guests change nothing in the archive
    void require(Exchange exchange) {
        if (exchange.method() == Exchange.Method.GET) {
            return;
        }
        if (exchange.caller().isGuest()) {
            throw new Refusal(Refusal.Reason.UNAUTHENTICATED, "Log in first.");
        }
        Motive motive = exchange.caller().motive();
        if (motive.reason().isEmpty() && site.get(SiteProperties.REQUIRE_CHANGE_JUSTIFICATION)) {
            throw Refusal.forbidden("On this site every change says why: event_reason=.");
        }
        if (motive.event().isEmpty() && site.get(SiteProperties.REQUIRE_EVENT_NAME)) {
            throw Refusal.forbidden("On this site every change has a name: event_action=.");
        }
    }
}
