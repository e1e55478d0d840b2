package org.africai.server.dicomweb;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.data.DatasetBuilder;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.json.DicomJsonWriter;
import org.africai.dicom.xml.DicomXmlWriter;
import org.africai.server.http.HeaderParameters;
import org.africai.server.http.MultipartReader;
import org.africai.server.http.PartHead;
import org.africai.server.http.Refusal;
import org.africai.server.http.Refusal.Reason;
import org.africai.server.intake.Delivered;
import org.africai.server.intake.Delivered.Ids;
import org.africai.server.intake.Deliveries;
import org.africai.server.intake.Delivery;
import org.africai.server.studies.Root;
import org.springframework.stereotype.Component;

/// STOW-RS (PS3.18 §10.5): DICOM files, as the parts of a request or one as its body.
@Component
final class StowRoutes {
    /// How many different explanations are told.
    private static final int MAX_REMARKS = 8;

    private final Deliveries deliveries;

    StowRoutes(Deliveries deliveries) {
        this.deliveries = deliveries;
    }

    void store(Exchange exchange) throws IOException {
        boolean isXml = wantsXml(exchange);
        boolean isMultipart = isMultipart(exchange.request());
        Target target = exchange.target();
        String project = target.root() instanceof Root.OfProject(String name) ? name : null;
        long length = Math.max(exchange.request().getContentLengthLong(), 0);
        List<Delivered> delivered;
        try (Delivery delivery =
                deliveries.begin(exchange.caller(), project, target.study(), length)) {
            if (isMultipart) {
                receiveParts(exchange.request(), delivery);
            } else {
                delivery.add(exchange.request().getInputStream());
            }
            delivered = delivery.finish();
        }
        if (delivered.isEmpty()) {
            throw Refusal.invalid("The request holds no part.");
        }
        answer(exchange, delivered, isXml);
    }

    /// Asked before anything is stored.
    private static boolean wantsXml(Exchange exchange) {
        for (MediaRange range : exchange.accepted()) {
            if (range.takes(Exchange.JSON) || range.takes("application/json")) {
                return false;
            }
            if (range.takes(Exchange.XML) || range.takesParts(Exchange.XML)) {
                return true;
            }
        }
        throw Exchange.notAcceptable(
                "Storing is answered as " + Exchange.JSON + " or " + Exchange.XML + ".");
    }

    // ---- the request

