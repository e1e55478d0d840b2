package org.africai.server.archive;

import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.africai.server.http.Refusal;
import org.africai.server.http.Refusal.Reason;
import org.africai.server.site.SiteProperties;
import org.africai.server.site.SiteSettings;

/// Gives subjects and experiments their accession IDs, `XNAT_S00001` and `XNAT_E00001` on a site
/// with the ID `XNAT`: five digits, and more when they run out. A number is never given twice, also
/// when what bore it is deleted.
final class AccessionIds {
    /// XNAT's characters, and those that the ID of a site can have.
    private static final Pattern SYNTAX = Pattern.compile("[\\p{L}\\p{N}_.-]+");

    private final SiteSettings site;
    private final AccessionTable table;

    AccessionIds(SiteSettings site, AccessionTable table) {
        this.site = site;
        this.table = table;
    }

    String forSubject() {
        return next('S', table::nextSubject, table::isSubject);
    }

    String forExperiment() {
        return next('E', table::nextExperiment, table::isExperiment);
    }

    /// The ID that a client chose for a new subject.
    ///
    /// @throws Refusal when it is taken or cannot be one
    String chosenForSubject(String id) {
        return chosen(id, table.isSubject(id));
    }

    /// The ID that a client chose for a new experiment.
    ///
    /// @throws Refusal when it is taken or cannot be one
    String chosenForExperiment(String id) {
        return chosen(id, table.isExperiment(id));
    }

    private static String chosen(String id, boolean taken) {
        if (taken) {
            throw Refusal.conflict("The ID '" + id + "' is already in use.");
        }
        if (!SYNTAX.matcher(id).matches()) {
            throw new Refusal(
                    Reason.EXPECTATION_FAILED,
                    "Invalid character in ID. It takes letters, digits, '_', '.' and '-'.");
        }
        return new Label(id).value();
    }

    /// The site's ID as accession IDs begin with it: XNAT leaves out what breaks addresses, and so
    /// do we.
    private String prefix() {
        String id =
                site.get(SiteProperties.SITE_ID)
                        .replace('-', '_')
                        .replaceAll("[^\\p{L}\\p{N}_.]", "");
        return id.isEmpty() ? "XNAT" : id;
    }

    /// Numbers whose ID a client has chosen before are passed over.
    private String next(char letter, LongSupplier number, Predicate<String> taken) {
        String id;
        do {
            id = String.format(Locale.ROOT, "%s_%c%05d", prefix(), letter, number.getAsLong());
        } while (taken.test(id));
        return id;
    }
}
