package org.africai.server.schema;

/// A text that is not a value of a field; the message completes the sentence "the field …". Caught
/// where the field's name is known.
final class InvalidValue extends RuntimeException {
    InvalidValue(String message) {
        super(message);
    }
}
