package org.africai.server.settings;

/// A password, token or key. It prints as `***` wherever it lands by accident: in logs, messages
/// and settings listings. Secrets come from the environment or from a file, never from the command
/// line, which every user of the machine can read.
public record Secret(String value) {
    public Secret {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("a secret must not be empty");
        }
    }

    @Override
    public String toString() {
        return "***";
    }
}
