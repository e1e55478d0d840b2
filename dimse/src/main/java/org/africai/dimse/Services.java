package org.africai.dimse;

import java.util.function.Predicate;
import org.africai.dicom.Uid;
import org.jspecify.annotations.Nullable;

/// What one side of an association does for the other. C-ECHO is always answered; everything else
/// is refused unless it is given here. Immutable.
///
/// @param store takes objects
/// @param storageClasses which SOP classes are objects
/// @param storageSyntaxes which encodings of objects are taken
/// @param find answers queries
/// @param move sends objects to others
/// @param get sends objects to who asks
/// @param commitment promises to keep objects
/// @param reports hears of such promises
public record Services(
        @Nullable StoreService store,
        Predicate<Uid> storageClasses,
        TransferSyntaxes storageSyntaxes,
        @Nullable FindService find,
        @Nullable MoveService move,
        @Nullable GetService get,
        @Nullable CommitmentService commitment,
        @Nullable CommitmentListener reports) {
    /// C-ECHO and nothing else.
    public static final Services ECHO =
            new Services(
                    null,
                    StorageClasses.standard(),
                    TransferSyntaxes.ANY,
                    null,
                    null,
                    null,
                    null,
                    null);

    public Services withStore(StoreService store) {
        return new Services(
                store, storageClasses, storageSyntaxes, find, move, get, commitment, reports);
    }

    /// Which objects are taken, and which are sent by C-GET.
    public Services withStorage(Predicate<Uid> classes, TransferSyntaxes syntaxes) {
        return new Services(store, classes, syntaxes, find, move, get, commitment, reports);
    }

    public Services withFind(FindService find) {
        return new Services(
                store, storageClasses, storageSyntaxes, find, move, get, commitment, reports);
    }

    public Services withMove(MoveService move) {
        return new Services(
                store, storageClasses, storageSyntaxes, find, move, get, commitment, reports);
    }

    public Services withGet(GetService get) {
        return new Services(
                store, storageClasses, storageSyntaxes, find, move, get, commitment, reports);
    }

    public Services withCommitment(CommitmentService commitment) {
        return new Services(
                store, storageClasses, storageSyntaxes, find, move, get, commitment, reports);
    }

    public Services withReports(CommitmentListener reports) {
        return new Services(
                store, storageClasses, storageSyntaxes, find, move, get, commitment, reports);
    }
}
