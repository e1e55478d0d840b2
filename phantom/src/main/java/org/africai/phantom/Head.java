package org.africai.phantom;

import java.util.random.RandomGenerator;

/// A head of nested ellipsoids, after the idea of Shepp and Logan: skin, skull, fluid, grey and
/// white matter, two ventricles, and a lesion with a core.
public final class Head {
    private final Ellipsoid skin;
    private final Ellipsoid skullOutside;
    private final Ellipsoid skullInside;
    private final Ellipsoid cortex;
    private final Ellipsoid white;
    private final Ellipsoid leftVentricle;
    private final Ellipsoid rightVentricle;
    private final Ellipsoid lesion;
    private final Ellipsoid lesionCore;

    /// A head whose size and lesion vary as `random` has it.
    public Head(RandomGenerator random) {
        double size = random.nextDouble(0.92, 1.06);
        this.skin = middle(78 * size, 98 * size, 88 * size);
        this.skullOutside = middle(73 * size, 93 * size, 83 * size);
        this.skullInside = middle(67 * size, 87 * size, 77 * size);
        this.cortex = middle(64 * size, 84 * size, 74 * size);
        this.white = middle(52 * size, 70 * size, 60 * size);
        this.leftVentricle = new Ellipsoid(14 * size, 4, 6, 8 * size, 30 * size, 14 * size);
        this.rightVentricle = new Ellipsoid(-14 * size, 4, 6, 8 * size, 30 * size, 14 * size);
        double radius = random.nextDouble(8, 18);
        double side = random.nextBoolean() ? 1 : -1;
        double x = side * random.nextDouble(28, 40);
        double y = random.nextDouble(-38, 38);
        double z = random.nextDouble(-20, 28);
        this.lesion = new Ellipsoid(x, y, z, radius, radius * 1.2, radius * 0.9);
        this.lesionCore = new Ellipsoid(x, y, z, radius * 0.5, radius * 0.55, radius * 0.45);
    }

    private static Ellipsoid middle(double a, double b, double c) {
        return new Ellipsoid(0, 0, 0, a, b, c);
    }

    /// The tissue at a point, mm.
    Tissue at(double x, double y, double z) {
        if (!skin.holds(x, y, z)) {
            return Tissue.AIR;
        }
        if (!skullInside.holds(x, y, z)) {
            return skullOutside.holds(x, y, z) ? Tissue.SKULL : Tissue.SKIN;
        }
        return insideSkull(x, y, z);
    }

    private Tissue insideSkull(double x, double y, double z) {
        if (lesion.holds(x, y, z)) {
            return lesionCore.holds(x, y, z) ? Tissue.LESION_CORE : Tissue.LESION;
        }
        if (leftVentricle.holds(x, y, z) || rightVentricle.holds(x, y, z)) {
            return Tissue.FLUID;
        }
        if (!cortex.holds(x, y, z)) {
            return Tissue.FLUID;
        }
        return isWhite(x, y, z) ? Tissue.WHITE_MATTER : Tissue.GREY_MATTER;
    }

    /// The border of grey and white matter is folded, as gyri are.
    private boolean isWhite(double x, double y, double z) {
        double folds = 0.14 * Math.sin(x / 5.5) * Math.sin(y / 6.5) * Math.cos(z / 6);
        return white.reach(x, y, z) < 1 + folds;
    }

    /// The lesion's volume, mm³.
    public double lesionVolume() {
        return 4 / 3.0 * Math.PI * lesion.a() * lesion.b() * lesion.c();
    }

    /// The lesion's edge in an axial plane: corners of a polygon, as x and y in mm, in turn; none
    /// where the plane misses the lesion.
    ///
    /// @param corners how many
    double[] lesionEdge(double z, int corners) {
        double height = (z - lesion.z()) / lesion.c();
        if (height * height >= 1) {
            return new double[0];
        }
        double scale = Math.sqrt(1 - height * height);
        double[] edge = new double[2 * corners];
        for (int i = 0; i < corners; i++) {
            double angle = 2 * Math.PI * i / corners;
            edge[2 * i] = lesion.x() + lesion.a() * scale * Math.cos(angle);
            edge[2 * i + 1] = lesion.y() + lesion.b() * scale * Math.sin(angle);
        }
        return edge;
    }
}
