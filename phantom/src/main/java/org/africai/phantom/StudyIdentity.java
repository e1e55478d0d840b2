package org.africai.phantom;

import java.math.BigInteger;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.africai.dicom.Uid;
import org.africai.dicom.data.DatasetBuilder;
import org.africai.dicom.dict.Tag;

/// Whose study it is, as the headers of its objects say.
///
/// @param patientName Patient's Name (0010,0010); an archive takes it for the subject's label
/// @param patientId Patient ID (0010,0020); an archive takes it for the session's label
/// @param sex Patient's Sex (0010,0040): `M`, `F` or `O`
/// @param birthYear year of birth
/// @param date Study Date (0008,0020)
/// @param description Study Description (0008,1030)
/// @param number distinguishes studies: the identifiers of all objects follow from it
public record StudyIdentity(
        String patientName,
        String patientId,
        String sex,
        int birthYear,
        LocalDate date,
        String description,
        long number) {
    /// An identifier under 2.25 (PS3.5 §B.2), always the same for the same study and part.
    Uid uid(long part) {
        BigInteger number =
                BigInteger.valueOf(0x41465249434149L) // "AFRICAI"
                        .shiftLeft(64)
                        .add(BigInteger.valueOf(number()).shiftLeft(24))
                        .add(BigInteger.valueOf(part));
        return new Uid("2.25." + number);
    }

    /// Study Instance UID (0020,000D).
    Uid study() {
        return uid(0);
    }

    /// Frame of Reference UID (0020,0052): all series of a study lie in one space.
    Uid space() {
        return uid(9);
    }

    /// Series Instance UID (0020,000E) of the series with this number.
    Uid series(int number) {
        return uid(number * 10_000L);
    }

    /// SOP Instance UID (0008,0018).
    ///
    /// @param series Series Number
    /// @param place of the object in its series, from 0
    Uid instance(int series, int place) {
        return uid(series * 10_000L + place + 1);
    }

    /// The attributes of patient and study.
    void describe(DatasetBuilder object) {
        object.put(Tag.PatientName, patientName);
        object.put(Tag.PatientID, patientId);
        object.put(Tag.PatientSex, sex);
        object.put(Tag.PatientBirthDate, birthYear + "0701");
        int age = date.getYear() - birthYear;
        object.put(Tag.PatientAge, String.format(Locale.ROOT, "%03dY", age));
        object.put(Tag.StudyInstanceUID, study());
        object.put(Tag.StudyDate, date.format(DateTimeFormatter.BASIC_ISO_DATE));
        object.put(Tag.StudyTime, "093000");
        object.put(Tag.StudyID, Long.toString(number));
        object.put(Tag.StudyDescription, description);
        object.put(Tag.AccessionNumber, "");
        object.put(Tag.ReferringPhysicianName, "");
        object.put(Tag.PatientIdentityRemoved, "YES");
        object.put(Tag.DeidentificationMethod, "synthetic: no patient");
    }
}
