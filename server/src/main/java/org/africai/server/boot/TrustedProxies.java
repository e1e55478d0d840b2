package org.africai.server.boot;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.util.NetMask;
import org.apache.catalina.valves.ValveBase;

/// Believes `X-Forwarded-For` and `X-Forwarded-Proto` when, and only when, the request comes from a
/// proxy that the settings name. The client is the last address in the list that is no such proxy:
/// what stands before it was written by the client itself.
final class TrustedProxies extends ValveBase {
    private static final String FOR = "X-Forwarded-For";
    private static final String PROTOCOL = "X-Forwarded-Proto";
    private static final int LONGEST_ADDRESS = 45;

    private final List<NetMask> proxies;

    /// @param proxies addresses or networks, such as `10.0.0.0/8`
    /// @throws IllegalArgumentException when one is neither
    TrustedProxies(List<String> proxies) {
        super(true);
        this.proxies = proxies.stream().map(NetMask::new).toList();
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        String peer = request.getRemoteAddr();
        if (isProxy(peer)) {
            request.setRemoteAddr(client(request, peer));
            boolean isSecure = "https".equals(request.getHeader(PROTOCOL));
            request.setSecure(isSecure);
            request.getCoyoteRequest().scheme().setString(isSecure ? "https" : "http");
        }
        try {
            getNext().invoke(request, response);
        } finally {
            request.setRemoteAddr(peer); // the next request of this connection starts anew
        }
    }

    private String client(Request request, String peer) {
        String header = request.getHeader(FOR);
        if (header == null) {
            return peer;
        }
        List<String> chain = List.of(header.split(","));
        for (String hop : chain.reversed()) {
            String address = hop.strip();
            if (!isAddress(address)) {
                return peer;
            }
            if (!isProxy(address)) {
                return address;
            }
        }
        return chain.getFirst().strip();
    }

    private boolean isProxy(String address) {
        try {
            InetAddress parsed = InetAddress.getByName(address);
            return proxies.stream().anyMatch(proxy -> proxy.matches(parsed));
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /// Only literal addresses: a name would make us ask the name service for a stranger.
    private static boolean isAddress(String text) {
        return text.length() <= LONGEST_ADDRESS
                && (text.matches("[0-9.]+") || text.matches("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*"));
    }
}
