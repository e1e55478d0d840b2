package org.africai.server.xnatapi;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.africai.server.archive.Snapshot;
import org.africai.server.archive.Submission;
import org.africai.server.http.Refusal;
import org.africai.server.workflows.Workflow;
import org.africai.server.workflows.WorkflowFilter;
import org.africai.server.workflows.Workflows;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// `/data/workflows[/NUMBER]`: what pipelines tell of their work.
@RestController
final class WorkflowRoutes {
    private static final List<String> COLUMNS =
            List.of(
                    "wrk_workflowData_id",
                    "ID",
                    "data_type",
                    "ExternalID",
                    "pipeline_name",
                    "launch_time",
                    "status",
                    "step_description",
                    "percentageComplete",
                    "create_user");

    private final Workflows workflows;
    private final Submissions submissions;
    private final ItemAnswer items;
    private final ChangeRules rules;

    WorkflowRoutes(
            Workflows workflows, Submissions submissions, ItemAnswer items, ChangeRules rules) {
        this.rules = rules;
        this.workflows = workflows;
        this.submissions = submissions;
        this.items = items;
    }

    /// GET with object, pipeline and launch gives that one workflow, with less a list.
    @RequestMapping({
        "/data/workflows",
        "/data/archive/workflows",
        "/REST/workflows",
        "/REST/archive/workflows"
    })
    void all(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Exchange exchange = rules.watched(new Exchange(request, response));
        switch (exchange.method()) {
            case GET -> get(exchange);
            case PUT, POST -> {
                Submission sent = submissions.read(exchange);
                exchange.answerText(Long.toString(workflows.put(exchange.caller(), sent)));
            }
            case DELETE -> throw exchange.notAllowed();
        }
    }

    @RequestMapping({
        "/data/workflows/{number}",
        "/data/archive/workflows/{number}",
        "/REST/workflows/{number}",
        "/REST/archive/workflows/{number}"
    })
    void one(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Exchange exchange = rules.watched(new Exchange(request, response));
        String last = RequestPath.of(request.getRequestURI()).parts().getLast();
        if (!last.matches("\\d{1,18}")) {
            throw Refusal.invalid("A workflow has a number, not '" + last + "'.");
        }
        long number = Long.parseLong(last);
        switch (exchange.method()) {
            case GET -> answer(exchange, workflows.find(exchange.caller(), number));
            case PUT, POST -> {
                Submission sent = submissions.read(exchange);
                workflows.put(exchange.caller(), number, sent);
                exchange.answerText(last);
            }
            case DELETE -> throw exchange.notAllowed();
        }
    }

    private void get(Exchange exchange) throws IOException {
        WorkflowFilter filter = workflows.filter(submissions.read(exchange));
        List<Workflow> found = workflows.list(exchange.caller(), filter);
        if (!filter.isName()) {
            List<Map<String, String>> rows = found.stream().map(WorkflowRoutes::row).toList();
            TableAnswer.write(exchange, SmallTable.of(exchange, "Workflows", COLUMNS, rows));
        } else if (found.isEmpty()) {
            throw Refusal.notFound("There is no such workflow, or you may not see it.");
        } else {
            answer(exchange, found.getFirst());
        }
    }

    private void answer(Exchange exchange, Workflow workflow) throws IOException {
        items.write(exchange, new Snapshot(workflow.document(), workflow.changedAt()));
    }

    private static Map<String, String> row(Workflow workflow) {
        Map<String, String> row = new LinkedHashMap<>();
        for (String column : COLUMNS) {
            row.put(column, workflow.document().field(column).orElse(""));
        }
        return row;
    }
}
