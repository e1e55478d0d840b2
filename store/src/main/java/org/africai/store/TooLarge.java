package org.africai.store;

/// More bytes came than the caller allowed. What was received is gone.
public final class TooLarge extends RuntimeException {
    private final long limitBytes;

    TooLarge(long limitBytes) {
        super("larger than the limit of " + limitBytes + " bytes");
        this.limitBytes = limitBytes;
    }

    public long limitBytes() {
        return limitBytes;
    }
}
