package org.africai.server.boot;

import java.io.PrintStream;

/// The person who started the server: the only way to standard output and standard error. What the
/// program says for other programs to read goes to standard output, all else to standard error.
final class Console {
    private final PrintStream out;
    private final PrintStream err;

    Console(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    static Console standard() {
        return new Console(System.out, System.err);
    }

    void say(String line) {
        out.println(line);
        out.flush();
    }

    void complain(String line) {
        err.println("africai: " + line);
        err.flush();
    }
}
