package org.africai.server.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads an [XnatPath] from left to right, each character once.
final class PathParser {
    private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_.\\-]*");
    private static final Pattern TYPE = Pattern.compile("[\\p{L}_][\\w]*:[\\p{L}_][\\w.\\-]*");
    private static final Pattern INDEX = Pattern.compile("\\d{1,6}");
    private static final String XSI_TYPE = "xsi:type";

    private final String text;
    private int at;

    PathParser(String text) {
        this.text = text;
    }

    Optional<XnatPath> parse() {
        String type = type();
        List<XnatPath.Step> steps = new ArrayList<>();
        do {
            XnatPath.Step step = step();
            if (step == null || steps.size() == XnatPath.MAX_STEPS) {
                return Optional.empty();
            }
            steps.add(step);
        } while (accept('/'));
        return at == text.length() ? Optional.of(new XnatPath(type, steps)) : Optional.empty();
    }

    private @Nullable String type() {
        int slash = text.indexOf('/');
        if (slash < 0 || !TYPE.matcher(text.substring(0, slash)).matches()) {
            return null;
        }
        at = slash + 1;
        return text.substring(0, slash);
    }

    private XnatPath.@Nullable Step step() {
        accept('@');
        int start = at;
        while (at < text.length() && "/[".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        String name = text.substring(start, at);
        return NAME.matcher(name).matches() ? conditions(name) : null;
    }

    private XnatPath.@Nullable Step conditions(String name) {
        String xsiType = null;
        Integer index = null;
        Map<String, String> where = new LinkedHashMap<>();
        while (accept('[')) {
            String left = until("=]");
            if (accept('=')) {
                String value = value();
                if (value == null) {
                    return null;
                }
                if (left.equals(XSI_TYPE)) {
                    xsiType = value;
                } else {
                    where.put(left, value);
                }
            } else if (INDEX.matcher(left).matches() && accept(']')) {
                index = Integer.valueOf(left);
            } else {
                return null;
            }
        }
        return new XnatPath.Step(name, xsiType, index, where);
    }

    private String until(String ends) {
        accept('@');
        int start = at;
        while (at < text.length() && ends.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(start, at).strip();
    }

    private @Nullable String value() {
        for (char quote : new char[] {'"', '\''}) {
            if (accept(quote)) {
                int end = text.indexOf(quote + "]", at);
                return end < 0 ? null : take(end, 2);
            }
        }
        int end = text.indexOf(']', at);
        return end < 0 ? null : take(end, 1);
    }

    private String take(int end, int closing) {
        String value = text.substring(at, end);
        at = end + closing;
        return value;
    }

    private boolean accept(char c) {
        if (at < text.length() && text.charAt(at) == c) {
            at++;
            return true;
        }
        return false;
    }
}
