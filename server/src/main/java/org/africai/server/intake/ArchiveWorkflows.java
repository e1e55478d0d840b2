package org.africai.server.intake;

import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.africai.server.access.Caller;
import org.africai.server.archive.Submission;
import org.africai.server.archive.Submission.Assignment;
import org.africai.server.intake.Archiver.Archived;
import org.africai.server.workflows.Workflows;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Notes what became of sessions among the workflows, where XNAT's clients look for it.
final class ArchiveWorkflows {
    private static final Logger LOG = LoggerFactory.getLogger(ArchiveWorkflows.class);
    private static final String TYPE = "wrk:workflowData";

    private final Workflows workflows;
    private final Clock clock;

    ArchiveWorkflows(Workflows workflows, Clock clock) {
        this.workflows = workflows;
        this.clock = clock;
    }

    /// Notes that a session was archived and, where pipelines were to run on it, that none did. The
    /// session is in the archive whether or not that can be noted.
    void tell(Caller caller, Archived session, boolean triggersPipelines) {
        note(caller, session, session.merged() ? "Merged" : "Transfer", "Complete", "");
        if (triggersPipelines) {
            note(
                    caller,
                    session,
                    "xnat_tools/AutoRun.xml",
                    "Failed (Dismissed)",
                    "No pipelines are set up on this server: nothing was run.");
        }
    }

    private void note(
            Caller caller, Archived session, String pipeline, String status, String description) {
        List<Assignment> fields = new ArrayList<>();
        fields.add(field("ID", session.id()));
        fields.add(field("data_type", session.xsiType()));
        fields.add(field("pipeline_name", pipeline));
        fields.add(field("launch_time", now()));
        fields.add(field("status", status));
        if (!description.isEmpty()) {
            fields.add(field("step_description", description));
        }
        try {
            workflows.put(caller, Submission.of(TYPE, fields));
        } catch (RuntimeException failure) {
            LOG.warn("archived without a workflow session={}", session.id(), failure);
        }
    }

    private static Assignment field(String name, String value) {
        return new Assignment(TYPE + "/" + name, value);
    }

    private String now() {
        return LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC)
                .truncatedTo(ChronoUnit.MILLIS)
                .toString();
    }
}
