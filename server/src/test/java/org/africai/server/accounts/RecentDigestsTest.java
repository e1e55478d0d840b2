package org.africai.server.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RecentDigestsTest {
    private final SettableClock clock = new SettableClock();
    private final RecentDigests digests = new RecentDigests(clock);

    @Test
    void a_digest_is_known_for_five_minutes() {
        digests.add("d");

        clock.pass(RecentDigests.KEPT.minusMillis(1));
        assertThat(digests.has("d")).isTrue();
        clock.pass(Duration.ofMillis(1));
        assertThat(digests.has("d")).isFalse();
    }

    @Test
    void the_oldest_go_when_there_are_too_many() {
        for (int i = 0; i <= RecentDigests.MAX_KEPT; i++) {
            digests.add("d" + i);
        }

        assertThat(digests.has("d0")).isFalse();
        assertThat(digests.has("d1")).isTrue();
        assertThat(digests.has("d" + RecentDigests.MAX_KEPT)).isTrue();
    }
}
