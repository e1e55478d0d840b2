package org.africai.dicom.data;

import java.util.List;

/// How the value of an element is there.
public sealed interface Content {
    /// In memory: the typed accessors of [Element] decode it.
    ///
    /// @param length number of bytes
    record Held(int length) implements Content {}

    /// A sequence of items, each a data set.
    record Items(List<Dataset> items) implements Content {
        public Items {
            items = List.copyOf(items);
        }
    }

    /// Left in the file, because it is long or is pixel data.
    record Bulk(BulkRange range) implements Content {}

    /// Encapsulated pixel data (PS3.5 §A.4): the first fragment is the basic offset table, which
    /// may be empty.
    record Fragments(List<BulkRange> ranges) implements Content {
        public Fragments {
            ranges = List.copyOf(ranges);
        }

        /// Number of bytes in all fragments.
        public long length() {
            return ranges.stream().mapToLong(BulkRange::length).sum();
        }
    }
}
