package org.africai.server.intake.mapping;

import java.util.Optional;

/// The plane that an image lies nearest to, as XNAT spells it.
final class Orientation {
    private static final String[] PLANES = {"Sag", "Cor", "Tra"};

    private Orientation() {}

    /// @param cosines ImageOrientationPatient (0020,0037): the directions of a row and of a column
    static Optional<String> of(double[] cosines) {
        if (cosines.length != 6) {
            return Optional.empty();
        }
        double[] normal = {
            cosines[1] * cosines[5] - cosines[2] * cosines[4],
            cosines[2] * cosines[3] - cosines[0] * cosines[5],
            cosines[0] * cosines[4] - cosines[1] * cosines[3]
        };
        int nearest = 0;
        for (int axis = 1; axis < normal.length; axis++) {
            if (Math.abs(normal[axis]) > Math.abs(normal[nearest])) {
                nearest = axis;
            }
        }
        return normal[nearest] == 0 ? Optional.empty() : Optional.of(PLANES[nearest]);
    }
}
