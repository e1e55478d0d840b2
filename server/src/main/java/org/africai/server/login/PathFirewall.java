package org.africai.server.login;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Pattern;
import org.africai.server.http.PlainAnswer;

/// Refuses addresses that two readers could read in two ways: `..` and `//`, encoded or not, `;`,
/// `\`, control characters, line separators, encoded `.` and `%`, and what is not UTF-8. An encoded
/// slash or percent sign and a semicolon are let through only in the tail after `/files/`, where a
/// file's name is one part of the address whatever it holds. Headers and parameters are left to
/// Tomcat and to who reads them.
///
/// It reads the address as it was sent (RFC 3986 §2.1, §3.3), part by part, each decoded once.
public final class PathFirewall extends HttpFilter {
    private static final long serialVersionUID = 1;
    private static final String FILES = "/files/";
    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "PUT", "POST", "DELETE", "PATCH", "OPTIONS");

    /// What is not printable ASCII, or a percent sign without two hexadecimal digits after it.
    private static final Pattern BROKEN = Pattern.compile("[^!-~]|%(?![0-9A-Fa-f]{2})");

    private static final Pattern AMBIGUOUS =
            Pattern.compile("%2f|%25|;|%3b", Pattern.CASE_INSENSITIVE);
    private static final Pattern NEVER = Pattern.compile("%2e|\\\\|%5c", Pattern.CASE_INSENSITIVE);

    @Override
    protected void doFilter(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!METHODS.contains(request.getMethod()) || !isPlain(request.getRequestURI())) {
            PlainAnswer.write(
                    response,
                    400,
                    "This address or method is refused: it could be understood in two ways.");
            return;
        }
        chain.doFilter(request, response);
    }

    private static boolean isPlain(String path) {
        boolean isBroken = !path.startsWith("/") || BROKEN.matcher(path).find();
        if (isBroken || NEVER.matcher(path).find()) {
            return false;
        }
        int files = path.indexOf(FILES);
        String strict = files < 0 ? path : path.substring(0, files);
        return !AMBIGUOUS.matcher(strict).find() && arePlain(decoded(path));
    }

    /// The parts of a decoded path, of which the last alone may be empty.
    private static boolean arePlain(String path) {
        String[] parts = path.substring(1).split("/", -1);
        for (int i = 0; i < parts.length; i++) {
            boolean isMissing = parts[i].isEmpty() && i < parts.length - 1;
            if (isMissing || parts[i].equals(".") || parts[i].equals("..")) {
                return false;
            }
        }
        return path.chars().noneMatch(PathFirewall::isMisleading);
    }

    private static boolean isMisleading(int c) {
        return Character.isISOControl(c) || c == '\u2028' || c == '\u2029' || c == '\uFFFD';
    }

    /// With U+FFFD for what is not UTF-8. A `+` is a plus.
    private static String decoded(String path) {
        return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
