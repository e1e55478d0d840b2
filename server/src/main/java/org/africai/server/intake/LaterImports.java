package org.africai.server.intake;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import org.africai.server.access.Caller;
import org.africai.server.access.Motive;
import org.africai.server.accounts.Account;
import org.africai.server.accounts.Accounts;
import org.africai.server.files.Discards;
import org.africai.server.http.Refusal;
import org.africai.server.intake.ImportOrderTable.Order;
import org.africai.server.intake.Progress.Stage;
import org.africai.store.Digests;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Imports whose senders do not wait for their end but ask how they get on (XNAT's
/// `http-session-listener`). What was sent is durable, and so is the order to take it in, before
/// the sender is answered; one that the server's end interrupts is begun again, three times at
/// most.
public final class LaterImports implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LaterImports.class);
    private static final int MAX_ATTEMPTS = 3;

    /// How many of an account wait at a time.
    static final int MAX_WAITING = 1_000;

    /// How many are taken in at a time.
    private static final int WORKERS = 2;

    private final Ground ground;
    private final ImportOrderTable orders;
    private final Imports imports;
    private final Progress progress;
    private final Accounts accounts;
    private final Discards discards;
    private final ExecutorService workers =
            Executors.newFixedThreadPool(
                    WORKERS, Thread.ofPlatform().daemon().name("later-imports-", 0).factory());

    LaterImports(
            Ground ground,
            ImportOrderTable orders,
            Imports imports,
            Progress progress,
            Accounts accounts,
            Discards discards) {
        this.discards = discards;
        this.ground = ground;
        this.orders = orders;
        this.imports = imports;
        this.progress = progress;
        this.accounts = accounts;
    }

    /// Begins what the server's end interrupted, before the first request.
    public void start() {
        int waiting = orders.release();
        if (waiting > 0) {
            LOG.info("imports are begun again orders={}", waiting);
        }
        for (int i = 0; i < WORKERS; i++) {
            wake();
        }
    }

    /// Keeps an upload to take it in while its sender goes on.
    ///
    /// @param request what `parameters` say, with a listener
    /// @param parameters of the request, by name
    /// @throws Refusal when the sender may not send this, or too much of theirs waits
    public void accept(
            Caller caller, ImportRequest request, Map<String, String> parameters, Upload upload) {
        imports.admit(caller, request, 0);
        Arrived file = upload.single();
        try {
            ground.store().publish(file.file());
            keep(caller, request, parameters, upload.name(), file.file().digests());
        } finally {
            file.file().close();
        }
        wake();
    }

    private void keep(
            Caller caller,
            ImportRequest request,
            Map<String, String> parameters,
            String name,
            Digests sent) {
        String listener = requireNonNull(request.listener());
        long account = account(caller);
        ground.changes()
                .run(() -> {
                    if (orders.count(account) >= MAX_WAITING) {
                        throw Refusal.conflict(
                                MAX_WAITING + " of your imports wait already. Send it later.");
                    }
                    Map<?, Long> blobs = ground.blobs().insertOrGet(List.of(sent));
                    long blob = requireNonNull(blobs.get(sent.sha256()));
                    orders.insert(account, listener, blob, name, parameters);
                    progress.begin(caller, listener, "Received");
                });
    }

    private static long account(Caller caller) {
        if (caller.account() == null) {
            throw Refusal.forbidden("Only an account can watch an import.");
        }
        return caller.account();
    }

    private void wake() {
        try {
            workers.execute(this::work);
        } catch (RejectedExecutionException closing) {
            LOG.debug("the import waits for the next start");
        }
    }

    private void work() {
        try {
            Optional<Order> order = orders.take();
            while (order.isPresent() && !workers.isShutdown()) {
                perform(order.get());
                order = orders.take();
            }
        } catch (RuntimeException failure) {
            LOG.warn("imports wait", failure);
        }
    }

    private void perform(Order order) {
        Optional<Caller> sender =
                accounts.named(order.login()).filter(Account::mayLogIn).map(Account::caller);
        try {
            sender.ifPresent(caller -> run(caller, order));
        } catch (Refusal refusal) {
            fail(sender.orElseThrow(), order, refusal.explanation());
        } catch (RuntimeException failure) {
            if (workers.isShutdown()) {
                return; // it is begun again
            }
            LOG.error("import failed order={}", order.key(), failure);
            fail(sender.orElseThrow(), order, "The server failed.");
        }
        forget(order);
    }

    /// What was sent may hold what de-identification has taken out: it goes at once.
    private void forget(Order order) {
        ground.changes()
                .run(() -> {
                    orders.delete(order.key());
                    discards.discard(List.of(order.blob()));
                });
    }

    private void run(Caller caller, Order order) {
        if (order.attempts() > MAX_ATTEMPTS) {
            throw Refusal.invalid("The server ended each time that this was begun.");
        }
        Function<String, Optional<String>> parameter =
                name -> Optional.ofNullable(order.parameters().get(name));
        ImportRequest request = ImportRequest.of(parameter);
        try (InputStream sent = ground.store().openStream(order.blob());
                Upload upload = imports.receive(order.name(), sent)) {
            var _ = imports.run(caller.because(Motive.said(parameter)), request, upload);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot read " + order.blob(), failure);
        }
    }

    /// Says that it failed, unless that has been said where it did.
    private void fail(Caller caller, Order order, String why) {
        boolean isSaid =
                progress.messages(caller, order.listener()).orElse(List.of()).stream()
                        .anyMatch(message -> message.stage().isLast());
        if (!isSaid) {
            progress.say(caller, order.listener(), Stage.FAILED, why);
        }
    }

    /// Interrupts what is under way; it is begun again at the next start.
    @Override
    public void close() {
        workers.shutdownNow();
    }
}
