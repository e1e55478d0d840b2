package org.africai.server.studies;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.africai.dicom.data.TagPath;
import org.africai.dicom.dict.Tag;
import org.africai.server.http.Refusal;

/// The place of a value as addresses have it: `00400275/0/00400007`.
public final class BulkPath {
    private BulkPath() {}

    /// Writes a path.
    static String words(TagPath path) {
        var words = new StringBuilder();
        for (TagPath.Step step : path.steps()) {
            words.append(Tag.toHex(step.sequence())).append('/').append(step.item()).append('/');
        }
        return words.append(Tag.toHex(path.tag())).toString();
    }

    /// Reads a path.
    ///
    /// @throws Refusal when the words are none
    public static TagPath parse(List<String> words) {
        List<TagPath.Step> steps = new ArrayList<>();
        for (int i = 0; i + 1 < words.size(); i += 2) {
            if (!words.get(i + 1).matches("\\d{1,9}")) {
                throw none();
            }
            steps.add(new TagPath.Step(tag(words.get(i)), Integer.parseInt(words.get(i + 1))));
        }
        if (words.size() % 2 == 0) {
            throw none();
        }
        return new TagPath(steps, tag(words.getLast()));
    }

    private static int tag(String word) {
        OptionalInt tag = word.matches("\\p{XDigit}{8}") ? Tag.parse(word) : OptionalInt.empty();
        return tag.orElseThrow(BulkPath::none);
    }

    private static Refusal none() {
        return Refusal.notFound("There is no bulk data at this address.");
    }
}
