package org.africai.phantom;

/// What a point of a head is made of, and how it shows: in CT by its attenuation, in MR by its
/// signal. Round textbook values.
enum Tissue {
    AIR(-1_000, 5, 5),
    SKIN(30, 420, 160),
    SKULL(900, 60, 30),
    FLUID(8, 140, 900),
    GREY_MATTER(38, 380, 420),
    WHITE_MATTER(30, 520, 330),
    LESION(62, 300, 640),
    LESION_CORE(18, 180, 780);

    /// Hounsfield units.
    private final int attenuation;

    private final int t1;
    private final int t2;

    Tissue(int attenuation, int t1, int t2) {
        this.attenuation = attenuation;
        this.t1 = t1;
        this.t2 = t2;
    }

    double signal(Contrast contrast) {
        return switch (contrast) {
            case CT -> attenuation;
            case T1 -> t1;
            case T2 -> t2;
        };
    }

    /// Whether a segmentation of the lesion covers it.
    boolean isLesion() {
        return this == LESION || this == LESION_CORE;
    }
}
