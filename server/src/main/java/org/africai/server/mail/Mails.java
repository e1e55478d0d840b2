package org.africai.server.mail;

import java.time.Clock;
import java.util.regex.Pattern;
import org.africai.server.site.SiteProperties;
import org.africai.server.site.SiteSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the site writes to people. A mail is a row that is written in the transaction of what it
/// tells of, and sent later; see [MailJob]. It never says anything of patients or their data: only
/// IDs of projects, names of users, and codes.
public final class Mails {
    /// Mails that may wait; further ones are dropped, so that nobody fills the disk with them.
    static final int MAX_WAITING = 10_000;

    static final int MAX_ADDRESS_CHARACTERS = 254;

    /// What can be told apart from the rest of a mail's head: no space, no line, one `@`.
    private static final Pattern ADDRESS =
            Pattern.compile("[^\\s\\p{Cntrl}@<>\",;:()\\\\]+@[^\\s\\p{Cntrl}@<>\",;:()\\\\]+");

    private static final Logger LOG = LoggerFactory.getLogger(Mails.class);

    private final MailTable table;
    private final SiteSettings site;
    private final Clock clock;

    public Mails(MailTable table, SiteSettings site, Clock clock) {
        this.table = table;
        this.site = site;
        this.clock = clock;
    }

    /// Whether this site sends mail: an administrator has named a server that takes it.
    public boolean areSent() {
        return areSent(site);
    }

    /// Whether the site with these settings sends mail.
    public static boolean areSent(SiteSettings site) {
        return !site.get(SiteProperties.SMTP_HOST).isBlank();
    }

    /// Puts a mail with those that wait; part of the caller's transaction. Where the site sends
    /// none, or the address is none, nothing happens.
    ///
    /// @param subject what it is about, without the name of the site
    public void send(String recipient, String subject, String text) {
        if (!areSent() || !isAddress(recipient)) {
            return;
        }
        if (table.count() >= MAX_WAITING) {
            LOG.warn("dropped a mail waiting={}", MAX_WAITING);
            return;
        }
        String whole = "[" + site.get(SiteProperties.SITE_NAME) + "] " + subject;
        table.insert(recipient, whole.replaceAll("\\p{Cntrl}", " "), text, clock.instant());
    }

    /// The address of a page of this site for a mail; only its path where nobody has said what the
    /// site's address is, for what a request says of that may be forged.
    public String link(String path) {
        String url = site.get(SiteProperties.SITE_URL);
        return (url.endsWith("/") ? url.substring(0, url.length() - 1) : url) + path;
    }

    static boolean isAddress(String text) {
        return text.length() <= MAX_ADDRESS_CHARACTERS && ADDRESS.matcher(text).matches();
    }
}
