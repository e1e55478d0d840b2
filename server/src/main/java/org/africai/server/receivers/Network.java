package org.africai.server.receivers;

import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// An address, or all addresses that begin with the same bits (CIDR): `10.1.0.0/16`.
///
/// @param address of which the first `bits` count
record Network(InetAddress address, int bits) {
    private static final Pattern SYNTAX =
            Pattern.compile(
                    "(\\d{1,3}(?:\\.\\d{1,3}){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*)(?:/(\\d{1,3}))?");
    private static final int LONGEST = 49;

    /// The network that a text stands for; empty when it is none. Names are not looked up.
    static Optional<Network> parse(String text) {
        Matcher parts = SYNTAX.matcher(text);
        if (text.length() > LONGEST || !parts.matches()) {
            return Optional.empty();
        }
        InetAddress address = literal(parts.group(1));
        if (address == null) {
            return Optional.empty();
        }
        int most = 8 * address.getAddress().length;
        int bits = parts.group(2) == null ? most : Integer.parseInt(parts.group(2));
        return bits > most ? Optional.empty() : Optional.of(new Network(address, bits));
    }

    private static @Nullable InetAddress literal(String text) {
        try {
            return InetAddress.ofLiteral(text);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    boolean contains(InetAddress other) {
        byte[] ours = address.getAddress();
        byte[] theirs = other.getAddress();
        if (ours.length != theirs.length) {
            return false;
        }
        for (int i = 0; i < bits; i++) {
            int mask = 0x80 >> (i % 8);
            if ((ours[i / 8] & mask) != (theirs[i / 8] & mask)) {
                return false;
            }
        }
        return true;
    }
}
