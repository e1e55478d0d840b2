package org.africai.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The examples of README.md that are marked to be tried: `<!-- acceptance: NAME -->` above a block
/// of code.
final class Readme {
    private Readme() {}

    /// The code under a mark.
    static String example(Path root, String name) throws IOException {
        Pattern block =
                Pattern.compile(
                        "<!-- acceptance: " + name + " -->\n```[a-z]+\n(.*?)```", Pattern.DOTALL);
        Matcher match = block.matcher(Files.readString(root.resolve("README.md")));
        if (!match.find()) {
            throw new AssertionError("README.md has no example '" + name + "'");
        }
        return match.group(1);
    }
}
