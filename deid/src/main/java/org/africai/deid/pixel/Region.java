package org.africai.deid.pixel;

/// A region as CTP's pixel scripts write it: `(x,y,w,h)`.
///
/// @param x first column; negative ones count from the right edge
/// @param y first row; negative ones count from the lower edge
/// @param w the last column minus the first: the region has one column more than `w` says
/// @param h the last row minus the first
record Region(int x, int y, int w, int h) {
    /// The pixels of an image that it means.
    Area area(int rows, int columns) {
        int left = fromEdge(x, columns);
        int top = fromEdge(y, rows);
        long right = Math.min((long) left + w + 1, columns);
        long bottom = Math.min((long) top + h + 1, rows);
        return new Area(left, top, (int) right, (int) bottom).within(rows, columns);
    }

    private static int fromEdge(int start, int length) {
        return start < 0 ? Math.max(0, start + length) : start;
    }
}
