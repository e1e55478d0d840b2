package org.africai.server.intake;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.africai.server.files.ScanObject;
import org.africai.server.http.Refusal;
import org.africai.server.http.Refusal.Reason;
import org.africai.server.intake.mapping.HeaderReader.Reading;
import org.africai.server.schema.Item;
import org.africai.server.schema.ItemXml;
import org.africai.server.schema.TypeRegistry;
import org.africai.store.Digests;
import org.africai.store.EntryName;
import org.africai.store.Spooled;
import org.africai.store.StorageFailure;
import org.africai.store.archive.ArchiveLimits;

/// The files of a XAR, by their names below its one folder if it has but one. Closing it throws
/// away what was not published. For one thread.
final class XarFiles implements AutoCloseable {
    /// Most documents at the top.
    private static final int MAX_DOCUMENTS = 100;

    /// Most files; their names are held in memory.
    private static final int MAX_FILES = 100_000;

    private static final int FILES_PER_PUBLICATION = 128;
    private static final String CATALOG = "xnat:resourceCatalog";

    private final Ground ground;
    private final TypeRegistry registry;
    private final Map<String, Arrived> received = new LinkedHashMap<>();
    private final Map<String, XarFile> files = new LinkedHashMap<>();

    private XarFiles(Ground ground, TypeRegistry registry) {
        this.ground = ground;
        this.registry = registry;
    }

    /// One of them.
    ///
    /// @param reading what its header says
    record XarFile(Digests digests, Reading reading) {
        /// The DICOM object that it is, if it is one.
        Optional<ScanObject> object(EntryName name) {
            return reading instanceof Reading.Understood(var header)
                    ? Optional.of(
                            new ScanObject(
                                    name,
                                    digests,
                                    header.sopUid(),
                                    header.sopClass(),
                                    header.transferSyntax(),
                                    header.number(),
                                    header.frames()))
                    : Optional.empty();
        }
    }

    /// @throws Refusal when the archive is damaged, hostile or too large
    static XarFiles receive(Ground ground, TypeRegistry registry, Upload upload) {
        var files = new XarFiles(ground, registry);
        try {
            IntakeSettings settings = ground.settings();
            upload.plainFiles(
                    new ArchiveLimits(
                            Math.min(MAX_FILES, settings.maxFiles()),
                            settings.maxUpload().bytes(),
                            settings.maxRatio()),
                    file -> files.received.put(file.name(), file));
            files.name();
            return files;
        } catch (RuntimeException | Error failure) {
            files.close();
            throw failure;
        }
    }

    private void name() {
        int cut = folder().length();
        Map<String, Arrived> named = new LinkedHashMap<>();
        received.forEach((name, file) -> named.put(name.substring(cut), file));
        received.clear();
        received.putAll(named);
    }

    /// The one folder that everything is in, with its slash; empty when there is none.
    private String folder() {
        String first = received.keySet().stream().findFirst().orElse("");
        String folder = first.substring(0, first.indexOf('/') + 1);
        return received.keySet().stream().allMatch(name -> name.startsWith(folder)) ? folder : "";
    }

    /// The documents at the top.
    ///
    /// @throws Refusal when one cannot be read
    List<Item> documents() {
        List<Item> documents = new ArrayList<>();
        for (Map.Entry<String, Arrived> one : received.entrySet()) {
            if (isDocument(one.getKey())) {
                documents.add(document(one.getKey(), one.getValue().file()));
            }
        }
        return documents;
    }

    private static boolean isDocument(String name) {
        return name.indexOf('/') < 0 && name.toLowerCase(Locale.ROOT).endsWith(".xml");
    }

    private Item document(String name, Spooled file) {
        if (received.keySet().stream().filter(XarFiles::isDocument).count() > MAX_DOCUMENTS) {
            throw Refusal.invalid("A XAR holds " + MAX_DOCUMENTS + " documents at most.");
        }
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file.path()))) {
            return new ItemXml(registry).read(in);
        } catch (Refusal refusal) {
            throw new Refusal(Reason.UNPROCESSABLE, name + ": " + refusal.explanation(), refusal);
        } catch (IOException failure) {
            throw StorageFailure.io(file.path(), failure);
        }
    }

    /// Makes all files but the documents durable.
    void publish() {
        List<Spooled> batch = new ArrayList<>();
        received.forEach((name, file) -> {
            if (!isDocument(name)) {
                files.put(name, new XarFile(file.file().digests(), file.reading()));
                batch.add(file.file());
            }
            if (batch.size() >= FILES_PER_PUBLICATION) {
                ground.store().publish(batch);
                batch.clear();
            }
        });
        ground.store().publish(batch);
    }

    /// How many files there are besides the documents.
    long count() {
        return files.size();
    }

    /// The files that a resource of a document names: the one, or for a catalogue those of its
    /// folder.
    ///
    /// @param used gets their names
    /// @throws Refusal when they are not there
    Map<EntryName, XarFile> of(Item resource, Set<String> used) {
        String uri = resource.field("URI").orElse("");
        String path = uri.isEmpty() ? "" : EntryName.parse(uri).path();
        if (!files.containsKey(path)) {
            throw Refusal.invalid("A document names the file '" + uri + "', which is not there.");
        }
        used.add(path);
        Map<EntryName, XarFile> found = new LinkedHashMap<>();
        String folder = path.substring(0, path.lastIndexOf('/') + 1);
        boolean isCatalog = registry.isA(resource.xsiType(), CATALOG);
        files.forEach((name, file) -> {
            boolean isMeant = isCatalog ? isBeside(name, folder, path) : name.equals(path);
            if (isMeant) {
                used.add(name);
                found.put(EntryName.parse(name.substring(folder.length())), file);
            }
        });
        return found;
    }

    private static boolean isBeside(String name, String folder, String catalog) {
        return name.startsWith(folder) && !name.equals(catalog);
    }

    /// The files that nothing names.
    Map<EntryName, Digests> unused(Set<String> used) {
        Map<EntryName, Digests> rest = new LinkedHashMap<>();
        files.forEach((name, file) -> {
            if (!used.contains(name)) {
                rest.put(EntryName.parse(name), file.digests());
            }
        });
        return rest;
    }

    @Override
    public void close() {
        received.values().forEach(file -> file.file().close());
    }
}
