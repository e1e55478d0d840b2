package org.africai.deid.dicomedit;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.africai.deid.pixel.Area;
import org.africai.deid.pixel.PixelMask;
import org.africai.deid.rewrite.Rejected;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.data.DicomDate;
import org.africai.dicom.data.Element;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.encoding.Vr;

/// The functions that change the object.
final class EditProcedures {
    private static final Set<String> KNOWN =
            Set.of(
                    "set",
                    "delete",
                    "removetags",
                    "removeallprivatetags",
                    "retainprivatetags",
                    "hashuidlist",
                    "mapreferenceduids",
                    "shiftdatetimesequencebyincrement",
                    "shiftdatetimelistbyincrement",
                    "alterpixels",
                    "blankvalues",
                    "scalepatientageanddobfromstudydate",
                    "reject");
    private static final int OLDEST = 89;
    private static final Pattern SIDE = Pattern.compile("\\s*([ltrb])\\s*=\\s*(-?\\d{1,9})\\s*");
    private static final Pattern VALUE = Pattern.compile("\\s*v\\s*=\\s*(-?\\d{1,9})\\s*");
    private static final Pattern YEARS = Pattern.compile("(\\d{3})Y");

    private EditProcedures() {}

    static boolean isKnown(String function) {
        return KNOWN.contains(function);
    }

    static void run(Expression.Call call, EditRun run) throws Rejected {
        Parameters given = new Parameters(call, run);
        switch (call.function()) {
            case "set" -> run.assign(given.path(0), given.text(1), false);
            case "delete", "removetags" -> delete(given.paths(0), run);
            case "removeallprivatetags" ->
                    run.become(withoutPrivate(run.dataset(), List.of()), "private removed");
            case "retainprivatetags" ->
                    run.become(withoutPrivate(run.dataset(), given.paths(0)), "private removed");
            case "hashuidlist" -> map(given.paths(0), EditUids::hashed, run, "identifiers hashed");
            case "mapreferenceduids" -> mapReferenced(given, run);
            case "shiftdatetimesequencebyincrement", "shiftdatetimelistbyincrement" ->
                    shift(given, run);
            case "alterpixels" -> alterPixels(given, run);
            case "blankvalues" -> blankValues(given, run);
            case "scalepatientageanddobfromstudydate" -> scaleAge(run);
            case "reject" -> throw new Rejected(DicomEditRules.REJECTS);
            default -> throw new IllegalStateException(call.function());
        }
    }

    private static void delete(List<EditPath> paths, EditRun run) throws Rejected {
        for (EditPath path : paths) {
            run.become(Editing.at(path, run.dataset(), false, Editing::delete), "deleted");
        }
    }

    // ---- private elements

    /// Without all private elements but those that are meant, and the creators of these.
    private static Dataset withoutPrivate(Dataset dataset, List<EditPath> retained)
            throws Rejected {
        List<Integer> kept =
                dataset.stream()
                        .map(Element::tag)
                        .filter(tag -> Tag.isPrivate(tag) && isRetained(tag, dataset, retained))
                        .toList();
        Set<Integer> creators = kept.stream().map(Tag::creatorOf).collect(Collectors.toSet());
        List<Integer> gone =
                dataset.stream()
                        .map(Element::tag)
                        .filter(tag ->
                                Tag.isPrivate(tag)
                                        && !kept.contains(tag)
                                        && !creators.contains(tag))
                        .toList();
        Dataset result =
                gone.isEmpty()
                        ? dataset
                        : Editing.built(dataset, builder -> gone.forEach(builder::remove));
        for (Element element : result) {
            if (element.vr() == Vr.SQ) {
                result = itemsWithoutPrivate(result, element, retained);
            }
        }
        return result;
    }

    private static Dataset itemsWithoutPrivate(
            Dataset dataset, Element element, List<EditPath> retained) throws Rejected {
        List<Dataset> items = new java.util.ArrayList<>();
        boolean isSame = true;
        for (Dataset item : element.items()) {
            Dataset after = withoutPrivate(item, retained);
            isSame &= after == item;
            items.add(after);
        }
        return isSame
                ? dataset
                : Editing.built(dataset, builder -> builder.put(element.tag(), items));
    }

    private static boolean isRetained(int tag, Dataset dataset, List<EditPath> retained) {
        return retained.stream()
                .anyMatch(path -> path.steps().getLast().tag().matches(tag, dataset));
    }

    // ---- values in place

    private static void map(
            List<EditPath> paths, UnaryOperator<String> change, EditRun run, String rule)
            throws Rejected {
        for (EditPath path : paths) {
            Dataset changed =
                    Editing.at(
                            path,
                            run.dataset(),
                            false,
                            (holder, pattern) -> mapped(holder, pattern, change));
            run.become(changed, rule);
        }
    }

