package org.africai.server.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends the mails that wait. One that the server does not take is tried again, each time after
/// twice as long, for about two days; what it refuses for good, or never takes, is given up. A
/// server that ends while it sends leaves the mail to be sent again: it may come twice, never not
/// at all.
public final class MailJob implements AutoCloseable {
    static final int MAX_ATTEMPTS = 15;
    static final Duration FIRST_RETRY = Duration.ofMinutes(1);
    static final Duration LONGEST_RETRY = Duration.ofHours(6);

    private static final Logger LOG = LoggerFactory.getLogger(MailJob.class);

    /// Longer than any attempt takes, with what [SmtpClient] waits for.
    private static final Duration LEASE = Duration.ofMinutes(10);

    private static final Duration LOOK_EVERY = Duration.ofSeconds(10);
    private static final int MAX_DOUBLINGS = 20;

    private final MailTable table;
    private final Mails mails;
    private final SmtpClient smtp;
    private final Clock clock;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("mail").factory());

    public MailJob(MailTable table, Mails mails, SmtpClient smtp, Clock clock) {
        this.table = table;
        this.mails = mails;
        this.smtp = smtp;
        this.clock = clock;
    }

    /// Looks for mails from now on, until closed.
    public void start() {
        start(LOOK_EVERY);
    }

    void start(Duration lookEvery) {
        long every = lookEvery.toMillis();
        var _ = timer.scheduleWithFixedDelay(this::runSafely, every, every, TimeUnit.MILLISECONDS);
    }

    private void runSafely() {
        try {
            run();
        } catch (RuntimeException failure) {
            LOG.warn("mails were not looked at", failure);
        }
    }

    /// Sends what is due now; nothing while no server is named.
    public void run() {
        while (mails.areSent()) {
            Instant now = clock.instant();
            Optional<WaitingMail> mail = table.take(now, now.plus(LEASE));
            if (mail.isEmpty()) {
                return;
            }
            send(mail.get());
        }
    }

    private void send(WaitingMail mail) {
        try {
            smtp.send(mail);
            table.delete(mail.key());
            LOG.info("sent mail={} attempts={}", mail.key(), mail.attempts());
        } catch (MessagingException failure) {
            failed(mail, failure);
        }
    }

    /// Neither the address nor what a server says of it is for the log.
    private void failed(WaitingMail mail, MessagingException failure) {
        String kind = failure.getClass().getSimpleName();
        if (isForGood(failure) || mail.attempts() >= MAX_ATTEMPTS) {
            table.delete(mail.key());
            LOG.warn("gave up mail={} attempts={} failure={}", mail.key(), mail.attempts(), kind);
            return;
        }
        table.retryAt(mail.key(), clock.instant().plus(waitAfter(mail.attempts())));
        LOG.warn("did not send mail={} attempts={} failure={}", mail.key(), mail.attempts(), kind);
    }

    private static boolean isForGood(MessagingException failure) {
        return failure instanceof SendFailedException refused
                && refused.getInvalidAddresses() != null
                && refused.getInvalidAddresses().length > 0;
    }

    static Duration waitAfter(int attempts) {
        Duration doubled = FIRST_RETRY.multipliedBy(1L << Math.min(attempts - 1, MAX_DOUBLINGS));
        return doubled.compareTo(LONGEST_RETRY) < 0 ? doubled : LONGEST_RETRY;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
