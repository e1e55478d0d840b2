package org.africai.phantom;

/// The grid of an axial series, in the patient coordinates of PS3.3 §C.7.6.2 (x to the left, y to
/// the back, z to the head), in mm. Its middle is the origin.
///
/// @param columns voxels along x
/// @param rows voxels along y
/// @param slices voxels along z
/// @param spacing distance of voxel centres in a slice, mm
/// @param sliceSpacing distance of slice centres, mm
public record Geometry(int columns, int rows, int slices, double spacing, double sliceSpacing) {
    private static final int MAX_EDGE = 4_096;

    public Geometry {
        if (Math.min(columns, Math.min(rows, slices)) < 1
                || Math.max(columns, Math.max(rows, slices)) > MAX_EDGE) {
            throw new IllegalArgumentException("an edge has 1 to " + MAX_EDGE + " voxels");
        }
        if (!(spacing > 0) || !(sliceSpacing > 0)) {
            throw new IllegalArgumentException("spacings are positive");
        }
    }

    /// The x of a column's voxel centres, mm.
    public double x(int column) {
        return (column - (columns - 1) / 2.0) * spacing;
    }

    /// The y of a row's voxel centres, mm.
    public double y(int row) {
        return (row - (rows - 1) / 2.0) * spacing;
    }

    /// The z of a slice's voxel centres, mm.
    public double z(int slice) {
        return (slice - (slices - 1) / 2.0) * sliceSpacing;
    }

    /// Voxels in a slice.
    public int voxelsPerSlice() {
        return columns * rows;
    }
}
