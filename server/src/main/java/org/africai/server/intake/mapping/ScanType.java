package org.africai.server.intake.mapping;

import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// XNAT's scan data types. [SopClasses] says which objects each is made of.
///
/// The order decides for a series that holds objects of several classes, such as MR images with
/// their raw data.
public enum ScanType {
    PET("pet", SessionKind.PET),
    MR("mr", SessionKind.MR),
    MRS("mrs", SessionKind.MR),
    CT("ct", SessionKind.CT),
    XA("xa", SessionKind.XA),
    XA_3D("xa3D", SessionKind.XA),
    US("us", SessionKind.US),
    RT_IMAGE("rtImage", SessionKind.RT),
    CR("cr", SessionKind.CR),
    OPT("opt", SessionKind.OPT),
    OP("op", null),
    MG("mg", SessionKind.MG),
    DX("dx", SessionKind.DX),
    DX_3D_CRANIOFACIAL("dx3DCraniofacial", SessionKind.DX),
    IO("io", null),
    NM("nm", SessionKind.NM),
    RF("rf", SessionKind.RF),
    SM("sm", SessionKind.SM),
    GM("gm", SessionKind.GM),
    GMV("gmv", SessionKind.GM),
    ES("es", SessionKind.ES),
    ESV("esv", SessionKind.ES),
    XC("xc", null),
    XCV("xcv", null),
    DMS("dms", SessionKind.DMS),
    CFM("cfm", SessionKind.CFM),
    PA("pa", SessionKind.PA),
    ECG("ecg", SessionKind.ECG),
    EMG("emg", SessionKind.EMG),
    EOG("eog", SessionKind.EOG),
    RESP("resp", SessionKind.RESP),
    POS("pos", SessionKind.POS),
    EEG("eeg", SessionKind.EEG),
    EPS("eps", null),
    HD("hd", null),
    VOICE_AUDIO("voiceAudio", null),
    OBJ("obj", SessionKind.OBJ),
    MTL("mtl", SessionKind.OBJ),
    SEG("seg", null),
    ANN("ann", null),
    SC("sc", null),
    SR("sr", SessionKind.SR),
    /// Objects of no class named above: presentation states, documents, private classes.
    OTHER("otherDicom", null);

    private final String word;
    private final @Nullable SessionKind session;

    ScanType(String word, @Nullable SessionKind session) {
        this.word = word;
        this.session = session;
    }

    /// The type of a scan with objects of these SOP classes.
    public static ScanType of(Collection<String> sopClasses) {
        return sopClasses.stream().map(SopClasses::scanType).min(ScanType::compareTo).orElse(OTHER);
    }

    /// The XNAT data type: `xnat:mrScanData`.
    public String xsiType() {
        return "xnat:" + word + "ScanData";
    }

    /// What kind of session such a scan speaks for: what its class says, else what its Modality
    /// (0008,0060) says, so that a screenshot made by a CT speaks for CT.
    public SessionKind sessionKind(Optional<String> modality) {
        return session != null
                ? session
                : modality.flatMap(SessionKind::ofModality).orElse(SessionKind.OTHER);
    }
}
