package org.africai.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.africai.bench.PackagedServer;
import org.junit.jupiter.api.DynamicTest;

/// The checks that a script of `acceptance/scripts` makes on a packaged server of its own: one test
/// for each, by the name that the script gives it.
final class ClientChecks {
    private static final Path ROOT = Path.of("").toAbsolutePath().resolve("..").normalize();
    private static final Path SCRIPTS = ROOT.resolve("acceptance/scripts");
    private static final int FEWEST_OF_CLIENTS = 60;
    private static final Pattern RESULT =
            Pattern.compile("^(ok|not ok) (\\w+)(?:: (.*))?$", Pattern.MULTILINE);
    private static final Pattern END = Pattern.compile("^1\\.\\.(\\d+)$", Pattern.MULTILINE);

    private ClientChecks() {}

    /// Runs the script to its end and gives what became of its checks.
    ///
    /// @param folder to work in
    /// @param environment beside where the server is and who logs in
    static List<DynamicTest> run(String script, Path folder, Map<String, String> environment)
            throws IOException, InterruptedException {
        return run(List.of("/usr/bin/python3"), script, FEWEST_OF_CLIENTS, folder, environment);
    }

    /// As above, for a script in another language.
    ///
    /// @param program what runs the script
    /// @param fewest how many checks the script makes at least
    static List<DynamicTest> run(
            List<String> program,
            String script,
            int fewest,
            Path folder,
            Map<String, String> environment)
            throws IOException, InterruptedException {
        Path data = folder.resolve("data");
        try (PackagedServer server = PackagedServer.start(ROOT.resolve("africai"), data, "")) {
            Map<String, String> all = new TreeMap<>(environment);
            all.put("URL", server.address().toString());
            all.put("USER", "admin");
            all.put("PASSWORD", PackagedServer.PASSWORD);
            all.put("no_proxy", "127.0.0.1");
            all.put("PYTHONDONTWRITEBYTECODE", "1");
            all.put("PYTHONIOENCODING", "UTF-8");
            Path work = Files.createDirectory(folder.resolve("work"));
            List<String> command = new ArrayList<>(program);
            command.add(SCRIPTS.resolve(script).toString());
            return tests(Programs.end(work, all, command.toArray(String[]::new)).printed(), fewest);
        }
    }

    private static List<DynamicTest> tests(String printed, int fewest) {
        List<DynamicTest> tests = new ArrayList<>();
        for (Matcher result = RESULT.matcher(printed); result.find(); ) {
            String found = result.group();
            tests.add(
                    dynamicTest(
                            result.group(2), () -> assertThat(found).doesNotStartWith("not ok")));
        }
        tests.add(
                dynamicTest(
                        "made_every_check", () -> requireEnd(printed, fewest, tests.size() - 1)));
        return tests;
    }

    /// A script that broke off made fewer checks than it has.
    private static void requireEnd(String printed, int fewest, int made) {
        Matcher end = END.matcher(printed);
        assertThat(end.find()).as("the script ended: %s", printed).isTrue();
        assertThat(made).isGreaterThanOrEqualTo(fewest).isEqualTo(Integer.parseInt(end.group(1)));
    }
}
