package org.africai.server.xnatapi;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.africai.server.access.Callers;
import org.africai.server.archive.Archive;
import org.africai.server.archive.Investigator;
import org.africai.server.archive.InvestigatorEntry;
import org.africai.server.archive.Investigators;
import org.africai.server.http.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// `/xapi/investigators[/NUMBER]`: the people who lead or take part in projects.
@RestController
@RequestMapping("/xapi/investigators")
final class InvestigatorRoutes {
    private final Investigators investigators;

    InvestigatorRoutes(Archive archive) {
        this.investigators = archive.investigators();
    }

    /// One as XNAT's clients read them.
    record Shown(
            long xnatInvestigatordataId,
            String title,
            String firstname,
            String lastname,
            String institution,
            String department,
            String email,
            String phone,
            List<String> primaryProjects,
            List<String> investigatorProjects) {
        static Shown of(InvestigatorEntry entry) {
            Investigator person = entry.person();
            return new Shown(
                    entry.number(),
                    person.title(),
                    person.firstName(),
                    person.lastName(),
                    person.institution(),
                    person.department(),
                    person.email(),
                    person.phone(),
                    entry.primaryProjects(),
                    entry.investigatorProjects());
        }
    }

    /// One as clients send them; what else they send along is passed over.
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Sent(
            @Nullable String title,
            @Nullable String firstname,
            @Nullable String lastname,
            @Nullable String institution,
            @Nullable String department,
            @Nullable String email,
            @Nullable String phone) {
        Investigator person() {
            return new Investigator(
                    text(title),
                    text(firstname),
                    text(lastname),
                    text(institution),
                    text(department),
                    text(email),
                    text(phone));
        }

        private static String text(@Nullable String sent) {
            return sent == null ? "" : sent.strip();
        }
    }

    @GetMapping
    ResponseEntity<List<Shown>> list(HttpServletRequest request) {
        return JsonAnswer.of(
                investigators.list(Callers.of(request)).stream().map(Shown::of).toList());
    }

    @GetMapping("/{number}")
    ResponseEntity<Shown> one(HttpServletRequest request, @PathVariable String number) {
        return JsonAnswer.of(Shown.of(investigators.find(Callers.of(request), parse(number))));
    }

    @PostMapping
    ResponseEntity<Shown> add(HttpServletRequest request, @RequestBody Sent sent) {
        return JsonAnswer.of(Shown.of(investigators.add(Callers.of(request), sent.person())));
    }

    @PutMapping("/{number}")
    ResponseEntity<Shown> change(
            HttpServletRequest request, @PathVariable String number, @RequestBody Sent sent) {
        return JsonAnswer.of(
                Shown.of(investigators.change(Callers.of(request), parse(number), sent.person())));
    }

    @DeleteMapping("/{number}")
    ResponseEntity<Boolean> delete(HttpServletRequest request, @PathVariable String number) {
        investigators.delete(Callers.of(request), parse(number));
        return JsonAnswer.of(true);
    }

    private static long parse(String number) {
        if (!number.matches("\\d{1,18}")) {
            throw Refusal.invalid("An investigator has a number, not '" + number + "'.");
        }
        return Long.parseLong(number);
    }
}
