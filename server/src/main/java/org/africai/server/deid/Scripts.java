package org.africai.server.deid;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.africai.deid.InvalidScript;
import org.africai.server.config.ConfigName;
import org.africai.server.config.ConfigVersion;
import org.africai.server.config.Configs;
import org.jspecify.annotations.Nullable;

/// The scripts in force, and what projects want beside: settings of the tool `anon`. Thread-safe.
///
/// The site's script is asked for with each object that arrives, so it is remembered: a change by
/// this server counts at once, one by another server of the same database within a second.
public final class Scripts {
    /// The script of the site, or of a project.
    public static final ConfigName SCRIPT = new ConfigName("anon", "script");

    /// What becomes of identified originals once they are archived: `destroy` or `keep`.
    public static final ConfigName ORIGINALS = new ConfigName("anon", "originals");

    /// What becomes of sessions whose pixels may show the patient: `hold` or `pass`.
    public static final ConfigName BURNED_IN = new ConfigName("anon", "burned-in");

    private static final long REMEMBERED_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int MOST_VERSIONS = 256;

    private final Configs configs;
    private final ScriptCheck check;
    private final LongSupplier nanos;
    private final Map<Long, Script> versions = new ConcurrentHashMap<>();
    private volatile @Nullable Known ofSite;

    /// @param nanos time, as `System.nanoTime`
    Scripts(Configs configs, ScriptCheck check, LongSupplier nanos) {
        this.configs = configs;
        this.check = check;
        this.nanos = nanos;
    }

    private record Known(Optional<Script> script, long change, long at) {}

    /// The site's script, which objects go through when they arrive; empty when there is none or it
    /// is disabled.
    public Optional<Script> site() {
        Known known = ofSite;
        long change = check.changes();
        long now = nanos.getAsLong();
        if (known != null && known.change() == change && now - known.at() < REMEMBERED_NANOS) {
            return known.script();
        }
        Optional<Script> script = configs.inForce(null, SCRIPT).map(this::version);
        ofSite = new Known(script, change, now);
        return script;
    }

    /// A project's script, which objects go through before they are archived.
    public Optional<Script> ofProject(long project) {
        return configs.inForce(project, SCRIPT).map(this::version);
    }

    private Script version(ConfigVersion version) {
        if (versions.size() >= MOST_VERSIONS) {
            versions.clear();
        }
        return versions.computeIfAbsent(
                version.number(), number -> new Script(number, parsed(version.contents())));
    }

    /// A script that was set by an older server, which did not look at it, lets nothing through.
    private static ParsedScript parsed(String text) {
        try {
            return ParsedScript.of(text);
        } catch (InvalidScript invalid) {
            return new ParsedScript.Unreadable(String.valueOf(invalid.getMessage()));
        }
    }

    /// Whether a project's sessions wait for a person when their pixels may show the patient.
    public boolean holdsBurnedIn(long project) {
        return !isSet(project, BURNED_IN, "pass");
    }

    /// Whether a project keeps identified originals apart.
    public boolean keepsOriginals(long project) {
        return isSet(project, ORIGINALS, "keep");
    }

    private boolean isSet(long project, ConfigName name, String word) {
        return configs.inForce(project, name)
                .filter(version -> version.contents().strip().equals(word))
                .isPresent();
    }
}
