package org.africai.dicom.pixel.codec;

import java.util.Arrays;
import java.util.Random;

/// Damage done to a codestream.
final class Mutation {
    private static final byte[] INTERESTING = {0, 1, 0x7F, (byte) 0x80, (byte) 0xFE, (byte) 0xFF};

    private Mutation() {}

    static byte[] of(byte[] code, Random random) {
        byte[] mutant = code.clone();
        int changes = 1 + random.nextInt(6);
        // Most of what decides is in the first bytes.
        int reach = random.nextBoolean() ? Math.min(80, mutant.length) : mutant.length;
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(reach);
            mutant[at] =
                    switch (random.nextInt(3)) {
                        case 0 -> (byte) random.nextInt();
                        case 1 -> (byte) (mutant[at] ^ (1 << random.nextInt(8)));
                        default -> INTERESTING[random.nextInt(INTERESTING.length)];
                    };
        }
        return random.nextInt(8) == 0
                ? Arrays.copyOf(mutant, random.nextInt(mutant.length + 1))
                : mutant;
    }
}
