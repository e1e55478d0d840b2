package org.africai.server.receivers;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.africai.server.access.Caller;
import org.africai.server.db.Changes;
import org.africai.server.db.Sql;
import org.africai.server.http.Refusal;
import org.africai.server.receivers.Commitment.NamedObject;
import org.africai.server.receivers.CommitmentTable.Wish;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Promises to keep objects (storage commitment, PS3.4 Annex J).
///
/// A wish is taken durably and reported on later, to the receiver's destination that has the title
/// of who asked, and to nobody else. What is told is what the archive has for the caller's eyes at
/// that moment. As long as objects wait in the prearchive nothing is told, for a day at most. A
/// destination that does not hear is called again, ever more seldom, for three days.
public final class Commitments {
    private static final Logger LOG = LoggerFactory.getLogger(Commitments.class);

    /// Wishes of a receiver that wait at the same time.
    private static final int MAX_WAITING = 1_000;

    private static final Duration LONGEST_WAIT = Duration.ofDays(1);
    private static final Duration LONGEST_CALLING = Duration.ofDays(3);
    private static final Duration SOONEST_AGAIN = Duration.ofSeconds(15);
    private static final Duration LATEST_AGAIN = Duration.ofHours(1);

    /// How long a server has for the wishes that it took up at once, before others take them up.
    private static final Duration LEASE = Duration.ofHours(1);

    private static final int AT_A_TIME = 20;

    private final CommitmentTable table;
    private final ReceiverTable receivers;
    private final CommitmentJudge judge;
    private final Changes changes;
    private final Clock clock;

    public Commitments(
            Sql sql, ReceiverTable receivers, CommitmentJudge judge, Changes changes, Clock clock) {
        this.table = new CommitmentTable(sql);
        this.receivers = receivers;
        this.judge = judge;
        this.changes = changes;
        this.clock = clock;
    }

    /// Takes a wish, durably. One of the same transaction takes the place of the earlier one.
    ///
    /// @param calling the title of who asks
    /// @throws Refusal when the receiver has no destination of that title, or too many wishes wait
    public void take(
            Caller caller,
            Receiver receiver,
            String calling,
            String transaction,
            List<NamedObject> objects) {
        if (destination(receiver, calling).isEmpty()) {
            throw Refusal.invalid("no destination of your title is set up");
        }
        changes.run(() -> {
            if (table.waiting(receiver.key()) >= MAX_WAITING) {
                throw new Refusal(Refusal.Reason.BUSY, "too many reports wait");
            }
            table.put(
                    receiver.key(), caller.login(), calling, transaction, objects, clock.instant());
        });
    }

    private static Optional<MoveDestination> destination(Receiver receiver, String title) {
        return receiver.setup().destinations().stream()
                .filter(one -> one.aeTitle().equals(title))
                .findFirst();
    }

    /// Reports on all wishes that are due. A wish that fails is looked at again later.
    ///
    /// @param now before which they are due
    /// @return how many were heard
    public long run(Instant now, CommitmentReporter reporter) {
        Set<MoveDestination> deaf = new HashSet<>();
        long heard = 0;
        List<Wish> due = takeUp(now);
        while (!due.isEmpty()) {
            for (Wish wish : due) {
                heard += settleSafely(wish, now, reporter, deaf) ? 1 : 0;
            }
            due = takeUp(now);
        }
        return heard;
    }

    private List<Wish> takeUp(Instant now) {
        return changes.run(() -> table.takeUp(now, now.plus(LEASE), AT_A_TIME));
    }

    private boolean settleSafely(
            Wish wish, Instant now, CommitmentReporter reporter, Set<MoveDestination> deaf) {
        try {
            return settle(wish, now, reporter, deaf);
        } catch (RuntimeException failure) {
            LOG.warn("storage commitment was not looked at wish={}", wish.key(), failure);
            changes.run(() -> table.postpone(wish, again(wish, now)));
            return false;
        }
    }

    /// @param deaf destinations that did not hear just now: not called again at once
    private boolean settle(
            Wish wish, Instant now, CommitmentReporter reporter, Set<MoveDestination> deaf) {
        Optional<Receiver> receiver = receivers.find(wish.receiver());
        Optional<MoveDestination> to = receiver.flatMap(one -> destination(one, wish.calling()));
        if (to.isEmpty()) {
            giveUp(wish, "its destination is not set up any more");
            return false;
        }
        boolean isOverdue = wish.createdAt().plus(LONGEST_WAIT).isBefore(now);
        Optional<Commitment> outcome =
                judge.judge(
                        receiver.get(),
                        wish.login(),
                        wish.transaction(),
                        wish.objects(),
                        isOverdue);
        if (outcome.isPresent() && !deaf.contains(to.get())) {
            if (reporter.report(to.get(), receiver.get().setup().title(), outcome.get())) {
                told(wish, outcome.get());
                return true;
            }
            deaf.add(to.get());
        }
        if (outcome.isPresent() && wish.createdAt().plus(LONGEST_CALLING).isBefore(now)) {
            giveUp(wish, "its destination does not hear");
        } else {
            changes.run(() -> table.postpone(wish, again(wish, now)));
        }
        return false;
    }

    private void told(Wish wish, Commitment outcome) {
        changes.run(() -> table.done(wish));
        LOG.info(
                "told of storage commitment receiver={} to=\"{}\" kept={} failed={}",
                wish.receiver(),
                wish.calling(),
                outcome.kept().size(),
                outcome.failed().size());
    }

    private void giveUp(Wish wish, String why) {
        LOG.warn(
                "storage commitment is not told of receiver={} to=\"{}\" objects={} reason=\"{}\"",
                wish.receiver(),
                wish.calling(),
                wish.objects().size(),
                why);
        changes.run(() -> table.done(wish));
    }

    /// Twice its age, within bounds.
    private static Instant again(Wish wish, Instant now) {
        Duration age = Duration.between(wish.createdAt(), now);
        if (age.compareTo(SOONEST_AGAIN) < 0) {
            return now.plus(SOONEST_AGAIN);
        }
        return now.plus(age.compareTo(LATEST_AGAIN) > 0 ? LATEST_AGAIN : age);
    }
}
