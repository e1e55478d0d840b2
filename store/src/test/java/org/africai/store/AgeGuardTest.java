package org.africai.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AgeGuardTest {
    private static final Duration GRACE = Duration.ofHours(24);

    private final SettableClock clock = new SettableClock(Instant.EPOCH);
    private long nanos;
    private final AgeGuard guard = new AgeGuard(clock, () -> nanos);

    @Test
    void ages_are_believed_while_both_clocks_agree() {
        pass(Duration.ofDays(100));

        assertThat(guard.canTell(GRACE)).isTrue();
    }

    @Test
    void a_small_correction_changes_nothing() {
        clock.advance(Duration.ofHours(-1));

        assertThat(guard.canTell(GRACE)).isTrue();
    }

    @Test
    void after_a_jump_no_age_is_believed_for_a_grace_period() {
        for (int days : new int[] {400, -3650}) {
            clock.advance(Duration.ofDays(days));

            assertThat(guard.canTell(GRACE)).isFalse();
            pass(GRACE.minusSeconds(1));
            assertThat(guard.canTell(GRACE)).isFalse();
            pass(Duration.ofSeconds(1));
            assertThat(guard.canTell(GRACE)).isTrue();
        }
    }

    private void pass(Duration time) {
        clock.advance(time);
        nanos += time.toNanos();
    }
}
