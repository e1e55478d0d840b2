package org.africai.dimse;

import java.io.IOException;
import org.africai.dicom.data.Dataset;

/// A request of which all was read.
sealed interface Preparation {
    /// It makes no sense.
    record Refused(Answer why) implements Preparation {
        static Refused of(Status status) {
            return new Refused(Answer.of(status));
        }
    }

    /// It can be performed.
    record Ready(Work work) implements Preparation {}

    /// What is done on a thread of its own.
    @FunctionalInterface
    interface Work {
        /// @throws IOException when the application fails, or the association ended
        Result run(Operation operation) throws IOException;
    }

    /// The last response.
    ///
    /// @param dataset what goes with it; may be empty
    record Result(Command response, Dataset dataset) {
        static Result of(Message message, Answer answer) {
            return new Result(message.command().response(answer), Dataset.EMPTY);
        }
    }
}
