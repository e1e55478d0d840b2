package org.africai.dicom.pixel.render;

import java.util.List;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.dict.Tag;

/// Where the attributes of one frame are: in its own functional group, in the one that all frames
/// share (PS3.3 §C.7.6.16), or in the data set.
record FrameAttributes(Dataset dataset, Dataset own, Dataset shared) {
    /// @param number from 1
    static FrameAttributes of(Dataset dataset, int number) {
        List<Dataset> frames = dataset.sequence(Tag.PerFrameFunctionalGroupsSequence);
        List<Dataset> shared = dataset.sequence(Tag.SharedFunctionalGroupsSequence);
        return new FrameAttributes(
                dataset,
                number <= frames.size() ? frames.get(number - 1) : Dataset.EMPTY,
                shared.isEmpty() ? Dataset.EMPTY : shared.getFirst());
    }

    /// The item with the attributes of a functional group, the data set when there is no such
    /// group.
    Dataset group(int sequence) {
        for (Dataset holder : List.of(own, shared)) {
            List<Dataset> items = holder.sequence(sequence);
            if (!items.isEmpty()) {
                return items.getFirst();
            }
        }
        return dataset;
    }
}
