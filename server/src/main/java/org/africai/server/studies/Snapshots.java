package org.africai.server.studies;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.africai.dicom.pixel.render.Picture;
import org.africai.dicom.pixel.render.Presentation;
import org.africai.dicom.pixel.render.Rendering;
import org.africai.server.access.Caller;
import org.africai.server.access.Right;
import org.africai.server.archive.Address;
import org.africai.server.archive.Located;
import org.africai.server.archive.Locator;
import org.africai.server.db.Sql;
import org.africai.server.http.Refusal;

/// Pictures of scans as XNAT gives them: a GIF of the frame in the middle, or of frames from all
/// through the scan side by side. They are made when they are asked for.
public final class Snapshots {
    private static final int MAX_CELLS = 100;

    private final Locator locator;
    private final Pictures pictures;
    private final MetadataTable table;

    public Snapshots(Locator locator, Pictures pictures, Sql sql) {
        this.locator = locator;
        this.pictures = pictures;
        this.table = new MetadataTable(sql);
    }

    /// How large a cell is at most.
    public enum Size {
        SNAPSHOT(512),
        THUMBNAIL(128);

        private final int side;

        Size(int side) {
            this.side = side;
        }
    }

    /// How many frames are shown.
    public record Grid(int rows, int columns) {
        public static final Grid ONE = new Grid(1, 1);

        /// @throws Refusal when it has no cell, or too many
        public Grid {
            if (rows < 1 || columns < 1 || (long) rows * columns > MAX_CELLS) {
                throw Refusal.invalid("A grid has 1 to " + MAX_CELLS + " cells: 2X3.");
            }
        }

        int cells() {
            return rows * columns;
        }
    }

    /// What became of drawing a scan.
    sealed interface Drawn {}

    /// @param name what its file is called
    public record Gif(String name, KeptBytes bytes) implements Drawn {}

    /// There is no picture.
    ///
    /// @param why for the person who asked, without a full stop
    record Nothing(String why) implements Drawn {}

    /// The picture of a scan.
    ///
    /// @throws Refusal when the scan is not there or hidden, or has nothing to show
    public Gif of(Caller caller, Address.OfScan scan, Size size, Grid grid) throws IOException {
        Located found = locator.find(caller, Right.READ, scan);
        return switch (draw(found, size, grid)) {
            case Gif gif -> gif;
            case Nothing(String why) ->
                    throw Refusal.notFound(
                            "The " + found.inWords() + " has nothing to show: " + why + ".");
        };
    }

    /// The picture of a scan that was found.
    Drawn draw(Located scan, Size size, Grid grid) throws IOException {
        List<StoredInstance> objects = new ArrayList<>();
        table.eachObjectOf(scan.key(), objects::add);
        long frames = objects.stream().mapToLong(Snapshots::frames).sum();
        List<Picture> cells = new ArrayList<>();
        String why = "it has no images";
        for (int i = 0; i < grid.cells(); i++) {
            long wanted = frames * (2L * i + 1) / (2L * grid.cells());
            Optional<Rendering> rendering = picture(objects, wanted, size.side);
            if (rendering.isPresent()) {
                switch (rendering.get()) {
                    case Rendering.Rendered(Picture picture) -> cells.add(picture);
                    case Rendering.Unsupported(String reason) -> why = reason;
                    case Rendering.Broken(String reason) -> why = reason;
                }
            }
        }
        if (cells.isEmpty()) {
            return new Nothing(why);
        }
        String session = scan.session() == null ? "" : scan.session().label() + "_";
        String end = size == Size.THUMBNAIL ? "_qc_t.gif" : "_qc.gif";
        return new Gif(session + scan.id() + end, new KeptBytes(gif(cells, grid)));
    }

    private static long frames(StoredInstance object) {
        return object.frames() == null ? 1 : Math.max(1, object.frames());
    }

    /// The frame with this number, counted through all objects from 0.
    private Optional<Rendering> picture(List<StoredInstance> objects, long wanted, int side)
            throws IOException {
        long before = 0;
        for (StoredInstance object : objects) {
            if (wanted < before + frames(object)) {
                Presentation within = Presentation.DEFAULT.within(side, side);
                return pictures.render(object, (int) (wanted - before) + 1, within);
            }
            before += frames(object);
        }
        return Optional.empty();
    }

    private static byte[] gif(List<Picture> cells, Grid grid) throws IOException {
        int width = cells.stream().mapToInt(Picture::width).max().orElseThrow();
        int height = cells.stream().mapToInt(Picture::height).max().orElseThrow();
        boolean isColour = cells.stream().anyMatch(Picture::isColour);
        var whole =
                new BufferedImage(
                        width * grid.columns(),
                        height * grid.rows(),
                        isColour ? BufferedImage.TYPE_INT_RGB : BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D canvas = whole.createGraphics();
        for (int i = 0; i < cells.size(); i++) {
            canvas.drawImage(
                    image(cells.get(i)),
                    i % grid.columns() * width,
                    i / grid.columns() * height,
                    null);
        }
        canvas.dispose();
        var out = new ByteArrayOutputStream();
        if (!ImageIO.write(whole, "gif", out)) {
            throw new IllegalStateException("the JDK writes no GIF");
        }
        return out.toByteArray();
    }

    private static BufferedImage image(Picture picture) {
        int type = picture.isColour() ? BufferedImage.TYPE_INT_RGB : BufferedImage.TYPE_BYTE_GRAY;
        var image = new BufferedImage(picture.width(), picture.height(), type);
        byte[] bytes = picture.bytes();
        int channels = picture.channels();
        for (int y = 0; y < picture.height(); y++) {
            for (int x = 0; x < picture.width(); x++) {
                int at = (y * picture.width() + x) * channels;
                int red = bytes[at] & 0xFF;
                int green = bytes[at + (channels == 3 ? 1 : 0)] & 0xFF;
                int blue = bytes[at + (channels == 3 ? 2 : 0)] & 0xFF;
                if (channels == 1) {
                    image.getRaster().setSample(x, y, 0, red);
                } else {
                    image.setRGB(x, y, red << 16 | green << 8 | blue);
                }
            }
        }
        return image;
    }
}
