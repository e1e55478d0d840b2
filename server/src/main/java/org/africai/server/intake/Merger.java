package org.africai.server.intake;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.africai.server.intake.SeriesTable.Series;
import org.africai.server.intake.WaitingFileTable.WaitingFile;
import org.africai.server.intake.mapping.Attributes;
import org.africai.store.Sha256;

/// Makes one waiting session of two. All methods are part of the caller's transaction, which has
/// locked both.
final class Merger {
    /// How many files are looked up together.
    private static final int BATCH = 500;

    private final Ground ground;

    Merger(Ground ground) {
        this.ground = ground;
    }

    /// Hands all that `from` has over to `into`, and deletes it. What `into` has already, byte for
    /// byte, is left out.
    void merge(Waiting from, Waiting into) {
        for (Series series : ground.series().list(from.key())) {
            ground.series()
                    .find(into.key(), series.uid())
                    .ifPresentOrElse(
                            there -> merge(from, series, into, there), () -> move(series, into));
        }
        leftovers(from, into);
        ground.sessions().reviewed(into.key(), "");
        ground.sessions().delete(from.key());
    }

    private void move(Series series, Waiting into) {
        ground.series().move(series.key(), into.key());
        ground.files().moveWithSeries(series.key(), into.key());
    }

    private void merge(Waiting from, Series series, Waiting into, Series there) {
        boolean leads =
                series.leadNumber() != null
                        && (there.leadNumber() == null || series.leadNumber() < there.leadNumber());
        Attributes attributes = there.attributes().with(series.attributes(), leads);
        ground.series()
                .update(there.key(), leads ? series.leadNumber() : there.leadNumber(), attributes);
        ground.files()
                .eachBatch(
                        from.key(), series.key(), BATCH, files -> mergeFiles(files, into, there));
    }

    private void mergeFiles(List<WaitingFile> files, Waiting into, Series there) {
        List<String> uids = files.stream().map(Merger::uidOf).toList();
        List<WaitingFile> alike =
                ground.files()
                        .like(there.key(), uids, files.stream().map(WaitingFile::path).toList());
        Set<String> paths = new HashSet<>();
        Set<String> known = new HashSet<>();
        Set<Same> bytes = new HashSet<>();
        alike.forEach(file -> {
            paths.add(file.path());
            known.add(uidOf(file));
            bytes.add(Same.of(file));
        });
        for (WaitingFile file : files) {
            if (!bytes.contains(Same.of(file))) {
                boolean differs = known.contains(uidOf(file));
                ground.files()
                        .move(file.key(), into.key(), there.key(), free(file, paths), differs);
            }
        }
    }

    /// What makes an object the same as another.
    private record Same(String sopUid, Sha256 sha256) {
        static Same of(WaitingFile file) {
            return new Same(uidOf(file), file.digests().sha256());
        }
    }

    /// Every file of a series is an object.
    private static String uidOf(WaitingFile file) {
        if (file.object() == null) {
            throw new IllegalStateException("a file of a series has no SOP Instance UID");
        }
        return file.object().sopUid();
    }

    private static String free(WaitingFile file, Set<String> taken) {
        return taken.add(file.path())
                ? file.path()
                : file.digests().sha256().hex().substring(0, 16) + "-" + file.path();
    }

    /// Leftovers of the same name are kept below the later upload's timestamp.
    private void leftovers(Waiting from, Waiting into) {
        ground.files().each(from.key(), null, file -> leftover(file, from, into));
    }

    private void leftover(WaitingFile file, Waiting from, Waiting into) {
        boolean taken =
                !ground.files().taken(into.key(), file.resource(), List.of(file.path())).isEmpty();
        String path = taken ? from.timestamp() + "/" + file.path() : file.path();
        ground.files().move(file.key(), into.key(), null, path, false);
    }
}
