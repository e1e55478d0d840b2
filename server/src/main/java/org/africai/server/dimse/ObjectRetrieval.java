package org.africai.server.dimse;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.africai.dicom.Uid;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.dict.Tag;
import org.africai.dimse.Answer;
import org.africai.dimse.AssociationInfo;
import org.africai.dimse.GetService;
import org.africai.dimse.MoveService;
import org.africai.dimse.QueryLevel;
import org.africai.dimse.RemoteEntity;
import org.africai.dimse.Retrieval;
import org.africai.dimse.RetrieveRequest;
import org.africai.dimse.Status;
import org.africai.dimse.ul.AeTitle;
import org.africai.dimse.ul.Tls;
import org.africai.server.db.DatabaseDown;
import org.africai.server.http.Refusal;
import org.africai.server.receivers.MoveDestination;
import org.africai.server.receivers.ReceiverDesk.Answer.Welcome;
import org.africai.server.receivers.Retrievals;
import org.africai.server.studies.Decompressor;
import org.africai.server.studies.Selection;
import org.africai.store.BlobSource;
import org.jspecify.annotations.Nullable;

/// C-GET and C-MOVE from the archive, for one association.
final class ObjectRetrieval implements GetService, MoveService {
    private final Retrievals retrievals;
    private final BlobSource store;
    private final Decompressor decompressor;
    private final Welcome welcome;
    private final @Nullable Tls tls;

    /// @param tls how destinations are spoken to that want it; absent where the server has no keys
    ObjectRetrieval(
            Retrievals retrievals,
            BlobSource store,
            Decompressor decompressor,
            Welcome welcome,
            @Nullable Tls tls) {
        this.retrievals = retrievals;
        this.store = store;
        this.decompressor = decompressor;
        this.welcome = welcome;
        this.tls = tls;
    }

    @Override
    public Optional<RemoteEntity> destination(AssociationInfo association, AeTitle name) {
        return welcome.receiver().setup().destinations().stream()
                .filter(one -> one.aeTitle().equals(name.value()))
                .filter(one -> !one.isTls() || tls != null)
                .map(this::entity)
                .findFirst();
    }

    private RemoteEntity entity(MoveDestination one) {
        return new RemoteEntity(
                new AeTitle(one.aeTitle()), one.host(), one.port(), one.isTls() ? tls : null);
    }

    @Override
    public Retrieval find(RetrieveRequest request) {
        Dataset identifier = request.identifier();
        if (values(identifier, uniqueKey(request.level())).isEmpty()) {
            return refused(Status.DATASET_DOES_NOT_MATCH, "no unique key of the level");
        }
        Selection selection = selection(identifier);
        if (!hasUids(selection)) {
            return refused(Status.DATASET_DOES_NOT_MATCH, "a unique key is no identifier");
        }
        try {
            return new Retrieval.Objects(
                    retrievals.objects(welcome.caller(), welcome.receiver(), selection).stream()
                            .map(instance -> StoredObject.asStored(store, decompressor, instance))
                            .toList());
        } catch (Refusal refusal) {
            return refused(Status.UNABLE_TO_CALCULATE, refusal.explanation());
        } catch (RuntimeException failure) {
            if (DatabaseDown.in(failure).isEmpty()) {
                throw failure;
            }
            return refused(Status.UNABLE_TO_CALCULATE, "the database cannot be reached");
        }
    }

    private static Retrieval refused(Status status, String why) {
        return new Retrieval.Refused(new Answer(status, why));
    }

    private static int uniqueKey(QueryLevel level) {
        return switch (level) {
            case PATIENT -> Tag.PatientID;
            case STUDY -> Tag.StudyInstanceUID;
            case SERIES -> Tag.SeriesInstanceUID;
            case IMAGE -> Tag.SOPInstanceUID;
        };
    }

    private static Selection selection(Dataset identifier) {
        return new Selection(
                values(identifier, Tag.PatientID),
                values(identifier, Tag.StudyInstanceUID),
                values(identifier, Tag.SeriesInstanceUID),
                values(identifier, Tag.SOPInstanceUID));
    }

    private static List<String> values(Dataset identifier, int tag) {
        return identifier.strings(tag).stream()
                .filter(Predicate.not(String::isBlank))
                .map(String::strip)
                .toList();
    }

    private static boolean hasUids(Selection selection) {
        return selection.studies().stream().allMatch(Uid::isValid)
                && selection.series().stream().allMatch(Uid::isValid)
                && selection.instances().stream().allMatch(Uid::isValid);
    }
}