    private static Dataset mapped(Dataset holder, TagPattern pattern, UnaryOperator<String> change)
            throws Rejected {
        Dataset result = holder;
        for (Element element : holder) {
            boolean isMeant = pattern.matches(element.tag(), holder) && element.vr() != Vr.SQ;
            if (isMeant && !element.isEmpty()) {
                String value =
                        element.strings().stream()
                                .map(one -> one.isEmpty() ? one : change.apply(one))
                                .collect(Collectors.joining("\\"));
                result = Editing.put(result, element.tag(), element.vr(), value);
            }
        }
        return result;
    }

    private static void mapReferenced(Parameters given, EditRun run) throws Rejected {
        String prefix = given.text(0);
        map(given.paths(1), uid -> run.mapped().of(uid, prefix), run, "identifiers mapped");
    }

    private static void shift(Parameters given, EditRun run) throws Rejected {
        long seconds = given.longNumber(0);
        for (EditPath path : given.paths(1)) {
            for (String value : run.valuesAt(path)) {
                for (String one : value.split("\\\\")) {
                    EditDates.shift(one, seconds, "seconds");
                }
            }
            map(List.of(path), one -> shifted(one, seconds), run, "dates shifted");
        }
    }

    /// Was tried before.
    private static String shifted(String value, long seconds) {
        try {
            return EditDates.shift(value, seconds, "seconds");
        } catch (Rejected e) {
            throw new IllegalStateException("a date changed", e);
        }
    }

    private static void blankValues(Parameters given, EditRun run) throws Rejected {
        Set<String> values =
                given.texts(0).stream()
                        .filter(value -> !value.isEmpty())
                        .collect(Collectors.toSet());
        run.become(blanked(run.dataset(), values), "values blanked");
    }

    private static Dataset blanked(Dataset dataset, Set<String> values) throws Rejected {
        Dataset result = dataset;
        for (Element element : dataset) {
            if (element.vr() == Vr.SQ) {
                List<Dataset> items = new java.util.ArrayList<>();
                for (Dataset item : element.items()) {
                    items.add(blanked(item, values));
                }
                boolean isSame = items.equals(element.items());
                result =
                        isSame
                                ? result
                                : Editing.built(
                                        result, builder -> builder.put(element.tag(), items));
            } else if (element.vr().isText() && isOneOf(element, values)) {
                result = Editing.put(result, element.tag(), element.vr(), "");
            }
        }
        return result;
    }

    private static boolean isOneOf(Element element, Set<String> values) {
        return values.contains(String.join("\\", element.strings()))
                || element.strings().stream().anyMatch(values::contains);
    }

    // ---- age

    /// Ages above 89 become 89, and the date of birth 89 years before the study.
    private static void scaleAge(EditRun run) throws Rejected {
        Dataset dataset = run.dataset();
        Optional<LocalDate> study = dataset.date(Tag.StudyDate);
        Optional<LocalDate> birth = dataset.date(Tag.PatientBirthDate);
        Matcher years = YEARS.matcher(dataset.string(Tag.PatientAge).orElse(""));
        boolean isAgeOld = years.matches() && Integer.parseInt(years.group(1)) > OLDEST;
        boolean isBirthOld =
                study.isPresent()
                        && birth.isPresent()
                        && birth.get().plusYears(OLDEST + 1).compareTo(study.get()) <= 0;
        if (!isAgeOld && !isBirthOld) {
            return;
        }
        Dataset changed = dataset;
        if (dataset.contains(Tag.PatientAge)) {
            changed = Editing.put(changed, Tag.PatientAge, Vr.AS, "089Y");
        }
        if (dataset.contains(Tag.PatientBirthDate)) {
            String moved = study.map(date -> DicomDate.format(date.minusYears(OLDEST))).orElse("");
            changed = Editing.put(changed, Tag.PatientBirthDate, Vr.DA, moved);
        }
        run.become(changed, "age limited");
    }

    // ---- pixels

    private static void alterPixels(Parameters given, EditRun run) throws Rejected {
        boolean isKnown =
                given.text(0).equalsIgnoreCase("rectangle")
                        && given.text(2).equalsIgnoreCase("solid");
        if (!isKnown) {
            throw new Rejected("alterPixels fills rectangles with one value only");
        }
        int[] sides = new int[4];
        for (String part : given.text(1).split(",")) {
            Matcher side = SIDE.matcher(part);
            if (!side.matches()) {
                throw new Rejected("alterPixels needs l, t, r and b");
            }
            sides["ltrb".indexOf(side.group(1))] = Integer.parseInt(side.group(2));
        }
        Matcher value = VALUE.matcher(given.count() > 3 ? given.text(3) : "");
        int fill = value.matches() ? Integer.parseInt(value.group(1)) : PixelMask.BLACK;
        run.blank(new Area(sides[0], sides[1], sides[2], sides[3]), fill);
    }
}
