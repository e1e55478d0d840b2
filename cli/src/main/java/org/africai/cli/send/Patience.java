package org.africai.cli.send;

import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.africai.cli.Exit;
import org.africai.cli.send.Uplink.Answer;

/// Tries again what a bad line broke: after a second, then two, four, up to a minute, or as long as
/// the archive says; until it works or nothing has worked for too long. Thread-safe.
final class Patience {
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(1);

    /// How often an object is tried on which the archive fails.
    private static final int MOST_FAILURES = 4;

    private final Duration limit;
    private final InstantSource clock;
    private final Pause pause;
    private final Consumer<String> told;

    /// Lets time pass.
    interface Pause {
        void take(Duration time) throws InterruptedException;
    }

    /// One try.
    interface Try<T> {
        Answer<T> once() throws InterruptedException;
    }

    /// @param limit how long nothing may work
    /// @param told hears why is waited, and how long
    Patience(Duration limit, InstantSource clock, Pause pause, Consumer<String> told) {
        this.limit = limit;
        this.clock = clock;
        this.pause = pause;
        this.told = told;
    }

    /// Tries until there is an answer; never `Later`.
    ///
    /// @param before is done before each try but the first, and may bring the answer, such as that
    ///   the archive has it already
    <T> Answer<T> until(Try<T> task, Try<T> before) throws InterruptedException {
        var begun = clock.instant();
        Duration wait = SHORTEST;
        Answer<T> answer = task.once();
        int failures = 0;
        while (answer instanceof Answer.Later<T>(String reason, var said, boolean isFailure)) {
            failures += isFailure ? 1 : 0;
            if (failures >= MOST_FAILURES) {
                return new Answer.Refused<>(reason);
            }
            Duration time = said != null && said.compareTo(wait) > 0 ? said : wait;
            boolean isOver =
                    Duration.between(begun, clock.instant()).plus(time).compareTo(limit) > 0;
            if (isOver) {
                return new Answer.Stopped<>(Exit.UNREACHABLE, reason);
            }
            told.accept(reason + "; next try in " + time.toSeconds() + " s");
            pause.take(time);
            wait = wait.multipliedBy(2).compareTo(LONGEST) > 0 ? LONGEST : wait.multipliedBy(2);
            answer = before.once();
            if (answer instanceof Answer.Refused<T>) {
                answer = task.once();
            }
        }
        return answer;
    }

    <T> Answer<T> until(Try<T> task) throws InterruptedException {
        return until(task, () -> new Answer.Refused<>(""));
    }
}
