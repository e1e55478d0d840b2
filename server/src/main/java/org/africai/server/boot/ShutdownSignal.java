package org.africai.server.boot;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// SIGTERM and Ctrl-C: the server drains, stops, and the process ends with 0, as service managers
/// expect of a stop that was asked for.
final class ShutdownSignal {
    private static final Logger log = LoggerFactory.getLogger(ShutdownSignal.class);

    private final AutoCloseable server;
    private final Console console;
    private volatile int status;

    private ShutdownSignal(AutoCloseable server, Console console) {
        this.server = server;
        this.console = console;
    }

    static ShutdownSignal stops(AutoCloseable server, Console console) {
        var signal = new ShutdownSignal(server, console);
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().name("stop").unstarted(signal::stop));
        return signal;
    }

    /// The process is about to end because something failed: it shall end with 1.
    void fail() {
        status = 1;
    }

    private void stop() {
        long begun = System.nanoTime();
        try {
            server.close();
            log.info("stopped ms={}", (System.nanoTime() - begun) / 1_000_000);
        } catch (Exception e) {
            log.error("stop failed", e);
            fail();
        }
        console.say("AFRICAI stopped");
        Runtime.getRuntime().halt(status);
    }
}
