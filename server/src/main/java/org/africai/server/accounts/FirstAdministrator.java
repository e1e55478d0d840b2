package org.africai.server.accounts;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import org.africai.server.access.Caller;
import org.africai.server.audit.Audit;
import org.africai.server.audit.Audit.Action;
import org.africai.server.db.Transactions;
import org.africai.server.settings.Secret;
import org.africai.server.settings.StartRefused;
import org.jspecify.annotations.Nullable;

/// Makes the administrator `admin` of a server that has none: with the password that the operator
/// gave or, without one, a random password that is told once. Never changes one that is there.
public final class FirstAdministrator {
    public static final String LOGIN = "admin";

    private static final int LEAST_CHARACTERS = 8;

    /// Characters that are not taken for each other: 31, so 28 of them are 138 bits.
    private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";

    private static final int GROUPS = 7;
    private static final int GROUP_CHARACTERS = 4;

    private final AccountTable accounts;
    private final Authentication authentication;
    private final Transactions transactions;
    private final Audit audit;
    private final Clock clock;
    private final SecureRandom random;

    public FirstAdministrator(
            AccountTable accounts,
            Authentication authentication,
            Transactions transactions,
            Audit audit,
            Clock clock,
            SecureRandom random) {
        this.accounts = accounts;
        this.authentication = authentication;
        this.transactions = transactions;
        this.audit = audit;
        this.clock = clock;
        this.random = random;
    }

    /// Makes the administrator when there is none.
    ///
    /// @param given the operator's password for it, if any
    /// @return lines for the operator
    /// @throws StartRefused when that password is needed and too short
    public List<String> prepare(@Nullable Secret given) {
        if (accounts.hasAdministrator()) {
            return given == null
                    ? List.of()
                    : List.of(
                            "There is an administrator already: AFRICAI_ADMIN_PASSWORD was not"
                                    + " used, and no password was changed.");
        }
        if (given != null) {
            make(longEnough(given.value()));
            return List.of();
        }
        String password = newPassword();
        return make(password)
                ? List.of(
                        "Log in as '" + LOGIN + "' with the password " + password,
                        "This password is shown only now. Change it after the first login.")
                : List.of();
    }

    /// @return whether it was this server that made it, and not another at the same time
    private boolean make(String password) {
        String hash = authentication.hash(password);
        var admin =
                new NewAccount(new LoginName(LOGIN), "Site", "Administrator", "", true, true, true);
        return transactions.run(() -> {
            boolean isMade = accounts.insert(admin, hash, clock.instant()).isPresent();
            if (isMade) {
                audit.record(Caller.SYSTEM, Action.CREATED, "account", LOGIN, null);
            }
            return isMade;
        });
    }

    private static String longEnough(String password) {
        if (password.codePointCount(0, password.length()) < LEAST_CHARACTERS) {
            throw new StartRefused(
                    "AFRICAI_ADMIN_PASSWORD is too short: the administrator's password has "
                            + LEAST_CHARACTERS
                            + " characters or more");
        }
        if (password.length() > PasswordCheck.MAX_PASSWORD_CHARACTERS) {
            throw new StartRefused(
                    "AFRICAI_ADMIN_PASSWORD is too long: a password has "
                            + PasswordCheck.MAX_PASSWORD_CHARACTERS
                            + " characters at most");
        }
        return password;
    }

    private String newPassword() {
        var password = new StringBuilder();
        for (int i = 0; i < GROUPS * GROUP_CHARACTERS; i++) {
            if (i > 0 && i % GROUP_CHARACTERS == 0) {
                password.append('-');
            }
            password.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return password.toString();
    }
}
