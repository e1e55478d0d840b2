package org.africai.phantom;

import java.time.LocalDate;

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
        long number) {}
