package org.africai.server.accounts;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.africai.server.http.Refusal;

/// What a password that a person chooses must be: 12 characters or more, none of those that
/// everybody tries first, and not the login name. Nothing is asked about kinds of characters (NIST
/// SP 800-63B §3.1.1.2).
final class PasswordRules {
    static final int LEAST_CHARACTERS = 12;
    private static final String COMMON_PASSWORDS = "common-passwords.txt";

    private final Set<String> common = read();

    /// @throws Refusal saying what is wrong with it
    void require(String login, String password) {
        int characters = password.codePointCount(0, password.length());
        if (characters < LEAST_CHARACTERS) {
            throw Refusal.invalid(
                    "A password has %s characters or more; a few words in a row are a good one."
                            .formatted(LEAST_CHARACTERS));
        }
        if (password.length() > PasswordCheck.MAX_PASSWORD_CHARACTERS) {
            throw Refusal.invalid(
                    "A password has %s characters at most."
                            .formatted(PasswordCheck.MAX_PASSWORD_CHARACTERS));
        }
        if (isCommon(password) || isMostly(login, password)) {
            throw Refusal.invalid(
                    "This password is among the first that everybody tries. Choose another.");
        }
    }

    /// Common ones are also recognised with digits and signs put after them.
    private boolean isCommon(String password) {
        String word = password.toLowerCase(Locale.ROOT);
        return common.contains(word)
                || common.contains(word.replaceAll("[^\\p{L}]+$", ""))
                || word.chars().distinct().count() < 4;
    }

    private static boolean isMostly(String login, String password) {
        String name = login.toLowerCase(Locale.ROOT);
        String rest = password.toLowerCase(Locale.ROOT).replace(name, "");
        return name.length() >= 4 && rest.length() < 4;
    }

    private static Set<String> read() {
        try (InputStream list = PasswordRules.class.getResourceAsStream(COMMON_PASSWORDS)) {
            if (list == null) {
                throw new IllegalStateException(COMMON_PASSWORDS + " is missing");
            }
            return new BufferedReader(new InputStreamReader(list, StandardCharsets.UTF_8))
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
