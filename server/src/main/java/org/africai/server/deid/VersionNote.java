package org.africai.server.deid;

import java.util.ArrayList;
import java.util.List;
import org.africai.deid.Report;
import org.africai.deid.Rules;
import org.africai.deid.Verdict;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.encoding.Vr;
import org.africai.dicom.io.DicomFile;

/// Notes in De-identification Method Code Sequence (0012,0064) which version of a script an object
/// has been through.
///
/// @param code the version's number
/// @param meaning what kind of script it is
record VersionNote(String code, String meaning) implements Rules {
    /// A coding scheme of our own (PS3.3 §8.2).
    private static final String SCHEME = "99AFRICAI";

    @Override
    public Verdict judge(DicomFile file) {
        Dataset dataset = file.dataset();
        List<Dataset> items =
                new ArrayList<>(dataset.sequence(Tag.DeidentificationMethodCodeSequence));
        items.add(
                Dataset.builder()
                        .put(Tag.CodeValue, Vr.SH, code)
                        .put(Tag.CodingSchemeDesignator, Vr.SH, SCHEME)
                        .put(Tag.CodeMeaning, Vr.LO, meaning)
                        .build());
        return new Verdict.Accepted(
                dataset.edit().put(Tag.DeidentificationMethodCodeSequence, items).build(),
                file.transferSyntax(),
                Report.EMPTY);
    }
}
