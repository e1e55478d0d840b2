package org.africai.server.boot;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// SIGTERM and Ctrl-C: the server drains, stops, and the process ends with 0, as service managers
/// expect of a stop that was asked for.
final class ShutdownSignal {
    private static final Logger log = LoggerFactory.getLogger(ShutdownSignal.class);

    private ShutdownSignal() {}

    static void stops(AutoCloseable server, Console console) {
        Runtime.getRuntime()
                .addShutdownHook(
                        Thread.ofPlatform().name("stop").unstarted(() -> stop(server, console)));
    }

    private static void stop(AutoCloseable server, Console console) {
        long begun = System.nanoTime();
        int status = 0;
        try {
            server.close();
            log.info("stopped ms={}", (System.nanoTime() - begun) / 1_000_000);
        } catch (Exception e) {
            log.error("stop failed", e);
            status = 1;
        }
        console.say("AFRICAI stopped");
        Runtime.getRuntime().halt(status);
    }
}
