package org.africai.server.login;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.africai.server.http.PlainAnswer;
import org.springframework.security.web.firewall.FirewalledRequest;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/// Refuses addresses that two readers could read in two ways: `..` and `//`, encoded or not, `;`,
/// `\`, control characters, encoded `.` and `%`. An encoded slash or percent sign and a semicolon
/// are let through only in the tail after `/files/`, where a file's name is one part of the address
/// whatever it holds. Headers and parameters are left to Tomcat and to who reads them.
public final class PathFirewall extends HttpFilter {
    private static final long serialVersionUID = 1;
    private static final String FILES = "/files/";
    private static final Pattern AMBIGUOUS =
            Pattern.compile("%2f|%25|;|%3b", Pattern.CASE_INSENSITIVE);

    private final transient StrictHttpFirewall ofAddresses = firewall();
    private final transient StrictHttpFirewall ofFileNames = firewall();

    public PathFirewall() {
        ofFileNames.setAllowUrlEncodedSlash(true);
        ofFileNames.setAllowUrlEncodedPercent(true);
        ofFileNames.setAllowSemicolon(true);
    }

    @Override
    protected void doFilter(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        FirewalledRequest checked;
        try {
            checked = firewallFor(request.getRequestURI()).getFirewalledRequest(request);
        } catch (RequestRejectedException refused) {
            PlainAnswer.write(
                    response,
                    400,
                    "This address or method is refused: it could be understood in two ways.");
            return;
        }
        chain.doFilter(checked, response);
    }

    private StrictHttpFirewall firewallFor(String path) {
        int files = path.indexOf(FILES);
        boolean isPlainBefore = files >= 0 && !AMBIGUOUS.matcher(path.substring(0, files)).find();
        return isPlainBefore ? ofFileNames : ofAddresses;
    }

    private static StrictHttpFirewall firewall() {
        var firewall = new StrictHttpFirewall();
        firewall.setAllowedHeaderNames(name -> true);
        firewall.setAllowedHeaderValues(value -> true);
        firewall.setAllowedParameterNames(name -> true);
        firewall.setAllowedParameterValues(value -> true);
        return firewall;
    }
}
