package org.africai.server.deid;

import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.africai.deid.InvalidScript;
import org.africai.server.config.ConfigCheck;
import org.africai.server.config.ConfigName;
import org.africai.server.http.Refusal;

/// Looks at settings of the tool `anon` before they are made: a script that cannot be read is
/// refused with its line, and so is a setting that nobody would obey. Knows when one has changed.
public final class ScriptCheck implements ConfigCheck {
    private final AtomicLong changes = new AtomicLong();

    @Override
    public void check(boolean isSite, ConfigName name, String contents) {
        if (!name.tool().equals(Scripts.SCRIPT.tool())) {
            return;
        }
        if (name.equals(Scripts.SCRIPT)) {
            var _ = parsed(contents);
        } else if (name.equals(Scripts.ORIGINALS) && !isSite) {
            requireOneOf(name, contents, Set.of("destroy", "keep"));
        } else if (name.equals(Scripts.BURNED_IN) && !isSite) {
            requireOneOf(name, contents, Set.of("hold", "pass"));
        } else {
            throw Refusal.invalid(
                    "The tool 'anon' has the setting 'script', and in projects 'originals' and"
                            + " 'burned-in'; '"
                            + name.path()
                            + "' would have no effect.");
        }
    }

    private static void requireOneOf(ConfigName name, String contents, Set<String> words) {
        if (!words.contains(contents.strip())) {
            throw Refusal.invalid(
                    "'" + name.path() + "' is one of " + words.stream().sorted().toList() + ".");
        }
    }

    /// @throws Refusal when the script cannot be read; says where and why
    static ParsedScript parsed(String text) {
        try {
            return ParsedScript.of(text);
        } catch (InvalidScript invalid) {
            throw new Refusal(
                    Refusal.Reason.INVALID,
                    "The script cannot be read and was not saved; " + invalid.getMessage() + ".",
                    invalid);
        }
    }

    /// Objects name the version of a script that they have been through.
    @Override
    public boolean keepsVersions(ConfigName name) {
        return name.equals(Scripts.SCRIPT);
    }

    @Override
    public void changed(ConfigName name) {
        if (name.tool().equals(Scripts.SCRIPT.tool())) {
            changes.incrementAndGet();
        }
    }

    /// How often something has changed here.
    long changes() {
        return changes.get();
    }
}
