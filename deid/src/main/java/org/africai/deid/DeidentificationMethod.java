package org.africai.deid;

import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.africai.dicom.data.Code;

/// What an object may say of its own de-identification (PS3.16 CID 7050): the Basic Profile of
/// PS3.15 and its options.
public enum DeidentificationMethod {
    BASIC_PROFILE("113100", "Basic Application Confidentiality Profile"),
    CLEAN_PIXEL_DATA("113101", "Clean Pixel Data Option"),
    CLEAN_RECOGNIZABLE_VISUAL_FEATURES("113102", "Clean Recognizable Visual Features Option"),
    CLEAN_GRAPHICS("113103", "Clean Graphics Option"),
    CLEAN_STRUCTURED_CONTENT("113104", "Clean Structured Content Option"),
    CLEAN_DESCRIPTORS("113105", "Clean Descriptors Option"),
    RETAIN_FULL_DATES("113106", "Retain Longitudinal Temporal Information Full Dates Option"),
    RETAIN_MODIFIED_DATES(
            "113107", "Retain Longitudinal Temporal Information Modified Dates Option"),
    RETAIN_PATIENT_CHARACTERISTICS("113108", "Retain Patient Characteristics Option"),
    RETAIN_DEVICE_IDENTITY("113109", "Retain Device Identity Option"),
    RETAIN_UIDS("113110", "Retain UIDs"),
    RETAIN_SAFE_PRIVATE("113111", "Retain Safe Private Option"),
    RETAIN_INSTITUTION_IDENTITY("113112", "Retain Institution Identity Option");

    private static final Map<String, String> MEANINGS =
            Collections.unmodifiableMap(
                    Arrays.stream(values())
                            .collect(
                                    Collectors.toMap(
                                            one -> one.code,
                                            one -> one.meaning,
                                            (a, _) -> a,
                                            TreeMap::new)));

    private final String code;
    private final String meaning;

    DeidentificationMethod(String code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    /// The code value in the scheme DCM.
    public String code() {
        return code;
    }

    /// The code meaning.
    public String meaning() {
        return meaning;
    }

    /// The code as it stands in (0012,0064).
    public Code asCode() {
        return new Code(code, "DCM", meaning);
    }

    /// All meanings by code value.
    public static Map<String, String> meanings() {
        return MEANINGS;
    }
}
