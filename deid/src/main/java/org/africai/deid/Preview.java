package org.africai.deid;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.data.Element;
import org.africai.dicom.data.TagPath;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.encoding.Vr;
import org.africai.dicom.io.DicomFile;
import org.africai.dicom.io.InvalidDicom;
import org.jspecify.annotations.Nullable;

/// What rules would do to an object, element by element, without writing anything. Holds patient
/// data: for the eyes of those who may see the object.
///
/// @param name the file
/// @param verdict what would become of it: rejected with a reason, or accepted with a report
/// @param changes in the order of the data set, [#MOST_CHANGES] at most
public record Preview(String name, Verdict verdict, List<Change> changes) {
    /// Changes that are listed; a data set with more has thousands of items that change alike.
    public static final int MOST_CHANGES = 10_000;

    /// Characters of a value that are shown.
    public static final int LONGEST_VALUE = 200;

    public Preview {
        changes = List.copyOf(changes);
    }

    /// What happens to an element.
    public enum Kind {
        ADDED,
        CHANGED,
        REMOVED
    }

    /// One change.
    ///
    /// @param before the value as text, empty for an added element; a sequence or bytes in words
    /// @param after the new value, empty for a removed element
    public record Change(TagPath path, Kind kind, String before, String after) {}

    /// What rules would do to a file.
    ///
    /// @throws IOException when the file cannot be read
    public static Preview of(Rules rules, Path path) throws IOException {
        try {
            return of(rules, DicomFile.read(path));
        } catch (InvalidDicom broken) {
            String reason = "not readable as DICOM: " + broken.reason();
            return new Preview(path.toString(), new Verdict.Rejected(reason), List.of());
        }
    }

    /// What rules would do to a file that was read with all its elements.
    ///
    /// @throws IOException when pixel data cannot be read
    public static Preview of(Rules rules, DicomFile file) throws IOException {
        Verdict verdict = rules.judge(file);
        List<Change> changes = new ArrayList<>();
        if (verdict instanceof Verdict.Accepted accepted) {
            compare(file.dataset(), accepted.dataset(), List.of(), changes);
        }
        return new Preview(file.name(), verdict, changes);
    }

    /// What rules would do to each file of a folder and the folders in it, one after the other.
    ///
    /// @throws IOException when a file cannot be read
    public static void ofFolder(Rules rules, Path folder, Consumer<Preview> each)
            throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file :
                    (Iterable<Path>) files.filter(Files::isRegularFile).sorted()::iterator) {
                each.accept(of(rules, file));
            }
        }
    }

    private static void compare(
            Dataset before, Dataset after, List<TagPath.Step> steps, List<Change> changes) {
        if (before == after) {
            return;
        }
        Map<Integer, Element> old = byTag(before);
        Map<Integer, Element> made = byTag(after);
        Set<Integer> tags = new LinkedHashSet<>(old.keySet());
        tags.addAll(made.keySet());
        tags.stream()
                .sorted(Tag::compare)
                .forEach(tag -> compare(tag, old.get(tag), made.get(tag), steps, changes));
    }

    private static Map<Integer, Element> byTag(Dataset dataset) {
        Map<Integer, Element> elements = new HashMap<>();
        dataset.forEach(element -> elements.putIfAbsent(element.tag(), element));
        return elements;
    }

    private static void compare(
            int tag,
            @Nullable Element old,
            @Nullable Element made,
            List<TagPath.Step> steps,
            List<Change> changes) {
        if (changes.size() >= MOST_CHANGES) {
            return;
        }
        TagPath path = new TagPath(steps, tag);
        if (old == null || made == null) {
            Kind kind = old == null ? Kind.ADDED : Kind.REMOVED;
            changes.add(new Change(path, kind, shown(old), shown(made)));
        } else if (hasSameItems(old, made)) {
            for (int i = 0; i < old.items().size(); i++) {
                List<TagPath.Step> inner = new ArrayList<>(steps);
                inner.add(new TagPath.Step(tag, i));
                compare(old.items().get(i), made.items().get(i), inner, changes);
            }
        } else if (!shown(old).equals(shown(made)) || old.length() != made.length()) {
            changes.add(new Change(path, Kind.CHANGED, shown(old), shown(made)));
        }
    }

    private static boolean hasSameItems(Element old, Element made) {
        return old.vr() == Vr.SQ && made.vr() == Vr.SQ && old.items().size() == made.items().size();
    }

    private static String shown(@Nullable Element element) {
        if (element == null) {
            return "";
        }
        String text =
                switch (element.vr().kind()) {
                    case ITEMS -> element.items().size() + " items";
                    case BYTES -> element.length() + " bytes";
                    case TEXT, INTEGER, DECIMAL, TAGS -> String.join("\\", element.strings());
                };
        return text.length() > LONGEST_VALUE ? text.substring(0, LONGEST_VALUE) + "…" : text;
    }
}
