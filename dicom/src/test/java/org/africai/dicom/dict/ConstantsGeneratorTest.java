package org.africai.dicom.dict;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ConstantsGeneratorTest {
    private static final Path SOURCES = Path.of("src/main/java/org/africai/dicom/dict");

    @Test
    void the_constants_are_those_of_the_tables() throws IOException {
        assertThat(ConstantsGenerator.tagSource())
                .isEqualTo(Files.readString(SOURCES.resolve("Tag.java")));
        assertThat(ConstantsGenerator.uidSource())
                .isEqualTo(Files.readString(SOURCES.resolve("KnownUid.java")));
    }
}
