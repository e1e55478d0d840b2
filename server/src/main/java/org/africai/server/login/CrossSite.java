package org.africai.server.login;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import org.africai.server.http.Refusal;
import org.africai.server.site.SiteProperties;
import org.africai.server.site.SiteSettings;
import org.jspecify.annotations.Nullable;

/// Refuses changes that a page of another site asks for with the login of who looks at it. Browsers
/// say where a request comes from (`Origin`, `Sec-Fetch-Site`); programs say nothing and are let
/// through, so nobody needs a token.
///
/// A request that brings its own name and password is let through as well, unless the browser put
/// them there by itself: a page cannot set that header without asking us first, which is refused.
final class CrossSite {
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");
    private static final Set<String> FOREIGN = Set.of("cross-site", "same-site");
    private static final Set<String> WITHOUT_ASKING = Set.of("navigate", "no-cors");

    private final SiteSettings settings;

    CrossSite(SiteSettings settings) {
        this.settings = settings;
    }

    /// @throws Refusal when the request is a foreign page's and changes something
    void check(HttpServletRequest request) {
        if (SAFE.contains(request.getMethod()) || bringsItsOwnProof(request)) {
            return;
        }
        if (isForeign(request)) {
            throw Refusal.forbidden(
                    "A page of another site asked for this change. If it is this site behind a"
                            + " proxy, the proxy must keep the Host header, or the site property"
                            + " siteUrl must name the address that people use.");
        }
    }

    private static boolean bringsItsOwnProof(HttpServletRequest request) {
        String mode = request.getHeader("Sec-Fetch-Mode");
        return request.getHeader("Authorization") != null
                && (mode == null || !WITHOUT_ASKING.contains(mode));
    }

    private boolean isForeign(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null && FOREIGN.contains(site.toLowerCase(Locale.ROOT))) {
            return true;
        }
        String origin = request.getHeader("Origin");
        return origin != null && !isAt(origin, request.getHeader("Host")) && !isSiteUrl(origin);
    }

    /// Scheme is left out: a proxy that speaks https to the world speaks http to us.
    private static boolean isAt(String origin, @Nullable String host) {
        return host != null && authority(origin).equalsIgnoreCase(host);
    }

    private boolean isSiteUrl(String origin) {
        String own = authority(settings.get(SiteProperties.SITE_URL));
        return !own.isEmpty() && own.equalsIgnoreCase(authority(origin));
    }

    /// Host and port, as written; empty when it is no URL, such as the origin `null`.
    private static String authority(String url) {
        try {
            String authority = new URI(url).getRawAuthority();
            return authority == null ? "" : authority;
        } catch (URISyntaxException e) {
            return "";
        }
    }
}
