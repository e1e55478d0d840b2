package org.africai.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {
    private long nanos;
    private final Pace pace = new Pace(1_000_000, () -> nanos, this::sleep);

    @Test
    void reading_is_held_to_the_pace() {
        for (int i = 0; i < 1000; i++) {
            pace.keep(10_000);
        }

        assertThat(Duration.ofNanos(nanos)).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void time_lost_elsewhere_is_not_made_up_for_by_a_burst() {
        pace.keep(1_000_000);
        sleep(Duration.ofHours(1).toNanos());
        pace.keep(1);
        long before = nanos;

        pace.keep(2_000_000);

        assertThat(Duration.ofNanos(nanos - before)).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void a_pace_is_positive() {
        assertThatThrownBy(() -> Pace.of(0)).hasMessageContaining("no pace");
    }

    private void sleep(long forNanos) {
        nanos += forNanos;
    }
}
