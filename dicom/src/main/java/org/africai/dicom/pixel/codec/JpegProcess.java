package org.africai.dicom.pixel.codec;

import org.africai.dicom.pixel.codec.JpegDecoder.JpegScan;

/// One of the processes of ITU-T T.81 at work on a frame.
interface JpegProcess {
    JpegHeader header();

    /// Decodes a scan.
    void decode(JpegScan scan, JpegBits bits) throws InvalidPixels;

    /// Whether there was a scan of each component.
    boolean isComplete();

    Samples samples();
}
