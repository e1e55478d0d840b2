package org.africai.deid.pixel;

import java.io.IOException;

/// A frame that cannot be decoded. The message never holds a value of the object.
final class NotDecodable extends IOException {
    private static final long serialVersionUID = 1;

    NotDecodable(String reason) {
        super(reason);
    }
}
