package org.africai.dicom.json;

import java.io.IOException;
import java.io.InputStream;
import org.africai.dicom.data.BulkDataSource;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.io.InvalidDicom;
import org.africai.dicom.io.Limits;

/// Reads data sets from JSON (PS3.18 Annex F) in UTF-8.
///
/// The JSON itself must be right (RFC 8259), without a name twice. Of the model it understands what
/// real programs write: tags in small letters, members `keyword`, `name` and `privateCreator`,
/// numbers as strings, names of persons as strings, `null` for values and items. It refuses what
/// would lose something: elements without a VR, VRs that are not known or in small letters, members
/// it does not know, numbers that do not fit, references that cannot be found. The data sets are in
/// UTF-8 and say so where it matters; group lengths are left out.
///
/// Of [Limits] a reader takes `depth`, `elements` (values of any kind in one data set) and
/// `headerBytes` (text of one data set). Errors are [InvalidDicom] with the position in bytes and
/// the path of the element. A reader is immutable and may be used by many threads.
public final class DicomJsonReader {
    /// Reads within the usual limits; a reference to bulk data is an error.
    public static final DicomJsonReader DEFAULT =
            new DicomJsonReader(Limits.DEFAULT, BulkDataSource.NONE);

    private final Limits limits;
    private final BulkDataSource source;

    private DicomJsonReader(Limits limits, BulkDataSource source) {
        this.limits = limits;
        this.source = source;
    }

    /// What is done with each data set of an array.
    @FunctionalInterface
    public interface Sink {
        void accept(Dataset dataset) throws IOException;
    }

    /// The same reader with other limits.
    public DicomJsonReader within(Limits limits) {
        return new DicomJsonReader(limits, source);
    }

    /// The same reader, which finds referenced values.
    public DicomJsonReader withBulkData(BulkDataSource source) {
        return new DicomJsonReader(limits, source);
    }

    /// Reads one data set, an object and nothing else. The stream stays open.
    ///
    /// @param name what errors call the text
    /// @throws InvalidDicom when the text is no data set or beyond a limit
    /// @throws IOException when reading fails
    public Dataset read(InputStream in, String name) throws IOException {
        JsonParser parser = new JsonParser(in, name, limits);
        Dataset dataset = dataset(parser, name);
        parser.requireEnd();
        return dataset;
    }

    /// Reads an array of data sets one by one, or a single one. The stream stays open.
    ///
    /// @param name what errors call the text
    /// @throws InvalidDicom when the text is something else or a data set is beyond a limit; the
    ///   data sets before were handed out
    /// @throws IOException when reading fails
    public void readAll(InputStream in, String name, Sink sink) throws IOException {
        JsonParser parser = new JsonParser(in, name, limits);
        if (!parser.takes('[')) {
            sink.accept(dataset(parser, name));
        } else if (!parser.takes(']')) {
            do {
                sink.accept(dataset(parser, name));
            } while (parser.takes(','));
            if (!parser.takes(']')) {
                throw parser.malformed("a comma or the end of an array is due");
            }
        }
        parser.requireEnd();
    }

    private Dataset dataset(JsonParser parser, String name) throws IOException {
        return new JsonDecoder(name, source).root(parser.document());
    }
}
