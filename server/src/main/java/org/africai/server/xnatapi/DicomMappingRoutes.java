package org.africai.server.xnatapi;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.africai.server.access.Callers;
import org.africai.server.http.Refusal;
import org.africai.server.intake.DicomMapping;
import org.africai.server.intake.DicomMappings;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// `/xapi/dicom_mappings`: which elements of DICOM headers become custom fields; for
/// administrators.
@RestController
@RequestMapping("/xapi/dicom_mappings")
final class DicomMappingRoutes {
    private final DicomMappings mappings;

    DicomMappingRoutes(DicomMappings mappings) {
        this.mappings = mappings;
    }

    @GetMapping
    ResponseEntity<List<Map<String, Object>>> list(HttpServletRequest request) {
        return JsonAnswer.of(
                mappings.list(Callers.of(request)).stream().map(DicomMapping::toJson).toList());
    }

    @PutMapping("/update")
    ResponseEntity<Map<String, Object>> put(
            HttpServletRequest request, @RequestBody JsonNode mapping) {
        var caller = Callers.of(request);
        mappings.requireAdministrator(caller);
        return JsonAnswer.of(mappings.put(caller, DicomMapping.read(mapping)).toJson());
    }

    @DeleteMapping("/{id}")
    void delete(HttpServletRequest request, @PathVariable String id) {
        var caller = Callers.of(request);
        mappings.requireAdministrator(caller);
        if (!id.matches("[0-9]{1,18}")) {
            throw Refusal.invalid("A mapping has a number, not '" + id + "'.");
        }
        mappings.delete(caller, Long.parseLong(id));
    }
}
