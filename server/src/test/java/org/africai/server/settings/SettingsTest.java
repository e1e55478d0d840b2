package org.africai.server.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
    private static final String SECRET_TEXT = "hunter2-hunter2";

    enum Mode {
        READ_ONLY,
        READ_WRITE
    }

    record Sample(
            @Setting("how many") int workers,
            @Setting("how long") Duration idleTime,
            @Setting("how much") ByteSize maxBody,
            @Setting("what") Mode mode,
            @Setting("whether") boolean strict,
            @Setting("which") List<String> names,
            @Setting("where") @Nullable Path folder,
            @Setting("whither") @Nullable URI site,
            @Setting("secret") @Nullable Secret key) {
        static final Sample DEFAULTS =
                new Sample(
                        4,
                        Duration.ofMinutes(10),
                        ByteSize.ofMebibytes(16),
                        Mode.READ_WRITE,
                        true,
                        List.of("a", "b"),
                        null,
                        null,
                        null);

        Sample {
            names = List.copyOf(names);
            if (workers < 1) {
                throw new IllegalArgumentException("sample-workers must be 1 or more");
            }
        }
    }

    private static final List<SettingsGroup<?>> GROUPS =
            List.of(new SettingsGroup<>("sample", Sample.DEFAULTS));

    @TempDir Path temp;

    @Test
    void what_is_not_set_has_its_default() {
        assertThat(read(Map.of(), Map.of(), Map.of())).isEqualTo(Sample.DEFAULTS);
    }

    @Test
    void every_kind_of_value_is_read_as_what_it_is() {
        SettingsCheck.of("sample", Sample.DEFAULTS)
                .key("sample-workers", "4", "8", Sample::workers, 8)
                .key("sample-idle-time", "10m", "1500ms", Sample::idleTime, Duration.ofMillis(1500))
                .key("sample-max-body", "16MiB", "1 GiB", Sample::maxBody, new ByteSize(1L << 30))
                .key("sample-mode", "read-write", "read-only", Sample::mode, Mode.READ_ONLY)
                .key("sample-strict", "true", "false", Sample::strict, false)
                .key("sample-names", "a,b", " c , d,", Sample::names, List.of("c", "d"))
                .key("sample-folder", "", "/srv/x", Sample::folder, Path.of("/srv/x"))
                .key("sample-site", "", "http://h/", Sample::site, URI.create("http://h/"))
                .key("sample-key", "", SECRET_TEXT, Sample::key, new Secret(SECRET_TEXT))
                .coversEveryKey();
    }

    @Test
    void the_command_line_goes_before_the_environment_before_the_file() {
        var file =
                Map.of("sample-workers", "1", "sample-strict", "false", "sample-mode", "read-only");
        var environment = Map.of("AFRICAI_SAMPLE_WORKERS", "2", "AFRICAI_SAMPLE_STRICT", "true");
        var options = Map.of("sample-workers", "3");

        Sample sample = read(options, environment, file);

        assertThat(sample.workers()).isEqualTo(3);
        assertThat(sample.strict()).isTrue();
        assertThat(sample.mode()).isEqualTo(Mode.READ_ONLY);
    }

    @Test
    void an_unknown_key_is_refused_with_the_nearest_known_one() {
        assertThatThrownBy(() -> read(Map.of(), Map.of(), Map.of("sample-worker", "1")))
                .isInstanceOf(StartRefused.class)
                .hasMessage(
                        "unknown setting 'sample-worker' in the settings file; did you mean 'sample-workers'?");
        assertThatThrownBy(() -> read(Map.of(), Map.of("AFRICAI_SAMPEL_MODE", "x"), Map.of()))
                .hasMessage(
                        "unknown setting 'sampel-mode' in the environment; did you mean 'sample-mode'?");
    }

    @Test
    void variables_that_are_not_ours_are_passed_over() {
        var environment = Map.of("HOME", "/home/x", "AFRICAI_TEST_DATA", "/x");

        var settings =
                Settings.read(
                        GROUPS, Map.of(), environment, Map.of(), List.of("AFRICAI_TEST_DATA"));

        assertThat(settings.get(Sample.class)).isEqualTo(Sample.DEFAULTS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sample-workers   | 8x        | a whole number",
                "sample-workers   | 99999999999999 | a whole number",
                "sample-idle-time | 10        | a duration such as 500ms, 30s, 5m, 12h or 7d",
                "sample-idle-time | -1s       | a duration such as 500ms, 30s, 5m, 12h or 7d",
                "sample-max-body  | 16 apples | a size such as 512, 16KiB, 128MiB or 1TiB",
                "sample-mode      | READ_ONLY | one of read-only, read-write",
                "sample-strict    | yes       | true or false",
                "sample-site      | ht tp:    | a URL",
            })
    void a_wrong_value_is_refused_by_name_and_kind(String key, String text, String kind) {
        assertThatThrownBy(() -> read(Map.of(key, text), Map.of(), Map.of()))
                .isInstanceOf(StartRefused.class)
                .hasMessage("setting %s: '%s' is not %s".formatted(key, text, kind));
    }

    @Test
    void a_value_that_the_record_refuses_is_refused_in_its_words() {
        assertThatThrownBy(() -> read(Map.of("sample-workers", "0"), Map.of(), Map.of()))
                .isInstanceOf(StartRefused.class)
                .hasMessage("sample-workers must be 1 or more");
    }

    @Test
    void a_secret_may_be_named_by_file() throws IOException {
        Path file = Files.writeString(temp.resolve("key"), SECRET_TEXT + "\n");

        Sample sample = read(Map.of("sample-key-file", file.toString()), Map.of(), Map.of());

        assertThat(sample.key()).isEqualTo(new Secret(SECRET_TEXT));
    }

    @Test
    void a_secret_file_that_is_missing_or_huge_is_refused() throws IOException {
        Path huge = Files.write(temp.resolve("huge"), new byte[64 * 1024 + 1]);

        assertThatThrownBy(() -> read(Map.of("sample-key-file", "/nowhere"), Map.of(), Map.of()))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("cannot read /nowhere");
        assertThatThrownBy(
                        () -> read(Map.of("sample-key-file", huge.toString()), Map.of(), Map.of()))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("too large for a secret");
    }

    @Test
    void a_secret_given_twice_is_refused() {
        var file = Map.of("sample-key", SECRET_TEXT, "sample-key-file", "/run/key");

        assertThatThrownBy(() -> read(Map.of(), Map.of(), file))
                .hasMessage("both 'sample-key' and 'sample-key-file' are set in the settings file");
    }

    @Test
    void a_secret_is_not_printed() {
        Sample sample = read(Map.of(), Map.of("AFRICAI_SAMPLE_KEY", SECRET_TEXT), Map.of());

        assertThat(sample.toString()).contains("key=***").doesNotContain(SECRET_TEXT);
        assertThatThrownBy(() -> read(Map.of(), Map.of("AFRICAI_SAMPLE_KEY", ""), Map.of()))
                .hasMessage("setting sample-key: its value is not a secret");
    }

    @Test
    void a_file_has_a_key_and_a_value_a_line() throws IOException {
        Path file =
                Files.writeString(
                        temp.resolve("africai.properties"),
                        "# workers\n\n sample-workers = 8 \nsample-folder=C:\\new\\x=y\n");

        assertThat(Settings.readFile(file))
                .isEqualTo(Map.of("sample-workers", "8", "sample-folder", "C:\\new\\x=y"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sample-workers          | line 1: not of the form key=value",
                "=8                      | line 1: not of the form key=value",
                "a=1\\na=2               | line 2: 'a' is set twice",
            })
    void a_malformed_file_is_refused_with_its_line(String text, String message) throws IOException {
        Path file = Files.writeString(temp.resolve("bad"), text.replace("\\n", "\n"));

        assertThatThrownBy(() -> Settings.readFile(file))
                .isInstanceOf(StartRefused.class)
                .hasMessageEndingWith(message);
    }

    @Test
    void a_file_that_is_missing_huge_or_no_text_is_refused() throws IOException {
        Path huge = Files.write(temp.resolve("huge"), new byte[1024 * 1024 + 1]);
        Path binary = Files.write(temp.resolve("binary"), new byte[] {(byte) 0xC3, 0x28});

        for (Path file : List.of(temp.resolve("missing"), huge, binary)) {
            assertThatThrownBy(() -> Settings.readFile(file)).isInstanceOf(StartRefused.class);
        }
    }

    private static Sample read(
            Map<String, String> options,
            Map<String, String> environment,
            Map<String, String> file) {
        return Settings.read(GROUPS, options, environment, file, List.of()).get(Sample.class);
    }
}
