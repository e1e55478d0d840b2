package org.africai.deid;

import java.io.IOException;
import java.util.List;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.encoding.TransferSyntax;
import org.africai.dicom.io.DicomFile;

/// Rules that say what becomes of an object. Immutable, and safe for use by many threads at once.
@FunctionalInterface
public interface Rules {
    /// What becomes of an object.
    ///
    /// @param file an object of which all elements were read, see [DicomFile#read]
    /// @throws IOException when pixel data cannot be read
    Verdict judge(DicomFile file) throws IOException;

    /// Several rules, one after the other: each sees what the ones before made of the object. A
    /// rejection by one is the verdict; so is `Passed` only when all pass or change nothing.
    static Rules inOrder(List<Rules> rules) {
        List<Rules> all = List.copyOf(rules);
        return file -> judgeInOrder(all, file);
    }

    private static Verdict judgeInOrder(List<Rules> rules, DicomFile file) throws IOException {
        Dataset dataset = file.dataset();
        TransferSyntax syntax = file.transferSyntax();
        Report report = Report.EMPTY;
        boolean hasPassed = !rules.isEmpty();
        for (Rules one : rules) {
            DicomFile seen = dataset == file.dataset() ? file : file.withDataset(dataset);
            switch (one.judge(seen)) {
                case Verdict.Rejected rejected -> {
                    return rejected;
                }
                case Verdict.Passed _ -> {}
                case Verdict.Accepted accepted -> {
                    hasPassed = false;
                    syntax =
                            accepted.syntax().equals(file.transferSyntax())
                                    ? syntax
                                    : accepted.syntax();
                    dataset = accepted.dataset();
                    report = report.plus(accepted.report());
                }
            }
        }
        return hasPassed ? new Verdict.Passed() : new Verdict.Accepted(dataset, syntax, report);
    }
}
