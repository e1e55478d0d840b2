package org.africai.server.receivers;

import java.util.List;
import java.util.regex.Pattern;
import org.africai.server.http.Refusal;
import org.africai.server.intake.RoutingRules;
import org.jspecify.annotations.Nullable;

/// How a receiver is set up, in XNAT's terms as far as XNAT has them.
///
/// @param title its application entity title, as senders must call it
/// @param port where it listens, together with others of this port
/// @param identifier XNAT's way of routing; there is one
/// @param isEnabled whether it listens
/// @param customProcessing kept for XNAT's clients; nothing acts on it
/// @param directArchive whether sessions go on to the archive whatever their project says
/// @param anonymizes whether the site's and the project's scripts apply
/// @param isGuarded whether only those on the list get in
/// @param whitelist who gets in, see [Whitelist]
/// @param isRouted whether its own rules come before the site's
/// @param routing those rules
/// @param project ID of the project that all its objects go to; absent when headers decide
/// @param login the account as which objects are kept and found; absent for the site's
/// @param needsIdentity whether senders must log in with name and password
/// @param answersQueries whether it answers C-FIND, C-GET, C-MOVE and storage commitment
/// @param destinations where it may send objects to
public record Setup(
        String title,
        int port,
        String identifier,
        boolean isEnabled,
        boolean customProcessing,
        boolean directArchive,
        boolean anonymizes,
        boolean isGuarded,
        List<String> whitelist,
        boolean isRouted,
        RoutingRules.Texts routing,
        @Nullable String project,
        @Nullable String login,
        boolean needsIdentity,
        boolean answersQueries,
        List<MoveDestination> destinations) {
    /// XNAT's name for its way of routing.
    public static final String IDENTIFIER = "dicomObjectIdentifier";

    static final int MAX_ENTRIES = 1_000;

    private static final Pattern TITLE = Pattern.compile("(?! )[ -\\[\\]-~]{1,16}(?<! )");

    public Setup {
        whitelist = List.copyOf(whitelist);
        destinations = List.copyOf(destinations);
    }

    /// One that takes everything in and routes it by headers.
    public static Setup of(String title, int port) {
        return new Setup(
                title,
                port,
                IDENTIFIER,
                true,
                false,
                false,
                true,
                false,
                List.of(),
                false,
                RoutingRules.Texts.NONE,
                null,
                null,
                false,
                false,
                List.of());
    }

    /// Whether `text` can be an application entity title.
    static boolean isTitle(String text) {
        return TITLE.matcher(text).matches();
    }

    /// @throws Refusal when it could not work so
    void require() {
        if (!isTitle(title)) {
            throw Refusal.invalid(
                    "An AE title has 1 to 16 characters of ASCII, without backslash and without"
                            + " spaces around it.");
        }
        if (port < 1 || port > 65_535) {
            throw Refusal.invalid("The port is a number from 1 to 65535.");
        }
        if (!identifier.equals(IDENTIFIER)) {
            throw Refusal.invalid("unknown DICOM Object Identifier '" + identifier + "'");
        }
        if (whitelist.size() > MAX_ENTRIES || destinations.size() > MAX_ENTRIES) {
            throw Refusal.invalid(
                    "whitelist and destinations have " + MAX_ENTRIES + " entries at most.");
        }
        var _ = new Whitelist(whitelist); // which refuses what is no entry
        var _ = RoutingRules.parse(routing); // which refuses what is no rule
        destinations.forEach(MoveDestination::require);
        if (destinations.stream().map(MoveDestination::aeTitle).distinct().count()
                < destinations.size()) {
            throw Refusal.invalid("Two destinations have the same AE title.");
        }
    }

    /// The same, listening or not.
    Setup enabled(boolean isOn) {
        return new Setup(
                title,
                port,
                identifier,
                isOn,
                customProcessing,
                directArchive,
                anonymizes,
                isGuarded,
                whitelist,
                isRouted,
                routing,
                project,
                login,
                needsIdentity,
                answersQueries,
                destinations);
    }

    /// The same, for the project with this ID.
    Setup boundTo(String id) {
        return new Setup(
                title,
                port,
                identifier,
                isEnabled,
                customProcessing,
                directArchive,
                anonymizes,
                isGuarded,
                whitelist,
                isRouted,
                routing,
                id,
                login,
                needsIdentity,
                answersQueries,
                destinations);
    }
}
