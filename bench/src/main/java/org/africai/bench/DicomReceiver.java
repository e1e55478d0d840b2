package org.africai.bench;

import java.io.IOException;

/// A program that receives by C-STORE, empty when it is started.
interface DicomReceiver extends AutoCloseable {
    String title();

    int port();

    /// How many objects it has.
    int count() throws IOException, InterruptedException;

    /// CPU time of all its processes so far.
    double cpuSeconds() throws IOException;

    @Override
    void close() throws IOException;

    /// Starts one.
    @FunctionalInterface
    interface Start {
        DicomReceiver start() throws IOException, InterruptedException;
    }
}
