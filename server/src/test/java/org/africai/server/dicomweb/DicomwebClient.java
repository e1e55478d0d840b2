package org.africai.server.dicomweb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.json.DicomJsonReader;
import org.africai.server.boot.TestClient;
import org.africai.server.http.MultipartReader;

/// Speaks DICOMweb to a root.
///
/// @param client who speaks
/// @param root the root's path
record DicomwebClient(TestClient client, String root) {
    static final String STORED = "multipart/related; type=\"application/dicom\"; transfer-syntax=*";
    static final String FRAMES =
            "multipart/related; type=application/octet-stream; transfer-syntax=*";

    HttpResponse<byte[]> get(String path, String... headers) {
        var request = client.request(root + path).GET();
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return client.send(request, BodyHandlers.ofByteArray());
    }

    /// Data sets of an answer in JSON.
    List<Dataset> datasets(String path) {
        HttpResponse<byte[]> answer = get(path, "Accept", "application/dicom+json");
        assertThat(answer.statusCode()).as(path + ": " + text(answer)).isEqualTo(200);
        assertThat(header(answer, "Content-Type")).isEqualTo("application/dicom+json");
        return datasets(answer.body());
    }

    static List<Dataset> datasets(byte[] json) {
        List<Dataset> all = new ArrayList<>();
        try {
            DicomJsonReader.DEFAULT
                    .withBulkData(
                            (_, _) -> Optional.of(org.africai.dicom.data.BulkRange.of(new byte[2])))
                    .readAll(new ByteArrayInputStream(json), "the answer", all::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }

    /// A part of an answer.
    static final class Part {
        private final String type;
        private final byte[] bytes;

        Part(String type, byte[] bytes) {
            this.type = type;
            this.bytes = bytes;
        }

        String type() {
            return type;
        }

        byte[] bytes() {
            return bytes;
        }
    }

    List<Part> parts(String path, String accept) {
        HttpResponse<byte[]> answer = get(path, "Accept", accept);
        assertThat(answer.statusCode()).as(path + ": " + text(answer)).isEqualTo(200);
        return parts(answer);
    }

    static List<Part> parts(HttpResponse<byte[]> answer) {
        List<Part> parts = new ArrayList<>();
        try {
            var reader =
                    MultipartReader.of(
                            new ByteArrayInputStream(answer.body()),
                            header(answer, "Content-Type"));
            for (var part = reader.next(); part.isPresent(); part = reader.next()) {
                parts.add(
                        new Part(
                                part.get().head().contentType().orElse(""),
                                part.get().content().readAllBytes()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return parts;
    }

    /// Sends files by STOW-RS.
    HttpResponse<byte[]> store(String path, byte[]... files) {
        return send(
                path, "multipart/related; type=\"application/dicom\"; boundary=xYzZy", body(files));
    }

    static byte[] body(byte[]... files) {
        var body = new ByteArrayOutputStream();
        for (byte[] file : files) {
            body.writeBytes(ascii("--xYzZy\r\nContent-Type: application/dicom\r\n\r\n"));
            body.writeBytes(file);
            body.writeBytes(ascii("\r\n"));
        }
        body.writeBytes(ascii("--xYzZy--\r\n"));
        return body.toByteArray();
    }

    HttpResponse<byte[]> send(String path, String type, byte[] body) {
        return client.send(
                client.request(root + path)
                        .header("Content-Type", type)
                        .header("Accept", "application/dicom+json")
                        .POST(BodyPublishers.ofByteArray(body)),
                BodyHandlers.ofByteArray());
    }

    static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
