package org.africai.server.studies;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.africai.dicom.pixel.render.Presentation;
import org.africai.dicom.pixel.render.Rendering;
import org.africai.server.access.Caller;
import org.africai.server.db.Sql;
import org.africai.server.db.Transactions;
import org.africai.server.studies.MetadataTable.Revision;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Small pictures of series: of the object in their middle, made once the series has been quiet for
/// a moment, and kept.
public final class Thumbnails {
    private static final Logger LOG = LoggerFactory.getLogger(Thumbnails.class);

    /// The side of the square that a thumbnail fits, in pixels.
    public static final int SIDE = 256;

    /// Of its JPEG, in percent.
    public static final int QUALITY = 80;

    private static final double QUIET_SECONDS = 2;
    private static final int SERIES_AT_A_TIME = 20;

    private final Studies studies;
    private final Pictures pictures;
    private final MetadataTable series;
    private final ThumbnailTable table;
    private final Transactions transactions;

    public Thumbnails(Studies studies, Pictures pictures, Sql sql, Transactions transactions) {
        this.studies = studies;
        this.pictures = pictures;
        this.series = new MetadataTable(sql);
        this.table = new ThumbnailTable(sql);
        this.transactions = transactions;
    }

    /// A picture that is kept.
    ///
    /// @param sopUid of the object that it shows
    public record Kept(String sopUid, KeptBytes jpeg, String entityTag) {}

    /// The picture of the first of the series that the selection names, if one is kept of it as it
    /// is now. One statement.
    ///
    /// @throws org.africai.server.http.Refusal when the root is not there or hidden
    public Optional<Kept> of(Caller caller, Root root, Selection selection) {
        return table.of(studies.view(caller, root), selection);
    }

    /// Makes pictures of series that have changed.
    ///
    /// @return how many series were looked at
    public long run() {
        long looked = 0;
        List<Revision> due = table.unpictured(QUIET_SECONDS, SERIES_AT_A_TIME);
        while (!due.isEmpty()) {
            for (Revision one : due) {
                pictureSafely(one);
                looked++;
            }
            due = table.unpictured(QUIET_SECONDS, SERIES_AT_A_TIME);
        }
        return looked;
    }

    /// A series of which there can be no picture is not tried again before it changes.
    private void pictureSafely(Revision one) {
        Optional<Kept> made = Optional.empty();
        try {
            made = picture(one);
        } catch (IOException | RuntimeException failure) {
            LOG.warn("no thumbnail was made series={}", one.series(), failure);
        }
        Optional<Kept> kept = made;
        transactions.run(() -> {
            kept.ifPresent(picture -> table.store(one, picture));
            table.pictured(one);
        });
    }

    private Optional<Kept> picture(Revision one) throws IOException {
        List<StoredInstance> objects = new ArrayList<>();
        series.eachObject(one.series(), objects::add);
        if (objects.isEmpty()) {
            return Optional.empty();
        }
        StoredInstance middle = objects.get(objects.size() / 2);
        return jpeg(middle).map(jpeg -> new Kept(middle.sopUid(), jpeg, ""));
    }

    private Optional<KeptBytes> jpeg(StoredInstance instance) throws IOException {
        Optional<Rendering> rendering =
                pictures.render(instance, 0, Presentation.DEFAULT.within(SIDE, SIDE));
        if (rendering.isPresent() && rendering.get() instanceof Rendering.Rendered(var picture)) {
            var out = new ByteArrayOutputStream();
            picture.writeJpeg(out, QUALITY);
            return Optional.of(new KeptBytes(out.toByteArray()));
        }
        return Optional.empty();
    }
}
