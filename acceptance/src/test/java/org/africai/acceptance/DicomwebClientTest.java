package org.africai.acceptance;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// dicomweb-client, unchanged, as npm has it: what web viewers are built on.
class DicomwebClientTest {
    private static final Path SCRIPTS = Path.of("scripts/dicomweb").toAbsolutePath();
    private static final int FEWEST = 14;

    @TestFactory
    List<DynamicTest> dicomweb_client_works(@TempDir Path folder) throws Exception {
        assumeTrue(
                Programs.succeed("npm --version"),
                "npm is not installed (apt-get install npm): dicomweb-client was NOT tried");
        Path client = Files.createDirectory(folder.resolve("client"));
        for (String file : List.of("package.json", "package-lock.json")) {
            Files.copy(SCRIPTS.resolve(file), client.resolve(file));
        }
        Programs.run(client, Map.of(), "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
        return ClientChecks.run(
                List.of("sh", "-c", "cd '" + client + "' && exec node \"$0\""),
                "dicomweb/checks.mjs",
                FEWEST,
                folder,
                Map.of());
    }
}
