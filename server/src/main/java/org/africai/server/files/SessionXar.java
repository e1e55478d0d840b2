package org.africai.server.files;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.africai.server.access.Caller;
import org.africai.server.archive.Address;
import org.africai.server.archive.Experiments;
import org.africai.server.archive.Located;
import org.africai.server.archive.Snapshot;
import org.africai.server.audit.Audit;
import org.africai.server.http.Content;
import org.africai.server.schema.Item;
import org.africai.server.schema.ItemXml;
import org.africai.server.schema.TypeRegistry;
import org.africai.store.BlobStore;
import org.africai.store.EntryName;

/// XNAT's archive of a session (XAR): a ZIP with the session's document at its top, and its files
/// in the folders that XNAT keeps them in, beside a catalogue for each resource. The document names
/// the catalogues, so that the archive can be imported anywhere. What the session's assessors have
/// is theirs and left out.
public final class SessionXar {
    private static final XMLOutputFactory XML = XMLOutputFactory.newFactory();
    private static final String NAMESPACE = "http://nrg.wustl.edu/catalog";
    private static final String CATALOG = "xnat:resourceCatalog";
    private static final String NUMBER = "xnat_abstractresource_id";
    private static final String ASSESSORS = "assessors/assessor";
    private static final Set<String> RESOURCES =
            Set.of("resources/resource", "file", "in/file", "out/file");

    private final Experiments experiments;
    private final Chooser chooser;
    private final FileTable files;
    private final BlobStore store;
    private final Audit audit;
    private final ItemXml xml;
    private final FilesSettings settings;

    SessionXar(
            Experiments experiments,
            Chooser chooser,
            FileTable files,
            BlobStore store,
            Audit audit,
            TypeRegistry registry,
            FilesSettings settings) {
        this.experiments = experiments;
        this.chooser = chooser;
        this.files = files;
        this.store = store;
        this.audit = audit;
        this.xml = new ItemXml(registry);
        this.settings = settings;
    }

    /// The archive of a session, or of an experiment that is none.
    ///
    /// @throws org.africai.server.http.Refusal when it is not there or may not be read, or has more
    ///   files than one download may have
    public Downloads.Named<Content> of(Caller caller, Address.OfExperiment address, Fetch fetch) {
        Snapshot snapshot = experiments.read(caller, address);
        Chooser.Choice choice = chooser.choose(caller, new Selection(address, null, null, true));
        Map<Long, List<ListedFile>> byResource = new LinkedHashMap<>();
        var limit = new FileLimit(settings.maxPerDownload());
        files.each(
                choice.chosen(),
                FileFilter.ALL,
                file -> {
                    if (file.resource().place().assessor() == null) {
                        limit.admit(file.file());
                        byResource
                                .computeIfAbsent(file.resource().key(), _ -> new ArrayList<>())
                                .add(file);
                    }
                });
        Located session = choice.things().getFirst();
        fetch.record(audit, caller, "experiment", choice.things());
        return new Downloads.Named<>(session.label(), zip(snapshot, session.label(), byResource));
    }

    private Content zip(Snapshot snapshot, String label, Map<Long, List<ListedFile>> byResource) {
        var bytes = new MadeBytes(store);
        var zip = new ZipBuilder(bytes);
        Map<Long, String> catalogs = new LinkedHashMap<>();
        byResource.forEach((key, all) -> {
            ListedFile first = all.getFirst();
            String catalog = folder(first) + catalogName(all);
            catalogs.put(key, catalog);
            zip.add(
                    EntryName.parse(catalog),
                    bytes.add(catalog(all)),
                    first.resource().createdAt());
            all.forEach(file -> zip.add(EntryName.parse(file.folderPath()), file.file()));
        });
        Item document = named(portable(snapshot.item(), byResource), catalogs);
        zip.add(
                EntryName.parse(label + ".xml"),
                bytes.add(xml.toXml(document).getBytes(StandardCharsets.UTF_8)),
                snapshot.changedAt());
        return zip.build().orElseThrow();
    }

    /// The document without what means something only here: accession IDs, which another archive
    /// has given to other things, and where it is shared. The session is known by its label, and
    /// its subject by the one that files are told of.
    private static Item portable(Item session, Map<Long, List<ListedFile>> byResource) {
        Item plain =
                session.withoutField("ID")
                        .withChildren(ASSESSORS, List.of())
                        .withChildren("sharing/share", List.of());
        return byResource.values().stream()
                .flatMap(all ->
                        Optional.ofNullable(all.getFirst().resource().place().subject()).stream())
                .findFirst()
                .map(subject -> plain.withField("subject_ID", subject.label()))
                .orElse(plain);
    }

    /// With the folder of its resource: `SCANS/1/DICOM/`.
    private static String folder(ListedFile file) {
        String path = file.folderPath();
        return path.substring(0, path.length() - file.file().path().path().length());
    }

    /// What none of the files is called.
    private static String catalogName(List<ListedFile> files) {
        String name = files.getFirst().resource().label() + "_catalog";
        Set<String> taken =
                Set.copyOf(files.stream().map(one -> one.file().path().path()).toList());
        while (taken.contains(name + ".xml")) {
            name += "_";
        }
        return name + ".xml";
    }

    /// The document with its resources naming the catalogues in the archive; those without files
    /// are left out, for there is nothing that they could name.
    private static Item named(Item item, Map<Long, String> catalogs) {
        Item changed = item;
        for (Map.Entry<String, List<Item>> child : item.children().entrySet()) {
            List<Item> items =
                    RESOURCES.contains(child.getKey())
                            ? child.getValue().stream()
                                    .map(one -> resource(one, catalogs))
                                    .flatMap(Optional::stream)
                                    .toList()
                            : child.getValue().stream().map(one -> named(one, catalogs)).toList();
            changed = changed.withChildren(child.getKey(), items);
        }
        return changed;
    }

    private static Optional<Item> resource(Item resource, Map<Long, String> catalogs) {
        return resource.field(NUMBER)
                .map(number -> catalogs.get(Long.parseLong(number)))
                .map(catalog ->
                        new Item(CATALOG, resource.fields(), resource.children())
                                .withoutField(NUMBER)
                                .withField("URI", catalog));
    }

    private static byte[] catalog(List<ListedFile> all) {
        var out = new ByteArrayOutputStream();
        try {
            XMLStreamWriter writer = XML.createXMLStreamWriter(out, "UTF-8");
            writer.writeStartDocument("UTF-8", "1.0");
            writer.writeStartElement("cat", "Catalog", NAMESPACE);
            writer.writeNamespace("cat", NAMESPACE);
            writer.writeAttribute("ID", all.getFirst().resource().label());
            writer.writeStartElement("cat", "entries", NAMESPACE);
            for (ListedFile file : all) {
                writer.writeEmptyElement("cat", "entry", NAMESPACE);
                writer.writeAttribute("URI", file.file().path().path());
                writer.writeAttribute("name", file.file().path().fileName());
                writer.writeAttribute("digest", file.file().md5());
            }
            writer.writeEndDocument();
            writer.flush();
        } catch (XMLStreamException failure) {
            throw new IllegalStateException("memory cannot be written to", failure);
        }
        return out.toByteArray();
    }
}
