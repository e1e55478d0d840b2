package org.africai.dimse.ul;

/// Why an association was refused (A-ASSOCIATE-RJ, PS3.8 §9.3.4).
///
/// @param result 1 permanent, 2 transient
/// @param source 1 the service user, 2 the ACSE part and 3 the presentation part of the provider
/// @param reason a number that means something else for each source
public record Rejection(int result, int source, int reason) {
    public static final Rejection NO_REASON = new Rejection(1, 1, 1);
    public static final Rejection APPLICATION_CONTEXT_NOT_SUPPORTED = new Rejection(1, 1, 2);
    public static final Rejection CALLING_AE_NOT_RECOGNIZED = new Rejection(1, 1, 3);
    public static final Rejection CALLED_AE_NOT_RECOGNIZED = new Rejection(1, 1, 7);
    public static final Rejection PROTOCOL_VERSION_NOT_SUPPORTED = new Rejection(1, 2, 2);
    public static final Rejection TEMPORARY_CONGESTION = new Rejection(2, 3, 1);
    public static final Rejection LOCAL_LIMIT_EXCEEDED = new Rejection(2, 3, 2);

    /// Whether trying again later may help.
    public boolean isTransient() {
        return result == 2;
    }

    /// The words of PS3.8 Table 9-21.
    public String explanation() {
        return switch (source * 10 + reason) {
            case 11, 21 -> "no reason given";
            case 12 -> "application context not supported";
            case 13 -> "calling AE title not recognized";
            case 17 -> "called AE title not recognized";
            case 22 -> "protocol version not supported";
            case 31 -> "temporary congestion";
            case 32 -> "local limit exceeded";
            default -> "unknown reason";
        };
    }

    @Override
    public String toString() {
        return (isTransient() ? "transient" : "permanent")
                + " "
                + source
                + "-"
                + reason
                + " ("
                + explanation()
                + ")";
    }
}
