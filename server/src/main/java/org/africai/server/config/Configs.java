package org.africai.server.config;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.africai.server.access.Access;
import org.africai.server.access.Caller;
import org.africai.server.access.Right;
import org.africai.server.archive.Locator;
import org.africai.server.audit.Audit;
import org.africai.server.audit.Audit.Action;
import org.africai.server.db.Changes;
import org.africai.server.http.Refusal;
import org.jspecify.annotations.Nullable;

/// Settings of tools, in versions: anonymisation scripts, filters, what viewers want to remember.
///
/// The site's are read by everybody who is logged in and set by administrators; a project's are
/// read by those who read the project and set by its owners.
public final class Configs {
    /// Characters of a setting at most.
    public static final int MAX_CHARACTERS = 1 << 20;

    private static final int MAX_VERSIONS = 10_000;
    private static final int MAX_SETTINGS = 10_000;

    private final Access access;
    private final Locator locator;
    private final ConfigTable table;
    private final Changes changes;
    private final Audit audit;
    private final Clock clock;
    private final List<ConfigCheck> checks;

    /// @param checks are asked of every change of contents
    public Configs(
            Access access,
            Locator locator,
            ConfigTable table,
            Changes changes,
            Audit audit,
            Clock clock,
            List<ConfigCheck> checks) {
        this.access = access;
        this.locator = locator;
        this.table = table;
        this.changes = changes;
        this.audit = audit;
        this.clock = clock;
        this.checks = List.copyOf(checks);
    }

    /// The contents in force, for other features: no rule is asked.
    ///
    /// @param project the project's key, `null` for the site
    /// @return empty when there are none, or they are disabled
    public Optional<ConfigVersion> inForce(@Nullable Long project, ConfigName name) {
        return table.newest(project, name).filter(ConfigVersion::isEnabled);
    }

    /// The tools that have settings.
    ///
    /// @param project the project's ID or alias, `null` for the site; also in the methods below
    public List<String> tools(Caller caller, @Nullable String project) {
        return table.tools(readable(caller, project));
    }

    /// The settings of a tool, each in the version in force.
    public List<ConfigVersion> ofTool(Caller caller, @Nullable String project, String tool) {
        Long key = readable(caller, project);
        ConfigName.requireTool(tool);
        return table.ofTool(key, tool);
    }

    /// The version in force.
    public Optional<ConfigVersion> find(Caller caller, @Nullable String project, ConfigName name) {
        return table.newest(readable(caller, project), name);
    }

    public Optional<ConfigVersion> find(
            Caller caller, @Nullable String project, ConfigName name, int version) {
        return table.version(readable(caller, project), name, version);
    }

    /// All versions, the newest first.
    public List<ConfigVersion> history(Caller caller, @Nullable String project, ConfigName name) {
        return table.history(readable(caller, project), name);
    }

    /// Makes the next version of a setting.
    ///
    /// @return whether the setting is new
    /// @throws Refusal when the caller may not, the change says nothing, or there is nothing that
    ///   it could enable or disable
    public boolean set(
            Caller caller, @Nullable String project, ConfigName name, ConfigChange change) {
        Long key = writable(caller, project);
        requireSense(change);
        if (change.contents() != null) {
            String contents = change.contents();
            checks.forEach(check -> check.check(key == null, name, contents));
        }
        boolean isNew = changes.run(() -> set(caller, key, name, obeyed(name, change)));
        checks.forEach(check -> check.changed(name));
        return isNew;
    }

    private ConfigChange obeyed(ConfigName name, ConfigChange change) {
        boolean unversioned =
                change.unversioned() && checks.stream().noneMatch(c -> c.keepsVersions(name));
        return new ConfigChange(
                change.contents(), change.isEnabled(), unversioned, change.reason());
    }

    private boolean set(Caller caller, @Nullable Long key, ConfigName name, ConfigChange change) {
        Optional<ConfigVersion> before = table.newest(key, name);
        write(caller, key, name, before, change);
        audit.record(
                caller,
                before.isPresent() ? Action.CHANGED : Action.CREATED,
                "config",
                name.tool() + "/" + name.path(),
                key);
        return before.isEmpty();
    }

    private void write(
            Caller caller,
            @Nullable Long project,
            ConfigName name,
            Optional<ConfigVersion> before,
            ConfigChange change) {
        if (before.isEmpty() && change.contents() == null) {
            throw Refusal.notFound("There is no such setting to enable or disable.");
        }
        requireRoom(project, before);
        ConfigVersion made = next(caller, name, before.orElse(null), change);
        if (before.isPresent() && change.unversioned()) {
            table.overwrite(made);
        } else {
            table.insert(project, made);
        }
    }

    private ConfigVersion next(
            Caller caller, ConfigName name, @Nullable ConfigVersion before, ConfigChange change) {
        String kept = before == null ? "" : before.contents();
        boolean wasEnabled = before == null || before.isEnabled();
        int version = before == null ? 1 : before.version() + (change.unversioned() ? 0 : 1);
        return new ConfigVersion(
                before == null ? 0 : before.number(),
                null,
                name,
                version,
                change.isEnabled() == null ? wasEnabled : change.isEnabled(),
                change.unversioned(),
                change.contents() == null ? kept : change.contents(),
                change.reason(),
                clock.instant(),
                caller.login());
    }

    private void requireRoom(@Nullable Long project, Optional<ConfigVersion> before) {
        if (before.isPresent() && before.get().version() >= MAX_VERSIONS) {
            throw Refusal.conflict(
                    "A setting has " + MAX_VERSIONS + " versions at most; use unversioned=true.");
        }
        if (before.isEmpty() && table.count(project) >= MAX_SETTINGS) {
            throw Refusal.conflict("There are " + MAX_SETTINGS + " settings here at most.");
        }
    }

    private static void requireSense(ConfigChange change) {
        if (change.contents() == null && change.isEnabled() == null) {
            throw Refusal.invalid(
                    "Send the contents as the body, or status=enabled or status=disabled.");
        }
        if (change.contents() != null && change.contents().length() > MAX_CHARACTERS) {
            throw new Refusal(
                    Refusal.Reason.TOO_LARGE,
                    "A setting has " + MAX_CHARACTERS + " characters at most.");
        }
        if (change.contents() != null && change.contents().indexOf('\0') >= 0) {
            throw Refusal.invalid("A setting is a text without NUL characters.");
        }
    }

    private @Nullable Long readable(Caller caller, @Nullable String project) {
        if (project == null) {
            access.requireLogin(caller);
            return null;
        }
        return locator.project(caller, Right.READ, project).key();
    }

    /// Asks whether the caller may set settings, before anything else is looked at.
    ///
    /// @param project its ID or alias, `null` for the site
    /// @throws Refusal when not
    public void requireWritable(Caller caller, @Nullable String project) {
        var _ = writable(caller, project);
    }

    /// Who may not see the project is refused as who may not set its settings, as in XNAT.
    private @Nullable Long writable(Caller caller, @Nullable String project) {
        access.requireLogin(caller);
        if (project == null) {
            access.requireSiteAdmin(caller);
            return null;
        }
        try {
            return locator.project(caller, Right.OWN, project).key();
        } catch (Refusal refusal) {
            throw refusal.reason() == Refusal.Reason.NOT_FOUND
                    ? new Refusal(
                            Refusal.Reason.FORBIDDEN,
                            "You may not set anything in project '" + project + "'.",
                            refusal)
                    : refusal;
        }
    }
}
