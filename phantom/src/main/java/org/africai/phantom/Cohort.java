package org.africai.phantom;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// A group of subjects with a brain lesion: each has an MR session (T1 and T2), every second one a
/// CT session before it, all have clinical variables.
///
/// @param subjects the members
public record Cohort(List<PhantomSubject> subjects) {
    private static final Geometry MR = new Geometry(128, 128, 26, 1.7, 6.5);
    private static final Geometry CT = new Geometry(128, 128, 32, 1.7, 5.5);
    private static final LocalDate FIRST_DAY = LocalDate.of(2024, 1, 8);
    private static final int LAST_AGE = 82;

    public Cohort {
        subjects = List.copyOf(subjects);
    }

    /// The cohort that a seed gives.
    ///
    /// @param size how many subjects
    public static Cohort of(int size, long seed) {
        List<PhantomSubject> subjects = new ArrayList<>();
        for (int number = 1; number <= size; number++) {
            subjects.add(subject(number, seed));
        }
        return new Cohort(subjects);
    }

    private static PhantomSubject subject(int number, long seed) {
        RandomGenerator random =
                RandomGeneratorFactory.of("L64X128MixRandom").create(seed * 7_919 + number);
        String label = String.format(Locale.ROOT, "AFR-%03d", number);
        boolean male = random.nextBoolean();
        int age = random.nextInt(24, LAST_AGE);
        LocalDate day = FIRST_DAY.plusDays(9L * number + random.nextInt(7));
        int birthYear = day.getYear() - age;
        Head head = new Head(random);
        Visits visits = new Visits(label, male ? "M" : "F", birthYear, day, head, number, seed);
        return new PhantomSubject(
                label,
                male ? "male" : "female",
                birthYear,
                random.nextInt(10) == 0 ? "left" : "right",
                variables(random, age, head),
                visits.sessions());
    }

    private static Map<String, String> variables(RandomGenerator random, int age, Head head) {
        int grade = random.nextInt(2, 5);
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("age", Integer.toString(age));
        variables.put("tumour_grade", Integer.toString(grade));
        variables.put("karnofsky", Integer.toString(100 - 10 * random.nextInt(grade + 2)));
        variables.put("hiv_status", random.nextInt(5) == 0 ? "positive" : "negative");
        variables.put(
                "lesion_volume_ml",
                String.format(Locale.ROOT, "%.1f", head.lesionVolume() / 1_000));
        variables.put("survival_months", Integer.toString(random.nextInt(4, 70 - 12 * grade)));
        return variables;
    }

    private record Visits(
            String subject,
            String sex,
            int birthYear,
            LocalDate mrDay,
            Head head,
            int number,
            long seed) {
        List<PhantomSession> sessions() {
            return number % 2 == 0 ? List.of(ct(), mr()) : List.of(mr());
        }

        private PhantomSession ct() {
            return session("CT1", mrDay.minusDays(3), 1, List.of(series(CT, Contrast.CT, 1)));
        }

        private PhantomSession mr() {
            List<ImageSeries> series =
                    List.of(series(MR, Contrast.T1, 2), series(MR, Contrast.T2, 3));
            return session("MR1", mrDay, 2, series);
        }

        private PhantomSession session(
                String visit, LocalDate day, int part, List<ImageSeries> series) {
            String label = subject + "_" + visit;
            String description = "Brain lesion, " + visit.substring(0, 2);
            long study = seed * 100_000 + number * 10L + part;
            return new PhantomSession(
                    label,
                    new StudyIdentity(subject, label, sex, birthYear, day, description, study),
                    series);
        }

        private ImageSeries series(Geometry geometry, Contrast contrast, int part) {
            return new ImageSeries(head, geometry, contrast, seed * 1_000 + number * 10L + part);
        }
    }
}
