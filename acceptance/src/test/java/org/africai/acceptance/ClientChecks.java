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
            String path = SCRIPTS.resolve(script).toString();
            return tests(Programs.end(work, all, "/usr/bin/python3", path).printed());
        }
    }

    private static List<DynamicTest> tests(String printed) {
        List<DynamicTest> tests = new ArrayList<>();
        for (Matcher result = RESULT.matcher(printed); result.find(); ) {
            String found = result.group();
            tests.add(
                    dynamicTest(
                            result.group(2), () -> assertThat(found).doesNotStartWith("not ok")));
        }
        tests.add(dynamicTest("made_every_check", () -> requireEnd(printed, tests.size() - 1)));
        return tests;
    }

    /// A script that broke off made fewer checks than it has.
    private static void requireEnd(String printed, int made) {
        Matcher end = END.matcher(printed);
        assertThat(end.find()).as("the script ended: %s", printed).isTrue();
        assertThat(made).isGreaterThanOrEqualTo(60).isEqualTo(Integer.parseInt(end.group(1)));
    }
}
