package org.africai.dimse.ul;

/// The end of an association without agreement (A-ABORT, PS3.8 §9.3.8).
///
/// @param source 0 the service user, 2 the service provider, that is the protocol itself
/// @param reason a number that means something only when the source is the provider
public record Abort(int source, int reason) {
    /// The application does not want to go on.
    public static final Abort BY_USER = new Abort(0, 0);

    public static final Abort NO_REASON = new Abort(2, 0);
    public static final Abort UNRECOGNIZED_PDU = new Abort(2, 1);
    public static final Abort UNEXPECTED_PDU = new Abort(2, 2);
    public static final Abort UNRECOGNIZED_PARAMETER = new Abort(2, 4);
    public static final Abort UNEXPECTED_PARAMETER = new Abort(2, 5);
    public static final Abort INVALID_PARAMETER = new Abort(2, 6);

    /// The words of PS3.8 Table 9-26.
    public String explanation() {
        if (source != 2) {
            return "by the application";
        }
        return switch (reason) {
            case 1 -> "unrecognized PDU";
            case 2 -> "unexpected PDU";
            case 4 -> "unrecognized PDU parameter";
            case 5 -> "unexpected PDU parameter";
            case 6 -> "invalid PDU parameter value";
            default -> "no reason given";
        };
    }

    @Override
    public String toString() {
        return source + "-" + reason + " (" + explanation() + ")";
    }
}
