package org.africai.server.boot;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/// Answers no more than so many requests of one address at a time, so that one client cannot take
/// the places of all others. Who comes over it is told to come back.
final class RequestGate extends ValveBase {
    private final int most;
    private final ConcurrentHashMap<String, Integer> underWay = new ConcurrentHashMap<>();

    RequestGate(int most) {
        super(true);
        this.most = most;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        String address = request.getRemoteAddr();
        int now = underWay.merge(address, 1, Integer::sum);
        try {
            if (now > most) {
                refuse(response);
            } else {
                getNext().invoke(request, response);
            }
        } finally {
            underWay.computeIfPresent(address, (key, count) -> count == 1 ? null : count - 1);
        }
    }

    private void refuse(Response response) throws IOException {
        response.setStatus(503);
        response.setHeader("Retry-After", "1");
        response.setContentType("text/plain;charset=utf-8");
        String text = "More than " + most + " requests at a time from your address.\n";
        response.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }
}
