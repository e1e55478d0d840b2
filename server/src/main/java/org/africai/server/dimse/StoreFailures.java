package org.africai.server.dimse;

import org.africai.dimse.Answer;
import org.africai.dimse.Status;
import org.africai.server.db.DatabaseDown;
import org.africai.server.http.Refusal;
import org.africai.store.StorageFailure;
import org.africai.store.TooLarge;

/// What a sender is told when its object could not be kept (PS3.4 §B.2.3).
final class StoreFailures {
    private StoreFailures() {}

    /// @throws RuntimeException the failure, when it is a mistake of ours
    static Answer answer(RuntimeException failure) {
        return switch (failure) {
            case StorageFailure storage -> ofStorage(storage);
            case TooLarge _ ->
                    new Answer(Status.OUT_OF_RESOURCES, "longer than objects may be here");
            case Refusal refusal -> ofRefusal(refusal);
            default -> ofAny(failure);
        };
    }

    private static Answer ofStorage(StorageFailure failure) {
        return switch (failure.kind()) {
            case NO_SPACE -> new Answer(Status.OUT_OF_RESOURCES, "no room left");
            case STOPPED, IO ->
                    new Answer(Status.OUT_OF_RESOURCES, "the disk has to be looked at first");
            case MISSING, DAMAGED -> throw failure;
        };
    }

    private static Answer ofRefusal(Refusal refusal) {
        return switch (refusal.reason()) {
            case UNAUTHENTICATED, FORBIDDEN, NOT_FOUND ->
                    new Answer(Status.NOT_AUTHORIZED, "nothing may be added there");
            case BUSY, LOCKED, STORAGE_FULL, TOO_MANY_REQUESTS, CONFLICT ->
                    new Answer(Status.OUT_OF_RESOURCES, "busy, try again");
            default -> new Answer(Status.UNABLE_TO_PROCESS, "refused");
        };
    }

    private static Answer ofAny(RuntimeException failure) {
        if (DatabaseDown.in(failure).isPresent()) {
            return new Answer(Status.OUT_OF_RESOURCES, "the database cannot be reached");
        }
        throw failure;
    }
}
