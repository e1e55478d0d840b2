package org.africai.server.deid;

import java.util.List;
import java.util.regex.Pattern;
import org.africai.deid.InvalidScript;
import org.africai.deid.ctp.CtpScript;

/// Reads scripts of CTP's DicomAnonymizer, and refuses what CTP passes over without a word.
final class CtpText {
    private static final Pattern ROOT =
            Pattern.compile("(?s)\\s*(?:<\\?.*?\\?>|<!--.*?-->|\\s)*<script[\\s/>].*");
    private static final Pattern KNOWN =
            Pattern.compile("\\s*(?:set\\.\\[|param\\.|keep\\.|remove\\.|[#!].*|$)");

    private CtpText() {}

    static ParsedScript xml(String text) throws InvalidScript {
        if (!ROOT.matcher(text).matches()) {
            throw new InvalidScript("line 1: the XML of a CTP script begins with <script>");
        }
        return wholly(CtpScript.parse(text));
    }

    static ParsedScript properties(String text) throws InvalidScript {
        List<String> lines = text.lines().toList();
        boolean goesOn = false;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (!goesOn && !KNOWN.matcher(line).lookingAt()) {
                throw new InvalidScript(
                        "line "
                                + (i + 1)
                                + ": a line of a CTP script begins with set.[, param., keep. or"
                                + " remove.");
            }
            goesOn = line.endsWith("\\");
        }
        return wholly(CtpScript.parse(text));
    }

    /// A script without a rule would let everything through.
    private static ParsedScript wholly(CtpScript script) throws InvalidScript {
        if (script.size() == 0) {
            throw new InvalidScript("line 1: the script has no rule that is switched on");
        }
        return new ParsedScript.Ctp(script);
    }
}
