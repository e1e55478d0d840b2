package org.africai.server.intake;

import java.util.List;
import org.africai.server.access.Access;
import org.africai.server.access.Caller;
import org.africai.server.config.ConfigChange;
import org.africai.server.config.ConfigName;
import org.africai.server.config.ConfigVersion;
import org.africai.server.config.Configs;
import org.africai.server.http.Refusal;
import org.jspecify.annotations.Nullable;

/// The mappings of elements of headers to custom fields, which administrators make. They are kept
/// as settings of the tool `dicom-mapping`, one each, by their numbers.
public final class DicomMappings {
    static final String TOOL = "dicom-mapping";

    private final Access access;
    private final Configs configs;

    DicomMappings(Access access, Configs configs) {
        this.access = access;
        this.configs = configs;
    }

    /// Refuses everybody but those who administer the site.
    public void requireAdministrator(Caller caller) {
        access.requireSiteAdmin(caller);
    }

    /// All of them.
    ///
    /// @throws Refusal when the caller does not administer the site
    public List<DicomMapping> list(Caller caller) {
        access.requireSiteAdmin(caller);
        return read(configs.ofTool(caller, null, TOOL));
    }

    /// Makes a mapping, in place of one of the same element for the same.
    public DicomMapping put(Caller caller, DicomMapping mapping) {
        access.requireSiteAdmin(caller);
        configs.set(
                caller,
                null,
                name(mapping.number()),
                new ConfigChange(mapping.toText(), true, false, ""));
        return mapping;
    }

    /// @throws Refusal when there is none of this number
    public void delete(Caller caller, long number) {
        access.requireSiteAdmin(caller);
        if (list(caller).stream().noneMatch(mapping -> mapping.number() == number)) {
            throw Refusal.notFound("There is no mapping " + number + ".");
        }
        configs.set(caller, null, name(number), new ConfigChange(null, false, false, ""));
    }

    private static ConfigName name(long number) {
        return new ConfigName(TOOL, Long.toString(number));
    }

    /// Those in force for sessions of a project, and for what waits without one.
    List<DicomMapping> of(@Nullable String project) {
        return read(configs.ofTool(Caller.SYSTEM, null, TOOL)).stream()
                .filter(mapping -> mapping.project() == null || mapping.project().equals(project))
                .toList();
    }

    private static List<DicomMapping> read(List<ConfigVersion> settings) {
        return settings.stream()
                .filter(ConfigVersion::isEnabled)
                .map(setting -> DicomMapping.read(setting.contents()))
                .toList();
    }
}
