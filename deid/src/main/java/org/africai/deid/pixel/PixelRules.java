package org.africai.deid.pixel;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.africai.deid.Rules;
import org.africai.deid.Verdict;
import org.africai.dicom.io.DicomFile;

/// Blanks what a pixel script says, before other rules change the elements by which the script
/// knows the object. Pixels that cannot be decoded and written again without loss are never passed
/// on: the object is rejected.
public final class PixelRules implements Rules {
    private final PixelScript script;
    private final boolean statesCleaned;

    /// @param statesCleaned whether the object afterwards says that nothing is burned in
    ///   (0028,0301) and that its pixels were cleaned (113101 in (0012,0064))
    public PixelRules(PixelScript script, boolean statesCleaned) {
        this.script = script;
        this.statesCleaned = statesCleaned;
    }

    @Override
    public Verdict judge(DicomFile file) throws IOException {
        Optional<List<Area>> areas = script.areas(file);
        return areas.isEmpty() || areas.get().isEmpty()
                ? new Verdict.Passed()
                : new PixelMask(areas.get(), PixelMask.BLACK, statesCleaned).apply(file);
    }
}
