package org.africai.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/// The house rules that only the source shows, for every module.
class SourceRulesTest {
    private static final int LONGEST_METHOD = 60;
    private static final int LONGEST_FILE = 800;
    private static final Pattern GENERATED =
            Pattern.compile("// generated constants.*?// end of generated", Pattern.DOTALL);
    private static final List<Path> SOURCES = sources();

    @Test
    void no_file_is_too_long_to_be_one_thing() {
        var tooLong = SOURCES.stream().filter(file -> lines(file) > LONGEST_FILE).toList();

        assertThat(SOURCES).hasSizeGreaterThan(10);
        assertThat(tooLong).isEmpty();
    }

    @Test
    void no_method_is_too_long_to_be_read() throws IOException {
        var tooLong = new ArrayList<String>();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, Locale.ROOT, null)) {
            var units = files.getJavaFileObjectsFromPaths(SOURCES);
            var task =
                    (JavacTask)
                            compiler.getTask(
                                    null, files, wrong -> {}, List.of("-proc:none"), null, units);
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            for (CompilationUnitTree unit : task.parse()) {
                new LongMethods(unit, positions, tooLong).scan(unit, null);
            }
        }

        assertThat(tooLong).isEmpty();
    }

    @Test
    void documentation_is_written_in_markdown() {
        assertThat(matching(Pattern.compile("^\\s*/\\*\\*", Pattern.MULTILINE))).isEmpty();
    }

    @Test
    void nothing_is_left_for_later() {
        assertThat(matching(Pattern.compile("//.*\\b(TO" + "DO|FIX" + "ME|XX" + "X)\\b")))
                .isEmpty();
        assertThat(matching(Pattern.compile("^\\s*@Disa" + "bled", Pattern.MULTILINE))).isEmpty();
    }

    private static List<Path> matching(Pattern pattern) {
        return SOURCES.stream().filter(file -> pattern.matcher(read(file)).find()).toList();
    }

    private static List<Path> sources() {
        Path root = Path.of(System.getProperty("basedir", "")).toAbsolutePath().getParent();
        try (var modules = Files.newDirectoryStream(root, Files::isDirectory)) {
            var found = new ArrayList<Path>();
            for (Path module : modules) {
                Path source = module.resolve("src");
                if (Files.isDirectory(source)) {
                    try (var files = Files.walk(source)) {
                        files.filter(file -> file.toString().endsWith(".java")).forEach(found::add);
                    }
                }
            }
            return found;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Lines a person writes: not those between a generator's marks.
    private static long lines(Path file) {
        return GENERATED.matcher(read(file)).replaceAll("").lines().count();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class LongMethods extends TreeScanner<Void, Void> {
        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final List<String> found;

        LongMethods(CompilationUnitTree unit, SourcePositions positions, List<String> found) {
            this.unit = unit;
            this.positions = positions;
            this.found = found;
        }

        @Override
        public Void visitMethod(MethodTree method, Void nothing) {
            var map = unit.getLineMap();
            long first = map.getLineNumber(positions.getStartPosition(unit, method));
            long last = map.getLineNumber(positions.getEndPosition(unit, method));
            if (last - first + 1 > LONGEST_METHOD) {
                found.add(unit.getSourceFile().getName() + " " + method.getName());
            }
            return super.visitMethod(method, null);
        }
    }
}
