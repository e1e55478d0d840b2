package org.africai.server.files;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.africai.dicom.Uid;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.io.DicomFile;
import org.africai.dicom.io.DicomReader;
import org.africai.dicom.io.InvalidDicom;
import org.africai.dicom.io.MediaDirectory;
import org.africai.server.access.Caller;
import org.africai.server.archive.Address;
import org.africai.server.archive.Located;
import org.africai.server.audit.Audit;
import org.africai.server.http.Content;
import org.africai.store.BlobStore;
import org.africai.store.EntryName;
import org.africai.store.StorageFailure;

/// A scan's DICOM objects as a medium for other programs (PS3.10 §8): a ZIP with the directory
/// `DICOMDIR` at its top, and the objects as `DICOM/00000001` and so on in the order of their
/// resources and names.
public final class Media {
    /// Most objects of one medium: of each the header is read, and a record is held in memory.
    static final int MAX_OBJECTS = 20_000;

    private static final String FOLDER = "DICOM";

    private final Chooser chooser;
    private final FileTable files;
    private final BlobStore store;
    private final Audit audit;
    private final int most;

    Media(Chooser chooser, FileTable files, BlobStore store, Audit audit, FilesSettings settings) {
        this.chooser = chooser;
        this.most = Math.min(settings.maxPerDownload(), MAX_OBJECTS);
        this.files = files;
        this.store = store;
        this.audit = audit;
    }

    /// The medium of a scan, or of several; empty when there is no DICOM object.
    ///
    /// @throws org.africai.server.http.Refusal when the scan is not there or may not be read, or
    ///   has too many objects
    public Optional<Downloads.Named<Content>> of(Caller caller, Address.OfScan scan, Fetch fetch) {
        Chooser.Choice choice =
                chooser.choose(caller, new Selection(scan, Side.RESOURCES, null, false));
        List<StoredFile> objects = new ArrayList<>();
        var limit = new FileLimit(most);
        files.eachObject(
                choice.chosen(),
                FileFilter.ALL,
                one -> {
                    if (one.sopUid() != null) {
                        limit.admit(one.file().file());
                        objects.add(one.file().file());
                    }
                });
        if (objects.isEmpty()) {
            return Optional.empty();
        }
        Located first = choice.things().getFirst();
        fetch.record(audit, caller, first.kind().name().toLowerCase(Locale.ROOT), choice.things());
        String name = first.session() == null ? first.label() : first.session().label();
        return zip(objects).map(content -> new Downloads.Named<>(name, content));
    }

    private Optional<Content> zip(List<StoredFile> objects) {
        var directory = new MediaDirectory();
        var bytes = new MadeBytes(store);
        var zip = new ZipBuilder(bytes);
        Instant newest = Instant.EPOCH;
        for (StoredFile file : objects) {
            String name = String.format(Locale.ROOT, "%08d", directory.files() + 1);
            if (isAdded(directory, file, List.of(FOLDER, name))) {
                zip.add(EntryName.parse(FOLDER + "/" + name), file);
                newest = file.createdAt().isAfter(newest) ? file.createdAt() : newest;
            }
        }
        if (directory.files() == 0) {
            return Optional.empty();
        }
        zip.add(EntryName.parse("DICOMDIR"), bytes.add(directory.toBytes()), newest);
        return zip.build();
    }

    /// Objects that cannot be read, or do not say what they are of, are left out: no program would
    /// find them.
    private boolean isAdded(MediaDirectory directory, StoredFile file, List<String> path) {
        try (SeekableByteChannel channel = store.open(file.digests().sha256())) {
            DicomFile read = DicomReader.HEADER.read(channel, "file " + file.key());
            Dataset header = read.dataset();
            if (!isWhole(header)) {
                return false;
            }
            Uid syntax = read.declaredTransferSyntax().orElse(read.transferSyntax()).uid();
            directory.add(header, syntax, path);
            return true;
        } catch (InvalidDicom broken) {
            return false;
        } catch (IOException failure) {
            throw StorageFailure.unreadable(file.digests().sha256(), failure);
        }
    }

    private static boolean isWhole(Dataset header) {
        return header.uid(Tag.SOPClassUID).isPresent()
                && header.uid(Tag.SOPInstanceUID).isPresent()
                && header.uid(Tag.StudyInstanceUID).isPresent()
                && header.uid(Tag.SeriesInstanceUID).isPresent();
    }
}
