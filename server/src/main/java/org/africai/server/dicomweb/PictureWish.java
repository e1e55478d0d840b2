package org.africai.server.dicomweb;

import java.util.Optional;
import org.africai.dicom.pixel.render.Presentation;
import org.africai.dicom.pixel.render.Region;
import org.africai.dicom.pixel.render.Window;
import org.africai.server.http.Refusal;

/// How a client wants a picture to be (PS3.18 §8.3.5): `viewport`, `window` and `quality`.
///
/// @param presentation viewport and window
/// @param quality of a JPEG, in percent
record PictureWish(Presentation presentation, int quality) {
    private static final int DEFAULT_QUALITY = 90;

    /// @param side of the square that the picture is to fit when there is no viewport; 0 for none
    /// @throws Refusal when a parameter makes no sense
    static PictureWish of(Query query, int side) {
        Presentation presentation =
                side == 0 ? Presentation.DEFAULT : Presentation.DEFAULT.within(side, side);
        try {
            Optional<String> viewport = query.first("viewport");
            if (viewport.isPresent()) {
                presentation = viewport(presentation, viewport.get().split(",", -1));
            }
            Optional<String> window = query.first("window");
            if (window.isPresent()) {
                presentation = presentation.with(window(window.get().split(",", -1)));
            }
        } catch (IllegalArgumentException wrong) {
            throw Refusal.invalid(
                    "Say viewport=WIDTH,HEIGHT[,LEFT,TOP,WIDTH,HEIGHT], each side at most "
                            + Presentation.LARGEST_LIMIT
                            + ", and window=CENTER,WIDTH[,linear|linear-exact|sigmoid].");
        }
        return new PictureWish(presentation, quality(query));
    }

    private static Presentation viewport(Presentation presentation, String[] parts) {
        if (parts.length != 2 && parts.length != 6) {
            throw new IllegalArgumentException("parts");
        }
        int across = Integer.parseInt(parts[0]);
        int down = Integer.parseInt(parts[1]);
        if (across < 1 || down < 1) {
            throw new IllegalArgumentException("an empty viewport");
        }
        Presentation limited = presentation.within(across, down);
        if (parts.length == 2 || parts[4].isBlank() || parts[5].isBlank()) {
            return limited;
        }
        int width = Integer.parseInt(parts[4]);
        int height = Integer.parseInt(parts[5]);
        return limited.with(
                new Region(
                        parts[2].isBlank() ? 0 : Integer.parseInt(parts[2]),
                        parts[3].isBlank() ? 0 : Integer.parseInt(parts[3]),
                        Math.absExact(width),
                        Math.absExact(height),
                        width < 0,
                        height < 0));
    }

    private static Window window(String[] parts) {
        if (parts.length != 2 && parts.length != 3) {
            throw new IllegalArgumentException("parts");
        }
        Window.Function function =
                parts.length == 2
                        ? Window.Function.LINEAR
                        : Window.Function.of(parts[2])
                                .orElseThrow(() -> new IllegalArgumentException("function"));
        return new Window(Double.parseDouble(parts[0]), Double.parseDouble(parts[1]), function);
    }

    private static int quality(Query query) {
        String text = query.first("quality").orElse("");
        if (text.isEmpty()) {
            return DEFAULT_QUALITY;
        }
        if (!text.matches("\\d{1,3}")
                || Integer.parseInt(text) < 1
                || Integer.parseInt(text) > 100) {
            throw Refusal.invalid("quality is a number from 1 to 100.");
        }
        return Integer.parseInt(text);
    }
}
