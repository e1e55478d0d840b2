package org.africai.phantom;

/// An ellipsoid with axes along x, y and z, in mm.
///
/// @param x centre
/// @param y centre
/// @param z centre
/// @param a half-axis along x
/// @param b half-axis along y
/// @param c half-axis along z
record Ellipsoid(double x, double y, double z, double a, double b, double c) {
    /// 0 in the middle, 1 on the surface, more outside.
    double reach(double px, double py, double pz) {
        double dx = (px - x) / a;
        double dy = (py - y) / b;
        double dz = (pz - z) / c;
        return dx * dx + dy * dy + dz * dz;
    }

    boolean holds(double px, double py, double pz) {
        return reach(px, py, pz) <= 1;
    }
}
