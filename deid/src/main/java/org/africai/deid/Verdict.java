package org.africai.deid;

import org.africai.dicom.data.Dataset;
import org.africai.dicom.encoding.TransferSyntax;

/// What rules make of one object, before anything is written.
public sealed interface Verdict {
    /// The object goes on as this data set; the same instance as before when nothing changed.
    ///
    /// @param syntax the transfer syntax that the pixel data of `dataset` is in
    record Accepted(Dataset dataset, TransferSyntax syntax, Report report) implements Verdict {}

    /// The object must not go on.
    ///
    /// @param reason why, without a value of the object
    record Rejected(String reason) implements Verdict {}

    /// The object goes on untouched, its file start included, because rules say so.
    record Passed() implements Verdict {}
}
