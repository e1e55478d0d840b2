package org.africai.acceptance;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// pyxnat, unchanged, as Debian has it (`python3-pyxnat`), or the folder of its source that
/// `AFRICAI_PYXNAT` names.
class PyxnatTest {
    @TestFactory
    List<DynamicTest> pyxnat_works(@TempDir Path folder) throws Exception {
        String path = Optional.ofNullable(System.getenv("AFRICAI_PYXNAT")).orElse("");
        assumeTrue(
                Programs.succeed(
                        "PYTHONPATH='" + path + "' /usr/bin/python3 -c 'import pyxnat, pydicom'"),
                "pyxnat or pydicom is not installed (apt-get install python3-pyxnat"
                        + " python3-pydicom): pyxnat was NOT tried");
        return ClientChecks.run("pyxnat_checks.py", folder, Map.of("PYTHONPATH", path));
    }
}
