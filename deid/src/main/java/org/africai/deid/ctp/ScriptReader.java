package org.africai.deid.ctp;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.africai.deid.InvalidScript;
import org.jspecify.annotations.Nullable;

/// Reads a script in either form into what both mean: lines of a key and a value, as the properties
/// form has them.
final class ScriptReader {
    private static final Pattern XML = Pattern.compile("^\\s*<", Pattern.MULTILINE);
    private static final int GROUP_DIGITS = 4;

    private final Map<String, String> parameters = new HashMap<>();
    private final Map<String, ElementRule> rules = new LinkedHashMap<>();
    private final Set<Integer> keptGroups = new HashSet<>();
    private final Set<CtpScript.Removal> removals = EnumSet.noneOf(CtpScript.Removal.class);
    private final List<String> problems = new ArrayList<>();
    private boolean keepsSafePrivate;

    private ScriptReader() {}

    static CtpScript read(String text) throws InvalidScript {
        if (text.length() > CtpScript.MOST_CHARACTERS) {
            throw new InvalidScript(
                    "the script is longer than " + CtpScript.MOST_CHARACTERS + " characters");
        }
        ScriptReader reader = new ScriptReader();
        if (XML.matcher(text).find()) {
            reader.readXml(text);
        } else {
            reader.readProperties(text);
        }
        return new CtpScript(
                reader.parameters,
                new ArrayList<>(reader.rules.values()),
                reader.keptGroups,
                reader.removals,
                reader.keepsSafePrivate,
                reader.problems);
    }

    // ---- XML

    private void readXml(String text) throws InvalidScript {
        try {
            XMLStreamReader in = SafeXml.reader(text.strip());
            in.nextTag();
            while (in.next() != XMLStreamConstants.END_DOCUMENT) {
                if (in.isStartElement()) {
                    child(in);
                }
            }
        } catch (XMLStreamException e) {
            throw new InvalidScript("not well-formed XML: " + e.getLocation().getLineNumber(), e);
        }
    }

    private void child(XMLStreamReader in) throws XMLStreamException, InvalidScript {
        String kind = in.getLocalName();
        String t = attribute(in, "t");
        String name = attribute(in, "n");
        boolean isActive = "T".equals(in.getAttributeValue(null, "en"));
        String content = content(in);
        if (kind.equals("p")) {
            parameters.put(t, content);
        } else if (kind.equals("e") && t.length() < GROUP_DIGITS) {
            throw new InvalidScript("no element has the tag '" + t + "'");
        } else if (kind.equals("e") && isActive) {
            String target = t.substring(0, GROUP_DIGITS) + "," + t.substring(GROUP_DIGITS);
            element(target, name, content.strip());
        } else if (kind.equals("k") && isActive) {
            keep(t.startsWith("safe") ? t : "group" + t);
        } else if (kind.equals("r") && isActive) {
            remove(t);
        }
    }

    private static String attribute(XMLStreamReader in, String name) {
        String value = in.getAttributeValue(null, name);
        return value == null ? "" : value;
    }

    /// All text inside an element, that of elements inside it included.
    private static String content(XMLStreamReader in) throws XMLStreamException {
        StringBuilder text = new StringBuilder();
        for (int depth = 1; depth > 0; ) {
            int event = in.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                depth++;
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
            } else if (in.isCharacters()) {
                text.append(in.getText());
            }
        }
        return text.toString();
    }

    // ---- properties

    private void readProperties(String text) throws InvalidScript {
        Lines lines = new Lines();
        try {
            lines.load(new StringReader(text));
        } catch (IOException | IllegalArgumentException e) {
            throw new InvalidScript("not a file of properties", e);
        }
        for (Map.Entry<String, String> line : lines.inOrder) {
            property(line.getKey(), line.getValue());
        }
    }

    /// Properties that remember their order and their repetitions.
    private static final class Lines extends Properties {
        private static final long serialVersionUID = 1;
        private final transient List<Map.Entry<String, String>> inOrder = new ArrayList<>();

        @Override
        public synchronized @Nullable Object put(Object key, Object value) {
            inOrder.add(Map.entry((String) key, (String) value));
            return super.put(key, value);
        }
    }

    private void property(String key, String value) throws InvalidScript {
        if (key.startsWith("param.")) {
            parameters.put(key.substring("param.".length()), value);
        } else if (key.startsWith("set.[")) {
            int end = closingBracket(key, 4);
            if (end > 0) {
                element(key.substring(5, end), key.substring(end + 1).strip(), value);
            }
        } else if (key.startsWith("keep.")) {
            keep(key.substring("keep.".length()));
        } else if (key.startsWith("remove.")) {
            remove(key.substring("remove.".length()));
        }
    }

    private static int closingBracket(String key, int open) {
        int depth = 0;
        for (int i = open; i < key.length(); i++) {
            depth += key.charAt(i) == '[' ? 1 : key.charAt(i) == ']' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return -1;
    }

    // ---- lines of both

    private void element(String target, String label, String text) throws InvalidScript {
        Address.Step step = Address.step(target);
        if (step instanceof Address.Step.Label) {
            problems.add("a rule for no element: " + target);
            return;
        }
        List<String> doubts = new ArrayList<>();
        Template template = Template.parse(text, doubts);
        problems.addAll(doubts);
        ElementRule rule = ElementRule.of(step, label, template, !doubts.isEmpty());
        if (rules.putIfAbsent(rule.key(), rule) != null) {
            throw new InvalidScript("two rules for the element " + target);
        }
    }

    private void keep(String what) {
        if (what.startsWith("safe")) {
            keepsSafePrivate = true;
            return;
        }
        try {
            keptGroups.add(Integer.parseInt(what.substring("group".length()).strip(), 16));
        } catch (NumberFormatException | StringIndexOutOfBoundsException _) {
            problems.add("not a group to keep: " + what);
        }
    }

    private void remove(String what) {
        switch (what.toLowerCase(Locale.ROOT)) {
            case "privategroups" -> removals.add(CtpScript.Removal.PRIVATE_GROUPS);
            case "unspecifiedelements" -> removals.add(CtpScript.Removal.UNSPECIFIED_ELEMENTS);
            case "overlays" -> removals.add(CtpScript.Removal.OVERLAYS);
            case "curves" -> removals.add(CtpScript.Removal.CURVES);
            default -> problems.add("nothing to remove is called '" + what + "'");
        }
    }
}