    private static boolean isMultipart(HttpServletRequest request) {
        String type = Optional.ofNullable(request.getContentType()).orElse("");
        String bare = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (bare.equals(Exchange.DICOM)) {
            return false;
        }
        String parts =
                HeaderParameters.of(type)
                        .get("type")
                        .map(text -> text.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
                        .orElse(Exchange.DICOM);
        if (bare.equals(MediaRange.MULTIPART) && parts.equals(Exchange.DICOM)) {
            return true;
        }
        throw unsupported("The body");
    }

    private static Refusal unsupported(String what) {
        return new Refusal(
                Reason.UNSUPPORTED_MEDIA_TYPE,
                what
                        + " is none of the media types that are stored here: DICOM files, as"
                        + " multipart/related; type=\"application/dicom\", or one as"
                        + " application/dicom.");
    }

    private static void receiveParts(HttpServletRequest request, Delivery delivery)
            throws IOException {
        var reader = MultipartReader.of(request.getInputStream(), request.getContentType());
        for (var part = reader.next(); part.isPresent(); part = reader.next()) {
            requireDicom(part.get().head());
            delivery.add(part.get().content());
        }
    }

    private static void requireDicom(PartHead head) {
        boolean isOther =
                head.contentType()
                        .map(type -> type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
                        .filter(type -> !type.equals(Exchange.DICOM))
                        .isPresent();
        if (isOther) {
            throw unsupported("A part of the body");
        }
    }

    // ---- the answer

    private static void answer(Exchange exchange, List<Delivered> delivered, boolean isXml)
            throws IOException {
        Dataset answer = answer(exchange.rootUrl(), delivered);
        var body = new ByteArrayOutputStream();
        if (isXml) {
            DicomXmlWriter.INLINE.write(answer, body);
        } else {
            DicomJsonWriter.INLINE.write(answer, body);
        }
        exchange.privately();
        remarks(exchange, delivered)
                .forEach(remark -> exchange.response().addHeader("Warning", remark));
        exchange.response().setStatus(status(delivered));
        exchange.response().setContentType(isXml ? Exchange.XML : Exchange.JSON);
        exchange.response().setContentLength(body.size());
        exchange.response().getOutputStream().write(body.toByteArray());
    }

    /// Why objects wait or failed, in words, for which the answer itself has no place.
    private static List<String> remarks(Exchange exchange, List<Delivered> delivered) {
        return delivered.stream()
                .map(StowRoutes::explanation)
                .filter(text -> !text.isEmpty())
                .distinct()
                .limit(MAX_REMARKS)
                .map(text ->
                        "299 "
                                + exchange.request().getServerName()
                                + " \""
                                + text.replaceAll("[^ -~]|[\"\\\\]", "_")
                                + "\"")
                .toList();
    }

    private static String explanation(Delivered one) {
        return switch (one) {
            case Delivered.Archived _ -> "";
            case Delivered.Waits(var _, String url) -> "It waits at /data" + url;
            case Delivered.Failed failed -> failed.explanation();
        };
    }

    /// 200 when all are archived, 409 when none was taken in, else 202.
    private static int status(List<Delivered> delivered) {
        if (delivered.stream().allMatch(one -> one instanceof Delivered.Archived)) {
            return 200;
        }
        return delivered.stream().allMatch(one -> one instanceof Delivered.Failed) ? 409 : 202;
    }

    /// The Store Instances Response Module (PS3.18 §I.2).
    private static Dataset answer(String root, List<Delivered> delivered) {
        List<Dataset> stored = new ArrayList<>();
        List<Dataset> failed = new ArrayList<>();
        List<Dataset> unknown = new ArrayList<>();
        for (Delivered one : delivered) {
            switch (one) {
                case Delivered.Archived(Ids ids, var _) -> stored.add(stored(root, ids));
                // without an address to retrieve it from: it waits for a person
                case Delivered.Waits(Ids ids, var _) -> stored.add(named(ids).build());
                case Delivered.Failed failure -> {
                    if (failure.ids() == null) {
                        unknown.add(reason(Dataset.itemBuilder(), failure).build());
                    } else {
                        failed.add(reason(named(failure.ids()), failure).build());
                    }
                }
            }
        }
        DatasetBuilder answer = Dataset.builder().put(Tag.SpecificCharacterSet, "ISO_IR 192");
        Set<String> studies = archivedStudies(delivered);
        if (studies.size() == 1) {
            answer.put(Tag.RetrieveURL, root + "/studies/" + studies.iterator().next());
        }
        put(answer, Tag.FailedSOPSequence, failed);
        put(answer, Tag.ReferencedSOPSequence, stored);
        put(answer, Tag.OtherFailuresSequence, unknown);
        return answer.build();
    }

    private static void put(DatasetBuilder answer, int sequence, List<Dataset> items) {
        if (!items.isEmpty()) {
            answer.put(sequence, items);
        }
    }

    private static Set<String> archivedStudies(List<Delivered> delivered) {
        return delivered.stream()
                .filter(one -> one instanceof Delivered.Archived)
                .map(one -> ((Delivered.Archived) one).ids().studyUid())
                .collect(Collectors.toSet());
    }

    private static DatasetBuilder named(Ids ids) {
        return Dataset.itemBuilder()
                .put(Tag.ReferencedSOPClassUID, ids.sopClass())
                .put(Tag.ReferencedSOPInstanceUID, ids.sopUid());
    }

    private static Dataset stored(String root, Ids ids) {
        return named(ids)
                .put(
                        Tag.RetrieveURL,
                        root
                                + "/studies/"
                                + ids.studyUid()
                                + "/series/"
                                + ids.seriesUid()
                                + "/instances/"
                                + ids.sopUid())
                .build();
    }

    private static DatasetBuilder reason(DatasetBuilder item, Delivered.Failed failure) {
        return item.put(Tag.FailureReason, code(failure.why()));
    }

    /// PS3.18 §I.2.2 and PS3.7 Annex C.
    private static int code(Delivered.Why why) {
        return switch (why) {
            case NOT_UNDERSTOOD -> 0xC000;
            case OTHER_STUDY -> 0xA900;
            case DUPLICATE -> 0x0111;
            case CONFLICT -> 0x0110;
            case NOT_ALLOWED -> 0x0124;
        };
    }
}
