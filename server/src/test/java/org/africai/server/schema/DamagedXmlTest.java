package org.africai.server.schema;

import static org.africai.server.schema.Types.REGISTRY;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.africai.server.http.Refusal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever bytes arrive instead of a document, the answer is a document or a reason.
class DamagedXmlTest {
    private static final ItemXml XML = new ItemXml(REGISTRY);
    private static final int DAMAGES_PER_SEED = 20;

    static List<Integer> seeds() {
        return IntStream.range(0, 40).boxed().toList();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void a_damaged_document_is_read_or_refused(int seed) throws IOException {
        Random random = new Random(seed);
        List<DataType> types = ItemRoundTripTest.rootTypes();
        DataType type = types.get(random.nextInt(types.size()));
        byte[] whole =
                XML.toXml(new RandomItems(REGISTRY, random).item(type, 0.3, 1))
                        .getBytes(StandardCharsets.UTF_8);

        for (int i = 0; i < DAMAGES_PER_SEED; i++) {
            Optional<Item> item = read(damaged(whole, random));
            if (item.isPresent()) {
                assertThat(XML.read(SafeXml.parse(XML.toXml(item.get())))).isEqualTo(item.get());
            }
        }
    }

    private static Optional<Item> read(byte[] xml) throws IOException {
        try {
            return Optional.of(XML.read(new ByteArrayInputStream(xml)));
        } catch (Refusal refusal) {
            assertThat(refusal.explanation()).isNotBlank();
            return Optional.empty();
        }
    }

    /// A few bytes changed, a piece cut out, or a piece doubled.
    private static byte[] damaged(byte[] whole, Random random) {
        int from = random.nextInt(whole.length);
        int to = Math.min(whole.length, from + random.nextInt(1, 40));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(whole, 0, from);
        switch (random.nextInt(4)) {
            case 0 -> out.writeBytes(new byte[] {(byte) random.nextInt(256)});
            case 1 -> out.write("<>&\"'=/:x".charAt(random.nextInt(9)));
            case 2 -> {
                out.write(whole, from, to - from);
                out.write(whole, from, to - from);
            }
            default -> {} // cut out
        }
        out.write(whole, to, whole.length - to);
        return out.toByteArray();
    }
}
