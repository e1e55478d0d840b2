package org.africai.server.site;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// The properties of the site that the server acts on. Others may be stored as well, as XNAT's
/// clients do; only administrators see those.
public final class SiteProperties {
    /// Short name of the site; begins the accession IDs of subjects and experiments.
    public static final SiteProperty<String> SITE_ID =
            SiteProperty.text(
                    "siteId",
                    Audience.EVERYBODY,
                    "XNAT",
                    Pattern.compile("[^\\p{Cntrl}]{1,64}"),
                    "a text of 1 to 64 characters");

    /// What the site calls itself on its pages.
    public static final SiteProperty<String> SITE_NAME =
            SiteProperty.text("siteName", Audience.EVERYBODY, "AFRICAI");

    /// The address that people reach the site by, when it differs from the one requests arrive at.
    public static final SiteProperty<String> SITE_URL =
            SiteProperty.text(
                    "siteUrl",
                    Audience.EVERYBODY,
                    "",
                    Pattern.compile("|https?://[A-Za-z0-9.:\\[\\]-]+(/[A-Za-z0-9._~/-]*)?"),
                    "empty, or an address such as https://images.example.org");

    /// One line for the front page.
    public static final SiteProperty<String> SITE_DESCRIPTION =
            SiteProperty.text(
                    "siteDescriptionText",
                    Audience.EVERYBODY,
                    "An archive of medical images and what belongs to them: kept safe, shared by"
                            + " rules, open to programs.");

    /// Whether the site has been set up: always, since the first start does it.
    public static final SiteProperty<Boolean> INITIALIZED =
            SiteProperty.flag("initialized", Audience.EVERYBODY, true);

    /// Whether guests see nothing at all.
    public static final SiteProperty<Boolean> REQUIRE_LOGIN =
            SiteProperty.flag("requireLogin", Audience.EVERYBODY, false);

    /// How long a login lives without use.
    public static final SiteProperty<Duration> SESSION_TIMEOUT =
            SiteProperty.duration("sessionTimeout", Audience.EVERYBODY, "15 minutes");

    /// How long an alias token holds.
    public static final SiteProperty<Duration> ALIAS_TOKEN_TIMEOUT =
            SiteProperty.duration("aliasTokenTimeout", Audience.USERS, "2 days");

    /// Whether users who administer nothing may not list the others.
    public static final SiteProperty<Boolean> RESTRICT_USER_LIST =
            SiteProperty.flag("restrictUserListAccessToAdmins", Audience.USERS, false);

    /// Whether every user may make projects.
    public static final SiteProperty<Boolean> USERS_CREATE_PROJECTS =
            SiteProperty.flag("uiAllowNonAdminProjectCreation", Audience.USERS, true);

    /// Whether people may ask for access to projects and be invited: XNAT's PARs.
    public static final SiteProperty<Boolean> ACCESS_REQUESTS =
            SiteProperty.flag("par", Audience.USERS, true);

    /// Whether guests may make accounts for themselves.
    public static final SiteProperty<Boolean> USER_REGISTRATION =
            SiteProperty.flag("userRegistration", Audience.EVERYBODY, false);

    /// Whether an account that somebody made for themselves is of no use until an administrator has
    /// verified it.
    public static final SiteProperty<Boolean> EMAIL_VERIFICATION =
            SiteProperty.flag("emailVerification", Audience.EVERYBODY, true);

    /// Whether a change of the archive has to say why: `event_reason=`.
    public static final SiteProperty<Boolean> REQUIRE_CHANGE_JUSTIFICATION =
            SiteProperty.flag("requireChangeJustification", Audience.USERS, false);

    /// Whether a change of the archive has to say what it is called: `event_action=`.
    public static final SiteProperty<Boolean> REQUIRE_EVENT_NAME =
            SiteProperty.flag("requireEventName", Audience.USERS, false);

    /// Where people write to when something is wrong with the site, and what its mail is from.
    public static final SiteProperty<String> ADMIN_EMAIL =
            SiteProperty.text("adminEmail", Audience.USERS, "");

