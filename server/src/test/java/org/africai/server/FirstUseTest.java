package org.africai.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// A class whose constants need another's that need its own works or fails by which of the two is
/// used first: by what is asked first of a server that has just been started.
class FirstUseTest {
    private static final Path CLASSES = Path.of("target", "classes");
    private static final String OURS = "org.africai.server.";

    @Test
    void every_class_can_be_the_first_that_is_used() throws IOException {
        List<String> failures = new ArrayList<>();

        for (String name : names()) {
            try {
                Class.forName(name, true, new Fresh());
            } catch (ClassNotFoundException | LinkageError failure) {
                failures.add(name + ": " + failure + " < " + failure.getCause());
            }
        }

        assertThat(failures).isEmpty();
    }

    private static List<String> names() throws IOException {
        try (Stream<Path> files = Files.walk(CLASSES.resolve("org"))) {
            return files.map(file -> CLASSES.relativize(file).toString())
                    .filter(file -> file.endsWith(".class") && !file.endsWith("-info.class"))
                    .map(file -> file.replace(".class", "").replace('/', '.'))
                    .toList();
        }
    }

    /// Has the server's classes anew, and none of them used.
    private static final class Fresh extends ClassLoader {
        private Fresh() {
            super(FirstUseTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(OURS)) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> known = findLoadedClass(name);
                return known == null ? define(name) : known;
            }
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            String resource = name.replace('.', '/') + ".class";
            try (InputStream in = getResourceAsStream(resource)) {
                if (in == null) {
                    throw new ClassNotFoundException(name);
                }
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
