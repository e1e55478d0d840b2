package org.africai.server.intake;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.africai.server.access.Caller;
import org.africai.server.deid.Quarantine;
import org.africai.server.deid.QuarantinedObject;
import org.africai.server.http.Refusal;
import org.africai.server.intake.Destination.Names;
import org.africai.server.intake.ImportRequest.Goal;
import org.africai.server.intake.Waiting.Remarks;
import org.africai.store.StorageFailure;
import org.jspecify.annotations.Nullable;

/// Takes objects in again that a script could not handle: as they are now that the script is
/// another, or unchanged, because somebody has looked at them.
///
/// An object goes the way of one that is sent alone: into a session that waits for more, and is
/// archived or kept waiting as its project wants. When the script sets it aside once more, it stays
/// in quarantine.
public final class QuarantineRelease {
    private final Ground ground;
    private final Quarantine quarantine;
    private final Imports imports;

    QuarantineRelease(Ground ground, Quarantine quarantine, Imports imports) {
        this.ground = ground;
        this.quarantine = quarantine;
        this.imports = imports;
    }

    /// @param unchanged whether no script is to be applied, now or before archiving
    /// @return where it is then
    /// @throws Refusal when it is not there, is no DICOM object, or is set aside again
    public ImportAnswer release(Caller caller, long id, boolean unchanged) {
        QuarantinedObject one = quarantine.find(caller, id);
        if (!one.isObject()) {
            throw Refusal.invalid(
                    "It is no DICOM object. Download it, look at it, and upload it as a resource.");
        }
        ImportAnswer answer;
        try (InputStream bytes = ground.store().openStream(one.bytes().sha256());
                Upload upload = imports.receive(Upload.UNNAMED, bytes)) {
            answer = imports.run(caller, request(one, unchanged), upload);
        } catch (IOException failure) {
            throw StorageFailure.io(Path.of(one.bytes().sha256().hex()), failure);
        }
        quarantine.released(caller, one);
        return answer;
    }

    private static ImportRequest request(QuarantinedObject one, boolean unchanged) {
        return new ImportRequest(
                Handler.GRADUAL_DICOM,
                new Names(one.project(), given(one.subject()), given(one.session())),
                null,
                Goal.AS_PROJECT_SAYS,
                null,
                Overwrite.NONE,
                false,
                false,
                true,
                false,
                false,
                true,
                new Remarks("quarantine", "", "", "", unchanged, false),
                null);
    }

    private static @Nullable String given(String name) {
        return name.isEmpty() ? null : name;
    }
}
