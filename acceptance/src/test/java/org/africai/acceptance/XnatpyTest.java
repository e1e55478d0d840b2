package org.africai.acceptance;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// xnatpy, unchanged: as it is installed (`pip install xnat`), or the folder of its source that
/// `AFRICAI_XNATPY` names. Debian does not have it.
class XnatpyTest {
    private static final String IMPORTS = " /usr/bin/python3 -c 'import xnat, pydicom'";

    @TestFactory
    List<DynamicTest> xnatpy_works(@TempDir Path folder) throws Exception {
        String path = pythonPath(folder);
        assumeTrue(
                Programs.succeed("PYTHONPATH='" + path + "'" + IMPORTS),
                "xnatpy is not installed, nor does AFRICAI_XNATPY name a folder with its source and"
                        + " are its needs there: xnatpy was NOT tried");
        return ClientChecks.run("xnatpy_checks.py", folder, Map.of("PYTHONPATH", path));
    }

    private static String pythonPath(Path folder) throws IOException, InterruptedException {
        Optional<String> source =
                Optional.ofNullable(System.getenv("AFRICAI_XNATPY")).filter(s -> !s.isBlank());
        if (source.isEmpty() || Programs.succeed("/usr/bin/python3 -c 'import progressbar'")) {
            return source.orElse("");
        }
        return source.get() + ":" + renamedModule(folder);
    }

    /// Debian calls the module `progressbar` by its package's name, progressbar2.
    private static Path renamedModule(Path folder) throws IOException {
        Path modules = Files.createDirectory(folder.resolve("modules"));
        Files.writeString(
                modules.resolve("progressbar.py"),
                "from progressbar2 import *\nfrom progressbar2 import bar, widgets\n");
        return modules;
    }
}
