package org.africai.dimse;

import java.util.ArrayList;
import java.util.List;
import org.africai.dicom.Uid;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.dict.Tag;

/// What became of a wish for storage commitment (N-EVENT-REPORT, PS3.4 §J.3.3).
///
/// @param transaction which wish
/// @param kept objects that are kept
/// @param failed objects that are not, with the reason
public record CommitmentReport(Uid transaction, List<ObjectReference> kept, List<Failure> failed) {
    private static final int ALL_KEPT = 1;
    private static final int SOME_FAILED = 2;

    public CommitmentReport {
        kept = List.copyOf(kept);
        failed = List.copyOf(failed);
    }

    /// An object that is not kept.
    ///
    /// @param reason such as [Status#NO_SUCH_SOP_INSTANCE], [Status#CLASS_INSTANCE_CONFLICT] or
    ///   [Status#PROCESSING_FAILURE]
    public record Failure(ObjectReference object, Status reason) {}

    int eventType() {
        return failed.isEmpty() ? ALL_KEPT : SOME_FAILED;
    }

    static boolean isEventType(int type) {
        return type == ALL_KEPT || type == SOME_FAILED;
    }

    Dataset toDataset() {
        var builder = Dataset.builder().put(Tag.TransactionUID, transaction);
        if (!kept.isEmpty()) {
            builder.put(
                    Tag.ReferencedSOPSequence, kept.stream().map(ObjectReference::toItem).toList());
        }
        if (!failed.isEmpty()) {
            builder.put(
                    Tag.FailedSOPSequence, failed.stream().map(CommitmentReport::item).toList());
        }
        return builder.build();
    }

    private static Dataset item(Failure failure) {
        return failure.object()
                .toItem()
                .edit()
                .put(Tag.FailureReason, failure.reason().code())
                .build();
    }

    /// Items without names are left out.
    static CommitmentReport of(Uid transaction, Dataset dataset) {
        List<Failure> failed = new ArrayList<>();
        for (Dataset item : dataset.sequence(Tag.FailedSOPSequence)) {
            int code = item.integer(Tag.FailureReason).orElse(Status.PROCESSING_FAILURE.code());
            ObjectReference.of(item)
                    .ifPresent(o -> failed.add(new Failure(o, new Status(code & 0xFFFF))));
        }
        return new CommitmentReport(
                transaction,
                ObjectReference.listOf(dataset.sequence(Tag.ReferencedSOPSequence)),
                failed);
    }
}
