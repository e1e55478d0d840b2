package org.africai.dicom.pixel.render;

/// What became of rendering a frame.
public sealed interface Rendering {
    record Rendered(Picture picture) implements Rendering {}

    /// The frame may be right, but nothing here can show it.
    record Unsupported(String reason) implements Rendering {}

    /// The frame contradicts the standard, itself or the data set.
    record Broken(String reason) implements Rendering {}
}
