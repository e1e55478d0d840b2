package org.africai.server.accounts;

import java.net.InetAddress;
import java.util.HexFormat;

/// The addresses that one subscriber usually has: 256 of IPv4, a /64 network of IPv6.
final class AddressBlock {
    private static final int IPV4_BYTES = 3;
    private static final int IPV6_BYTES = 8;

    private AddressBlock() {}

    static String of(InetAddress address) {
        byte[] bytes = address.getAddress();
        int kept = bytes.length == 4 ? IPV4_BYTES : IPV6_BYTES;
        return HexFormat.of().formatHex(bytes, 0, kept);
    }
}
