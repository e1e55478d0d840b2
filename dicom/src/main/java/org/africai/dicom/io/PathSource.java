package org.africai.dicom.io;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.africai.dicom.data.BulkSource;

/// Values in a file, which is opened for each.
record PathSource(Path path) implements BulkSource {
    @Override
    public InputStream open(long offset, long length) throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
        try {
            if (offset + length > channel.size()) {
                throw new EOFException(
                        path
                                + ": expected "
                                + length
                                + " bytes at "
                                + offset
                                + ", file has "
                                + channel.size());
            }
            InputStream in = Channels.newInputStream(channel.position(offset));
            return new BoundedStream(in, length);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }
}
