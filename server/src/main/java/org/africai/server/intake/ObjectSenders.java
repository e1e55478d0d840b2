package org.africai.server.intake;

import java.util.function.LongSupplier;
import org.africai.server.access.Caller;
import org.africai.server.access.Right;
import org.africai.server.archive.Located.ProjectRef;
import org.africai.server.http.Refusal;
import org.africai.server.intake.Destination.Names;
import org.africai.server.intake.ImportRequest.Goal;
import org.africai.server.intake.Waiting.Remarks;
import org.jspecify.annotations.Nullable;

/// Takes objects in from senders that send one after the other and wait for each, as DIMSE does.
/// Their sessions wait for more of them, and are built and archived once none has come for a while.
public final class ObjectSenders {
    private final Ground ground;
    private final ObjectPipeline pipeline;
    private final Door door;
    private final LongSupplier nanos;

    /// @param nanos time for what is remembered, as `System.nanoTime`
    ObjectSenders(Ground ground, ObjectPipeline pipeline, Door door, LongSupplier nanos) {
        this.door = door;
        this.ground = ground;
        this.pipeline = pipeline;
        this.nanos = nanos;
    }

    /// What all objects of a sender have in common.
    ///
    /// @param caller as whom they are kept
    /// @param project ID of the project that they go to; absent when their headers decide
    /// @param rules what is asked before the common rules of routing
    /// @param archives whether their sessions go on to the archive whatever their project says
    /// @param preventsAnonymization whether scripts leave them alone
    /// @param source who sends them, for those who look at the prearchive
    public record Terms(
            Caller caller,
            @Nullable String project,
            RoutingRules rules,
            boolean archives,
            boolean preventsAnonymization,
            String source) {
        ImportRequest request() {
            return new ImportRequest(
                    Handler.GRADUAL_DICOM,
                    new Names(project, null, null),
                    null,
                    archives ? Goal.ARCHIVE : Goal.AS_PROJECT_SAYS,
                    null,
                    Overwrite.NONE,
                    false,
                    false,
                    false,
                    false,
                    false,
                    true,
                    new Remarks(source, "", "", "", preventsAnonymization, false),
                    null);
        }
    }

    /// Somebody who sends objects.
    ///
    /// @throws Refusal when the caller may not add to the project
    public ObjectSender sender(Terms terms) {
        ground.access().requireLogin(terms.caller());
        var sender = new ObjectSender(ground, pipeline, door, terms, nanos);
        var _ = project(ground, terms); // which refuses where nothing may be added
        return sender;
    }

    static @Nullable ProjectRef project(Ground ground, Terms terms) {
        return terms.project() == null
                ? null
                : ground.locator().project(terms.caller(), Right.CREATE, terms.project()).project();
    }
}
