package org.africai.server.pages;

import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Pattern;
import org.africai.server.access.Caller;
import org.africai.server.access.Callers;
import org.africai.server.mail.Mails;
import org.africai.server.site.SiteProperties;
import org.africai.server.site.SiteSettings;
import org.jspecify.annotations.Nullable;

/// Who looks at a page, and under which address they reached the site.
///
/// @param address the site's, without a slash at the end
/// @param isMailed whether the site sends mail, such as a link to who has forgotten a password
record Visitor(Caller caller, String address, boolean isMailed) {
    private static final Pattern HOST =
            Pattern.compile("[A-Za-z0-9._-]+(:\\d+)?|\\[[0-9A-Fa-f:.]+](:\\d+)?");

    static Visitor of(HttpServletRequest request, SiteSettings settings) {
        String set = settings.get(SiteProperties.SITE_URL);
        String address = set.isBlank() ? asReached(request) : set.replaceAll("/+$", "");
        return new Visitor(Callers.of(request), address, Mails.areSent(settings));
    }

    private static String asReached(HttpServletRequest request) {
        @Nullable String host = request.getHeader("Host");
        boolean isPlain = host != null && HOST.matcher(host).matches();
        return request.getScheme() + "://" + (isPlain ? host : request.getServerName());
    }
}
