package org.africai.server.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class AttemptsTest {
    private final SettableClock clock = new SettableClock();
    private final Attempts attempts = new Attempts(clock, 3, Duration.ofMinutes(1));

    @Test
    void the_first_attempts_are_free_and_each_further_one_waits_twice_as_long() {
        for (int i = 0; i < 3; i++) {
            assertThat(attempts.begin("a")).isZero();
        }
        for (int seconds : new int[] {1, 2, 4, 8, 16, 32, 60, 60}) {
            assertThat(attempts.begin("a")).isEqualTo(Duration.ofSeconds(seconds));
            clock.pass(Duration.ofSeconds(seconds));
            assertThat(attempts.begin("a")).isZero();
        }
    }

    @Test
    void ten_a_minute_get_through_however_many_there_are() {
        var ofAName = new Attempts(clock, 5, Duration.ofMinutes(1));

        int first = through(ofAName);
        int second = through(ofAName);

        assertThat(first).isEqualTo(10);
        assertThat(second).isEqualTo(1);
    }

    @Test
    void one_key_does_not_slow_another() {
        for (int i = 0; i < 10; i++) {
            attempts.begin("a");
        }

        assertThat(attempts.begin("b")).isZero();
    }

    @Test
    void success_clears_a_key() {
        for (int i = 0; i < 3; i++) {
            attempts.begin("a");
        }

        attempts.succeeded("a");

        assertThat(attempts.begin("a")).isZero();
        assertThat(attempts.begin("a")).isZero();
    }

    @Test
    void an_attempt_that_came_to_nothing_is_not_counted() {
        for (int i = 0; i < 10; i++) {
            assertThat(attempts.begin("a")).isZero();
            attempts.withdraw("a");
        }
    }

    @Test
    void a_quarter_of_an_hour_of_quiet_clears_a_key() {
        for (int i = 0; i < 3; i++) {
            attempts.begin("a");
        }

        clock.pass(Duration.ofMinutes(16));

        assertThat(attempts.begin("a")).isZero();
        assertThat(attempts.begin("a")).isZero();
    }

    /// How many of an attempt every 100 ms for a minute get through.
    private int through(Attempts limited) {
        int through = 0;
        for (int i = 0; i < 600; i++) {
            if (limited.begin("a").isZero()) {
                through++;
            }
            clock.pass(Duration.ofMillis(100));
        }
        return through;
    }
}
