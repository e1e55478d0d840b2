package org.africai.server.deid;

import java.util.List;
import java.util.Optional;
import org.africai.server.access.Access;
import org.africai.server.access.Caller;
import org.africai.server.config.ConfigChange;
import org.africai.server.config.ConfigVersion;
import org.africai.server.config.Configs;
import org.jspecify.annotations.Nullable;

/// The scripts of the site and of projects, for those who set them: the site's by administrators, a
/// project's by its owners. They are settings, see [Configs], which asks who may.
public final class Anonymization {
    /// What XNAT sets for a site when it is installed: files say of themselves where they are.
    public static final String USUAL =
            """
            // What XNAT does to all files: they say of themselves where they are.
            version "6.1"
            project != "Unassigned" ? (0008,1030) := project
            (0010,0010) := subject
            (0010,0020) := session
            """;

    private final Access access;
    private final Configs configs;

    Anonymization(Access access, Configs configs) {
        this.access = access;
        this.configs = configs;
    }

    /// What a saved script was taken for.
    ///
    /// @param doubts what its author cannot have meant
    public record Understood(Language language, List<String> doubts) {
        public Understood {
            doubts = List.copyOf(doubts);
        }
    }

    /// The script that is proposed where there is none.
    public String usual(Caller caller) {
        access.requireLogin(caller);
        return USUAL;
    }

    /// The script, whether enabled or not.
    ///
    /// @param project its ID or alias, `null` for the site; also in the methods below
    public Optional<String> script(Caller caller, @Nullable String project) {
        return find(caller, project).map(ConfigVersion::contents);
    }

    /// Whether there is a script and objects go through it.
    public boolean isEnabled(Caller caller, @Nullable String project) {
        return find(caller, project).filter(ConfigVersion::isEnabled).isPresent();
    }

    private Optional<ConfigVersion> find(Caller caller, @Nullable String project) {
        return configs.find(caller, project, Scripts.SCRIPT);
    }

    /// Asks whether the caller may set the script, before what they sent is looked at.
    public void requireWritable(Caller caller, @Nullable String project) {
        configs.requireWritable(caller, project);
    }

    /// Saves a script as a new version; a first one is enabled.
    ///
    /// @throws org.africai.server.http.Refusal when it cannot be read; says in which line
    public Understood save(Caller caller, @Nullable String project, String script) {
        configs.set(caller, project, Scripts.SCRIPT, new ConfigChange(script, null, false, ""));
        ParsedScript parsed = ScriptCheck.parsed(script);
        return new Understood(parsed.language(), parsed.doubts());
    }

    /// Has objects go through the script or not. The site's usual one is saved where there is none.
    public void enable(Caller caller, @Nullable String project, boolean isEnabled) {
        boolean isFirst = project == null && isEnabled && find(caller, null).isEmpty();
        var _ =
                configs.set(
                        caller,
                        project,
                        Scripts.SCRIPT,
                        new ConfigChange(isFirst ? USUAL : null, isEnabled, false, ""));
    }
}
