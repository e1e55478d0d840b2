package org.africai.cli.send;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.africai.cli.Console;
import org.jspecify.annotations.Nullable;

/// Who sends. Secrets come from the environment, a file that only its owner reads, or the keyboard;
/// never from the command line, which everybody on the machine can see.
final class Credentials {
    static final String TOKEN = "AFRICAI_TOKEN";
    static final String MAP_PASSPHRASE = "AFRICAI_MAP_PASSPHRASE";
    private static final int LEAST_PASSPHRASE = 8;

    private Credentials() {}

    /// The value of `Authorization`.
    ///
    /// @param login whom to ask a password of; absent when there is a token
    /// @throws BadUse when there is nothing to go by
    static String authorization(
            @Nullable String login,
            @Nullable Path tokenFile,
            Map<String, String> environment,
            Console console)
            throws IOException {
        String pair = pair(login, tokenFile, environment, console);
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
    }

    private static String pair(
            @Nullable String login,
            @Nullable Path tokenFile,
            Map<String, String> environment,
            Console console)
            throws IOException {
        if (tokenFile != null) {
            return token(read(tokenFile), tokenFile.toString());
        }
        String token = environment.get(TOKEN);
        if (token != null && login == null) {
            return token(token.strip(), TOKEN);
        }
        if (login == null) {
            throw new BadUse(
                    "say who sends: a token ALIAS:SECRET in "
                            + TOKEN
                            + " or in a file (--token-file), or --user NAME to be asked for a"
                            + " password");
        }
        return console.secret("Password of " + login)
                .map(password -> login + ":" + new String(password))
                .orElseThrow(() -> new BadUse("no password was given"));
    }

    private static String token(String text, String from) {
        if (!text.matches("[^:\\s]+:\\S+")) {
            throw new BadUse(from + " holds no token: ALIAS:SECRET is wanted");
        }
        return text;
    }

    private static String read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new BadUse("there is no file " + file);
        }
        if (WorkFolder.isOpenToOthers(file)) {
            throw new BadUse(file + " is secret, but others may read it: chmod 600 " + file);
        }
        return Files.readString(file).strip();
    }

    /// What the map of identities is encrypted with.
    ///
    /// @param isNew whether it is chosen now
    static char[] passphrase(boolean isNew, Map<String, String> environment, Console console) {
        String given = environment.get(MAP_PASSPHRASE);
        char[] passphrase =
                given != null && !given.isEmpty() ? given.toCharArray() : typed(isNew, console);
        if (isNew && passphrase.length < LEAST_PASSPHRASE) {
            throw new BadUse("the passphrase has " + LEAST_PASSPHRASE + " characters at least");
        }
        return passphrase;
    }

    private static char[] typed(boolean isNew, Console console) {
        String what = "Passphrase of the map of identities" + (isNew ? " (new)" : "");
        Optional<char[]> first = console.secret(what);
        if (first.isEmpty()) {
            throw new BadUse(
                    "the map of identities needs a passphrase: set "
                            + MAP_PASSPHRASE
                            + ", or say --no-map to keep none");
        }
        if (isNew) {
            char[] again = console.secret("The same again").orElse(new char[0]);
            if (!java.util.Arrays.equals(first.get(), again)) {
                throw new BadUse("the passphrases differ");
            }
        }
        return first.get();
    }
}
