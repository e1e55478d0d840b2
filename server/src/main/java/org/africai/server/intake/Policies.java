package org.africai.server.intake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SeekableByteChannel;
import org.africai.server.archive.Located.ProjectRef;
import org.africai.server.config.ConfigName;
import org.africai.server.config.ConfigVersion;
import org.africai.server.config.Configs;
import org.africai.server.http.Refusal;
import org.africai.server.intake.Routing.Looked;
import org.africai.server.intake.mapping.Attributes;
import org.africai.server.intake.mapping.HeaderReader;
import org.africai.server.site.SiteProperties;
import org.africai.server.site.SiteSettings;
import org.africai.store.BlobStore;
import org.jspecify.annotations.Nullable;

/// What the site and its projects say of arriving data.
final class Policies {
    private static final ConfigName PET_MR = new ConfigName("separatePETMR", "config");

    private final Configs configs;
    private final SiteSettings site;
    private final BlobStore store;

    Policies(Configs configs, SiteSettings site, BlobStore store) {
        this.configs = configs;
        this.site = site;
        this.store = store;
    }

    /// Refuses the contents of a setting that could not be acted on.
    static void check(boolean isSite, ConfigName name, String contents) {
        RoutingRules.check(isSite, name, contents);
        if (isSite && name.tool().equals(DicomMappings.TOOL)) {
            var _ = DicomMapping.read(contents);
        }
        if (name.equals(PET_MR) && PetMr.named(contents).isEmpty()) {
            throw Refusal.invalid("separatePETMR is separate, pet, petmr or empty.");
        }
    }

    /// What the routing rules in force see of an object whose bytes have been published. Reads its
    /// header once more where there are rules, so it is asked once for a session.
    ///
    /// @param first rules that come before the site's
    Looked look(Received object, RoutingRules first) {
        return look(
                object.header().attributes(), () -> store.open(object.digests().sha256()), first);
    }

    /// The bytes of an object, to be read from their start.
    interface Bytes {
        SeekableByteChannel open() throws IOException;
    }

    /// As the other `look`, of an object wherever it lies.
    Looked look(Attributes known, Bytes bytes, RoutingRules first) {
        RoutingRules rules = first.then(RoutingRules.of(configs));
        return rules.isEmpty()
                ? Looked.plain(known)
                : new Looked(known, rules, elements(bytes, rules.tags()));
    }

    private static Attributes elements(Bytes bytes, int[] tags) {
        try (SeekableByteChannel channel = bytes.open()) {
            return HeaderReader.elements(channel, "a received object", tags);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot read a received object", failure);
        }
    }

    /// What becomes of a study with PET and MR series in this project.
    PetMr petMr(@Nullable ProjectRef project) {
        return configs.inForce(project == null ? null : project.key(), PET_MR)
                .map(ConfigVersion::contents)
                .flatMap(PetMr::named)
                .filter(said -> said != PetMr.UNSAID)
                .or(() -> PetMr.named(site.get(SiteProperties.PET_MR)))
                .orElse(PetMr.UNSAID);
    }

    /// Whether the site keeps sessions from taking scans of another modality.
    boolean preventsCrossModality() {
        return site.get(SiteProperties.PREVENT_CROSS_MODALITY);
    }
}