    /// The server that takes mail; none is sent while it is empty.
    public static final SiteProperty<String> SMTP_HOST =
            SiteProperty.text(
                    "smtp.host",
                    Audience.ADMINISTRATORS,
                    "",
                    Pattern.compile("[A-Za-z0-9.:_-]{0,253}"),
                    "empty, or the name or address of a server");

    public static final SiteProperty<Long> SMTP_PORT =
            SiteProperty.number("smtp.port", Audience.ADMINISTRATORS, 25, 1, 65_535);

    /// `smtps` when the connection is encrypted from its first byte.
    public static final SiteProperty<String> SMTP_PROTOCOL =
            SiteProperty.text(
                    "smtp.protocol",
                    Audience.ADMINISTRATORS,
                    "smtp",
                    Pattern.compile("smtps?"),
                    "smtp or smtps");

    /// Whether the connection must be encrypted before anything is said.
    public static final SiteProperty<Boolean> SMTP_START_TLS =
            SiteProperty.flag("smtp.start_tls", Audience.ADMINISTRATORS, false);

    /// Whether the server wants a user and a password.
    public static final SiteProperty<Boolean> SMTP_AUTH =
            SiteProperty.flag("smtp.auth", Audience.ADMINISTRATORS, false);

    public static final SiteProperty<String> SMTP_USERNAME =
            SiteProperty.text("smtp.username", Audience.ADMINISTRATORS, "");

    public static final SiteProperty<String> SMTP_PASSWORD =
            SiteProperty.text("smtp.password", Audience.NOBODY, "");

    /// The tracers that a PET session may name.
    public static final SiteProperty<String> PET_TRACERS =
            SiteProperty.text("sitewidePetTracers", Audience.USERS, "PIB\nFDG");

    /// What becomes of studies with PET and MR series where the project does not say.
    public static final SiteProperty<String> PET_MR =
            SiteProperty.text(
                    "sitewidePetMr",
                    Audience.USERS,
                    "",
                    Pattern.compile("|separate|pet|petmr"),
                    "empty, separate, pet or petmr");

    /// Whether a session never takes scans of another modality. Where it is `false`, an import that
    /// overwrites (`overwrite=delete`) may add them; the session's type stays.
    public static final SiteProperty<Boolean> PREVENT_CROSS_MODALITY =
            SiteProperty.flag("preventCrossModalityMerge", Audience.USERS, true);

    /// The account as which DICOM receivers keep what they receive, unless they name another.
    public static final SiteProperty<String> RECEIVED_FILE_USER =
            SiteProperty.text("receivedFileUser", Audience.ADMINISTRATORS, "admin");

    /// What people are told when they choose a password.
    public static final SiteProperty<String> PASSWORD_MESSAGE =
            SiteProperty.text(
                    "passwordComplexityMessage",
                    Audience.ADMINISTRATORS,
                    "12 characters or more; a few words in a row are a good password.");

    static final Map<String, SiteProperty<?>> ALL = byName();

    private SiteProperties() {}

    private static Map<String, SiteProperty<?>> byName() {
        Map<String, SiteProperty<?>> byName = new LinkedHashMap<>();
        for (SiteProperty<?> property :
                List.of(
                        SITE_ID,
                        SITE_NAME,
                        SITE_URL,
                        SITE_DESCRIPTION,
                        INITIALIZED,
                        REQUIRE_LOGIN,
                        SESSION_TIMEOUT,
                        ALIAS_TOKEN_TIMEOUT,
                        RESTRICT_USER_LIST,
                        USERS_CREATE_PROJECTS,
                        ACCESS_REQUESTS,
                        USER_REGISTRATION,
                        EMAIL_VERIFICATION,
                        REQUIRE_CHANGE_JUSTIFICATION,
                        REQUIRE_EVENT_NAME,
                        ADMIN_EMAIL,
                        SMTP_HOST,
                        SMTP_PORT,
                        SMTP_PROTOCOL,
                        SMTP_START_TLS,
                        SMTP_AUTH,
                        SMTP_USERNAME,
                        SMTP_PASSWORD,
                        PET_TRACERS,
                        PET_MR,
                        PREVENT_CROSS_MODALITY,
                        RECEIVED_FILE_USER,
                        PASSWORD_MESSAGE)) {
            byName.put(property.name(), property);
        }
        return byName;
    }
}
