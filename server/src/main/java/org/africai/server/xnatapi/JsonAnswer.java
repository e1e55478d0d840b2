package org.africai.server.xnatapi;

import java.nio.charset.StandardCharsets;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/// A value as JSON, whatever the request accepts: XNAT's clients send `*/*` or nonsense.
final class JsonAnswer {
    static final MediaType TYPE = new MediaType(MediaType.APPLICATION_JSON, StandardCharsets.UTF_8);

    private JsonAnswer() {}

    static <T> ResponseEntity<T> of(T value) {
        return ResponseEntity.ok().contentType(TYPE).body(value);
    }
}
