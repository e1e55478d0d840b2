package org.africai.server.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.africai.deid.profile.CtpProfile;
import org.africai.server.access.Caller;
import org.africai.server.access.Right;
import org.africai.server.archive.Locator;
import org.africai.server.http.Refusal;

/// What a site needs to send to a project with CTP: a pipeline, the scripts of its stages, and how
/// to use them. Each download is for one site: it has a secret of its own.
public final class CtpPackage {
    private static final int SECRET_BYTES = 16;

    /// How many days dates move at least and at most.
    private static final int FEWEST_DAYS = 30;

    private static final int MOST_DAYS = 3_650;

    private final Locator locator;
    private final RandomGenerator random;

    /// @param random for secrets: a secure one
    public CtpPackage(Locator locator, RandomGenerator random) {
        this.locator = locator;
        this.random = random;
    }

    /// The package as a ZIP.
    ///
    /// @param address of this server, with its port, as senders reach it
    /// @throws Refusal when the caller may not add to the project
    public byte[] of(Caller caller, String project, String address) {
        String id = locator.project(caller, Right.CREATE, project).project().id();
        Map<String, String> words = Map.of("$PROJECT", id, "$URL", address);
        Map<String, String> files = new LinkedHashMap<>();
        files.put("MANUAL.md", filled("ctp-manual.md", words, false));
        files.put("config.xml", filled("ctp-config.xml", words, true));
        files.put("scripts/anonymizer.script", script(id));
        files.put("scripts/filter.script", filled("ctp-filter.script", Map.of(), false));
        return zip(files);
    }

    private String script(String project) {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        String subject = "@hashptid(@SITEID,PatientID,16)";
        return CtpProfile.script(
                HexFormat.of().formatHex(secret),
                -random.nextInt(FEWEST_DAYS, MOST_DAYS),
                "Project:"
                        + project
                        + " Subject:"
                        + subject
                        + " Session:"
                        + subject
                        + "_@hash(StudyInstanceUID,8)");
    }

    private static String filled(String name, Map<String, String> words, boolean isXml) {
        try (InputStream in =
                Objects.requireNonNull(CtpPackage.class.getResourceAsStream(name), name)) {
            String text = new String(in.readAllBytes(), UTF_8);
            for (Map.Entry<String, String> word : words.entrySet()) {
                String value = isXml ? escaped(word.getValue()) : word.getValue();
                text = text.replace(word.getKey(), value);
            }
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static byte[] zip(Map<String, String> files) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes, UTF_8)) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue().getBytes(UTF_8));
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
