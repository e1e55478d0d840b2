package org.africai.server.intake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.data.Element;
import org.africai.dicom.dict.Dictionary;
import org.africai.dicom.dict.ElementDefinition;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.encoding.Vr;
import org.africai.dicom.io.DicomFile;
import org.africai.dicom.io.DicomReader;
import org.africai.dicom.io.InvalidDicom;
import org.africai.server.access.Caller;
import org.africai.server.access.Right;
import org.africai.server.archive.Address;
import org.africai.server.archive.Located;
import org.africai.server.http.Refusal;
import org.africai.server.intake.Prearchive.Place;
import org.africai.store.Sha256;
import org.jspecify.annotations.Nullable;

/// Shows the headers of DICOM objects, line by line. The pixel data is not looked at.
///
/// Of a scan or session the first object is shown; of a session in summary, the different values
/// that the first objects of its scans have.
public final class DicomDump {
    /// Longest value shown when no fields are asked for, in characters, as in XNAT.
    static final int MAX_VALUE = 64;

    /// Of how many scans a summary is made.
    static final int MAX_SCANS = 200;

    private static final int MAX_FIELDS = 1_000;
    private static final int MAX_DEPTH = 16;

    private final Ground ground;
    private final Prearchive prearchive;
    private final DumpedFileTable table;

    DicomDump(Ground ground, Prearchive prearchive, DumpedFileTable table) {
        this.ground = ground;
        this.prearchive = prearchive;
        this.table = table;
    }

    /// One element.
    ///
    /// @param tag1 the tag `(0008,0060)`; of an element in a sequence the sequence's
    /// @param tag2 the tag of an element in a sequence, else empty
    public record Line(String tag1, String tag2, String vr, String value, String desc) {}

    /// What is to be shown.
    ///
    /// @param fields tags or keywords, none for all
    /// @param summary whether all scans of a session count
    public record Wish(List<String> fields, boolean summary) {
        public Wish {
            fields = List.copyOf(fields);
        }
    }

    /// Lines on their way to a reader.
    public interface Lines {
        void each(Consumer<Line> reader);
    }

    /// Shows a scan or session of the archive.
    ///
    /// @param address of the scan or the session
    /// @param path the name of the file meant, absent for the first
    /// @throws Refusal when the caller may not read it, or there is no object
    public Lines archived(Caller caller, Address address, @Nullable String path, Wish wish) {
        Set<Integer> fields = fields(wish);
        Located found = ground.locator().find(caller, Right.READ, address);
        boolean isScan = found.kind() == Located.Kind.SCAN;
        return lines(
                table.archived(
                        isScan ? null : found.key(),
                        isScan ? found.key() : null,
                        path,
                        limit(wish)),
                fields);
    }

    /// Shows a waiting session.
    ///
    /// @param scan the scan meant, absent for all
    /// @param path the name of the file meant, absent for the first
    /// @throws Refusal when the caller may not see it, or there is no object
    public Lines waiting(
            Caller caller, Place place, @Nullable String scan, @Nullable String path, Wish wish) {
        Set<Integer> fields = fields(wish);
        Waiting session = prearchive.find(caller, place);
        return lines(table.waiting(session.key(), scan, path, limit(wish)), fields);
    }

    private static int limit(Wish wish) {
        return wish.summary() ? MAX_SCANS : 1;
    }

    private static Set<Integer> fields(Wish wish) {
        if (wish.fields().size() > MAX_FIELDS) {
            throw Refusal.invalid("Name " + MAX_FIELDS + " fields at most.");
        }
        Set<Integer> tags = new HashSet<>();
        for (String field : wish.fields()) {
            tags.add(
                    Tag.parse(field.strip())
                            .orElseThrow(() ->
                                    Refusal.invalid(
                                            "'" + field + "' is no DICOM tag or keyword.")));
        }
        return tags;
    }

    private Lines lines(List<Sha256> objects, Set<Integer> fields) {
        List<DicomFile> headers = objects.stream().map(this::header).toList();
        if (headers.isEmpty()) {
            throw Refusal.notFound("There is no DICOM object at this address.");
        }
        return headers.size() == 1
                ? reader -> each(headers.getFirst(), fields, reader)
                : reader -> summary(headers, fields).forEach(reader);
    }

    private DicomFile header(Sha256 object) {
        try (SeekableByteChannel blob = ground.store().open(object)) {
            return DicomReader.HEADER.read(blob, object.hex());
        } catch (InvalidDicom invalid) {
            throw new Refusal(
                    Refusal.Reason.UNPROCESSABLE, "The object's header cannot be read.", invalid);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot read " + object, failure);
        }
    }

    private static void each(DicomFile file, Set<Integer> fields, Consumer<Line> reader) {
        int longest = fields.isEmpty() ? MAX_VALUE : Integer.MAX_VALUE;
        for (Dataset part : List.of(file.meta(), file.dataset())) {
            for (Element element : part) {
                if (fields.isEmpty() || fields.contains(element.tag())) {
                    reader.accept(line(part, element, longest));
                    nested(element, longest, 1, reader);
                }
            }
        }
    }

    private static void nested(Element sequence, int longest, int depth, Consumer<Line> reader) {
        if (depth > MAX_DEPTH) {
            return;
        }
        for (Dataset item : sequence.items()) {
            for (Element element : item) {
                Line line = line(item, element, longest);
                reader.accept(
                        new Line(
                                Tag.toString(sequence.tag()),
                                line.tag1(),
                                line.vr(),
                                line.value(),
                                line.desc()));
                nested(element, longest, depth + 1, reader);
            }
        }
    }

    private static Line line(Dataset in, Element element, int longest) {
        return new Line(
                Tag.toString(element.tag()),
                "",
                element.vr().name(),
                value(element, longest),
                description(in, element.tag()));
    }

    private static String value(Element element, int longest) {
        if (element.vr() == Vr.SQ || !element.isHeld()) {
            return "";
        }
        String value = String.join("\\", element.strings());
        return value.length() <= longest ? value : value.substring(0, end(value, longest));
    }

    private static int end(String value, int longest) {
        return Character.isHighSurrogate(value.charAt(longest - 1)) ? longest - 1 : longest;
    }

    private static String description(Dataset in, int tag) {
        Optional<String> name = Dictionary.find(tag).map(ElementDefinition::name);
        return name.or(() -> in.privateCreator(tag)).orElse("");
    }

    /// The different values of every element, sequences left out.
    private static List<Line> summary(List<DicomFile> headers, Set<Integer> fields) {
        Map<String, Line> first = new LinkedHashMap<>();
        Map<String, Set<String>> values = new LinkedHashMap<>();
        for (DicomFile header : headers) {
            each(
                    header,
                    fields,
                    line -> {
                        if (line.tag2().isEmpty() && !line.vr().equals(Vr.SQ.name())) {
                            first.putIfAbsent(line.tag1(), line);
                            values.computeIfAbsent(line.tag1(), _ -> new LinkedHashSet<>())
                                    .add(line.value());
                        }
                    });
        }
        List<Line> lines = new ArrayList<>();
        first.forEach((tag, line) -> lines.add(joined(line, values.getOrDefault(tag, Set.of()))));
        return lines;
    }

    private static Line joined(Line line, Set<String> values) {
        Stream<String> said = values.stream().filter(value -> !value.isEmpty());
        return new Line(line.tag1(), "", line.vr(), String.join(",", said.toList()), line.desc());
    }
}
