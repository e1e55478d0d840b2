package org.africai.dimse.ul;

/// How many operations may be open at once (PS3.7 §D.3.3.3); 0 is without limit.
///
/// @param invoked by the requestor
/// @param performed by the requestor, that is invoked by the acceptor
public record AsyncWindow(int invoked, int performed) {
    /// One after the other: what holds when nothing is negotiated.
    public static final AsyncWindow SYNCHRONOUS = new AsyncWindow(1, 1);

    private static final int MOST = 0xFFFF;

    /// @throws IllegalArgumentException when a number is negative or above 65,535
    public AsyncWindow {
        if (invoked < 0 || invoked > MOST || performed < 0 || performed > MOST) {
            throw new IllegalArgumentException(
                    "window out of range: " + invoked + ", " + performed);
        }
    }

    /// The smaller of each, where 0 is the greatest.
    public AsyncWindow atMost(AsyncWindow other) {
        return new AsyncWindow(least(invoked, other.invoked), least(performed, other.performed));
    }

    private static int least(int a, int b) {
        if (a == 0 || b == 0) {
            return Math.max(a, b);
        }
        return Math.min(a, b);
    }
}
