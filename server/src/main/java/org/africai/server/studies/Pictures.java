package org.africai.server.studies;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.africai.dicom.io.DicomFile;
import org.africai.dicom.pixel.FrameIndex;
import org.africai.dicom.pixel.codec.Decoding;
import org.africai.dicom.pixel.codec.FrameDecoder;
import org.africai.dicom.pixel.render.FrameRenderer;
import org.africai.dicom.pixel.render.Presentation;
import org.africai.dicom.pixel.render.Rendering;
import org.africai.server.http.Refusal;

/// Decodes frames of archived objects and makes pictures of them. So many at a time, and of frames
/// up to a limit, that nobody can take the server's memory or time by asking for them.
public final class Pictures {
    /// Samples of a frame at most.
    private static final long LARGEST_FRAME_BYTES = 128L << 20;

    private static final int AT_A_TIME = Math.max(2, Runtime.getRuntime().availableProcessors());
    private static final long LONGEST_WAIT_SECONDS = 20;

    private final InstanceHeaders headers;
    private final InstanceFrames frames;
    private final FrameDecoder decoder = new FrameDecoder(LARGEST_FRAME_BYTES);
    private final FrameRenderer renderer = new FrameRenderer(decoder);
    private final Semaphore permits = new Semaphore(AT_A_TIME);

    public Pictures(InstanceHeaders headers, InstanceFrames frames) {
        this.headers = headers;
        this.frames = frames;
    }

    /// Renders a frame.
    ///
    /// @param frame from 1; 0 for the one in the middle
    /// @return empty when the object has no pixel data
    /// @throws Refusal when there is no such frame, the region is not inside the image, or too many
    ///   pictures are being made
    /// @throws org.africai.dicom.io.InvalidDicom when the file is broken
    /// @throws IOException when it cannot be read
    public Optional<Rendering> render(StoredInstance instance, int frame, Presentation presentation)
            throws IOException {
        Optional<FrameIndex> index = frames.index(instance);
        if (index.isEmpty()) {
            return Optional.empty();
        }
        int count = index.get().count();
        int number = frame == 0 ? (count + 1) / 2 : frame;
        if (number > count) {
            throw Refusal.notFound(
                    "There is no frame " + number + ": the instance has " + count + ".");
        }
        acquire();
        try {
            DicomFile file = headers.file(instance);
            return Optional.of(renderer.render(file, index.get(), number, presentation));
        } catch (IllegalArgumentException outside) {
            throw Refusal.invalid("The viewport shows a part that is not inside the image.");
        } finally {
            permits.release();
        }
    }

    /// Decodes a frame.
    ///
    /// @param index of the instance's frames
    /// @param frame from 1, one that is there
    /// @throws Refusal when too many frames are being decoded
    /// @throws org.africai.dicom.io.InvalidDicom when the file is broken
    /// @throws IOException when it cannot be read
    public Decoding decode(StoredInstance instance, FrameIndex index, int frame)
            throws IOException {
        acquire();
        try {
            return decoder.decode(headers.file(instance), index, frame);
        } finally {
            permits.release();
        }
    }

    private void acquire() {
        try {
            if (!permits.tryAcquire(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
                throw new Refusal(
                        Refusal.Reason.BUSY, "Too many pictures are being made. Try again.");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Refusal(Refusal.Reason.BUSY, "The server is stopping.", interrupted);
        }
    }
}
