package org.africai.server.files;

import java.util.function.Consumer;

/// What a caller may see, handed out one at a time: access has been asked already, so that a
/// refusal comes before an answer has begun.
public interface Found<T> {
    void each(Consumer<T> reader);
}
