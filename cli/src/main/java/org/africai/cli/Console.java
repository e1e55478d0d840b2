package org.africai.cli;

import java.io.PrintStream;
import java.util.Optional;

/// Whom the command speaks to. The only class that uses the terminal. Thread-safe.
public final class Console {
    private static final String ERASE = "\r\u001B[K";

    private final PrintStream out;
    private final PrintStream errors;
    private final boolean isTerminal;
    private boolean hasStatus;

    /// @param isTerminal whether a line can be written over, and a password asked for
    public Console(PrintStream out, PrintStream errors, boolean isTerminal) {
        this.out = out;
        this.errors = errors;
        this.isTerminal = isTerminal;
    }

    static Console standard() {
        return new Console(System.out, System.err, terminal().isPresent());
    }

    private static Optional<java.io.Console> terminal() {
        return Optional.ofNullable(System.console()).filter(java.io.Console::isTerminal);
    }

    public boolean isTerminal() {
        return isTerminal;
    }

    /// A line of the result.
    public synchronized void say(String line) {
        erase();
        out.println(line);
        out.flush();
    }

    /// A line about what goes wrong.
    public synchronized void complain(String line) {
        erase();
        errors.println("africai: " + line);
        errors.flush();
    }

    /// How it gets on: written over by the next such line on a terminal, a line of its own
    /// elsewhere.
    public synchronized void status(String line) {
        if (isTerminal) {
            out.print(ERASE + line);
            hasStatus = true;
        } else {
            out.println(line);
        }
        out.flush();
    }

    private void erase() {
        if (hasStatus) {
            out.print(ERASE);
            hasStatus = false;
        }
    }

    /// Asks for what must not be seen; empty where nobody can be asked, or nothing was typed.
    public Optional<char[]> secret(String question) {
        return isTerminal
                ? terminal()
                        .map(console -> console.readPassword("%s: ", question))
                        .filter(typed -> typed.length > 0)
                : Optional.empty();
    }
}
