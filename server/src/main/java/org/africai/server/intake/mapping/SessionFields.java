package org.africai.server.intake.mapping;

import static org.africai.dicom.dict.Tag.*;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/// Fills a session's fields from its series.
public final class SessionFields {
    private SessionFields() {}

    /// The XNAT data type of a session with these series.
    public static String typeOf(Collection<SeriesSummary> series) {
        return SessionKind.sessionType(series.stream().map(SeriesSummary::kind).toList());
    }

    /// Values by path, without ID, project, subject and label.
    public static Map<String, String> of(Collection<SeriesSummary> series) {
        List<SeriesSummary> ordered = series.stream().sorted(LEADING_FIRST).toList();
        var fields =
                new Fields(ordered.isEmpty() ? Attributes.NONE : ordered.getFirst().attributes());
        common(fields, ordered);
        switch (typeOf(series)) {
            case "xnat:mrSessionData" -> mr(fields, ordered);
            case "xnat:petSessionData" -> pet(fields, ordered);
            case "xnat:petmrSessionData" -> {
                mr(fields, ordered);
                pet(fields, ordered);
            }
            default -> {}
        }
        return fields.values();
    }

    /// The series that names the session's type first, then the lowest number.
    private static final Comparator<SeriesSummary> LEADING_FIRST =
            Comparator.comparing(SeriesSummary::kind)
                    .thenComparingDouble(s -> s.attributes().number(SeriesNumber).orElse(1e9))
                    .thenComparing(SeriesSummary::uid);

    private static void common(Fields fields, List<SeriesSummary> series) {
        fields.date("date", StudyDate)
                .time("time", StudyTime)
                .text("UID", StudyInstanceUID)
                .text("study_id", StudyID)
                .text("dcmAccessionNumber", AccessionNumber)
                .text("session_type", StudyDescription)
                .put("modality", joined(series, Modality))
                .put("scanner", joined(series, StationName))
                .text("scanner/manufacturer", Manufacturer)
                .text("scanner/model", ManufacturerModelName)
                .text("operator", OperatorsName)
                .text("acquisition_site", InstitutionName)
                .text("dcmPatientName", PatientName)
                .text("dcmPatientId", PatientID)
                .date("dcmPatientBirthDate", PatientBirthDate)
                .number("dcmPatientWeight", PatientWeight);
    }

    /// The custom field that XNAT keeps StudyComments (0032,4000) in.
    public static Optional<String> studyComments(Collection<SeriesSummary> series) {
        return series.stream()
                .sorted(LEADING_FIRST)
                .map(s -> s.attributes().text(StudyComments))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> joined(List<SeriesSummary> series, int tag) {
        String all =
                series.stream()
                        .flatMap(s -> s.attributes().text(tag).stream())
                        .distinct()
                        .collect(Collectors.joining(","));
        return Optional.of(all).filter(s -> !s.isEmpty());
    }

    private static void mr(Fields fields, List<SeriesSummary> series) {
        Fields lead = new Fields(first(series, SessionKind.MR));
        lead.text("coil", ReceiveCoilName, TransmitCoilName)
                .text("fieldStrength", MagneticFieldStrength);
        lead.values().forEach((path, value) -> fields.put(path, Optional.of(value)));
    }

    private static void pet(Fields fields, List<SeriesSummary> series) {
        Attributes pet = first(series, SessionKind.PET);
        var lead = new Fields(pet);
        lead.text("patientID", PatientID)
                .text("patientName", PatientName)
                .text("tracer/name", Radiopharmaceutical, RadiopharmaceuticalCodeSequence)
                .number("tracer/dose", RadionuclideTotalDose)
                .text("tracer/isotope", RadionuclideCodeSequence)
                .text("tracer/isotope/half-life", RadionuclideHalfLife)
                .number("tracer/specificActivity", RadiopharmaceuticalSpecificActivity)
                .put("tracer/startTime", injectedAt(pet))
                .put("start_time_injection", injectedAt(pet))
                .put("start_time_scan", at(pet, AcquisitionDate, AcquisitionTime))
                .put("start_time", at(pet, SeriesDate, SeriesTime));
        if (lead.values().containsKey("tracer/dose")) {
            lead.put("tracer/dose/units", Optional.of("Bq"));
        }
        lead.values().forEach((path, value) -> fields.put(path, Optional.of(value)));
    }

    private static Attributes first(List<SeriesSummary> series, SessionKind kind) {
        return series.stream()
                .filter(s -> s.kind() == kind)
                .findFirst()
                .map(SeriesSummary::attributes)
                .orElse(Attributes.NONE);
    }

    /// When the tracer was given: its own date and time, else its time on the day of the study.
    private static Optional<String> injectedAt(Attributes pet) {
        return pet.text(RadiopharmaceuticalStartDateTime)
                .flatMap(DicomTimes::dateTime)
                .or(() -> at(pet, StudyDate, RadiopharmaceuticalStartTime));
    }

    private static Optional<String> at(Attributes pet, int dateTag, int timeTag) {
        String date = pet.text(dateTag, StudyDate).orElse("");
        String time = pet.text(timeTag).orElse("");
        return Objects.equals(time, "") ? Optional.empty() : DicomTimes.joined(date, time);
    }
}
