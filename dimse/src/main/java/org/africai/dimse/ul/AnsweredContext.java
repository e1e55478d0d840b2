package org.africai.dimse.ul;

import org.africai.dicom.Uid;

/// What an acceptor answers to a proposed presentation context (PS3.8 §9.3.3.2).
///
/// @param id the id of the proposal
/// @param result whether it is accepted
/// @param transferSyntax the one to use; without meaning when it is not accepted
public record AnsweredContext(int id, Result result, Uid transferSyntax) {
    /// @throws IllegalArgumentException when the id is even or out of range
    public AnsweredContext {
        if (!ProposedContext.isId(id)) {
            throw new IllegalArgumentException("not the id of a presentation context: " + id);
        }
    }

    /// The answer.
    public enum Result {
        ACCEPTED(0),
        USER_REJECTION(1),
        NO_REASON(2),
        ABSTRACT_SYNTAX_NOT_SUPPORTED(3),
        TRANSFER_SYNTAXES_NOT_SUPPORTED(4);

        private final int code;

        Result(int code) {
            this.code = code;
        }

        /// The number on the wire.
        int code() {
            return code;
        }

        /// An unknown number is a rejection without reason.
        static Result of(int code) {
            for (Result result : values()) {
                if (result.code == code) {
                    return result;
                }
            }
            return NO_REASON;
        }
    }

    public boolean isAccepted() {
        return result == Result.ACCEPTED;
    }
}
