package org.africai.dicom.data;

import org.africai.dicom.encoding.CharacterSet;
import org.jspecify.annotations.Nullable;

/// What a data set passes on to its items: the character set (PS3.5 §6.1.2.5) and the pixel
/// representation that decides between US and SS.
final class Context {
    static final Context NONE = new Context(null);
    private static final int NOT_SET = -1;

    final @Nullable Context parent;
    private @Nullable CharacterSet characterSet;
    private int pixelRepresentation = NOT_SET;

    Context(@Nullable Context parent) {
        this.parent = parent;
    }

    /// Only before the data set is handed out.
    void setCharacterSet(CharacterSet characterSet) {
        this.characterSet = characterSet;
    }

    /// Only before the data set is handed out.
    void setPixelRepresentation(int pixelRepresentation) {
        this.pixelRepresentation = pixelRepresentation;
    }

    CharacterSet characterSet() {
        for (Context context = this; context != null; context = context.parent) {
            if (context.characterSet != null) {
                return context.characterSet;
            }
        }
        return CharacterSet.DEFAULT;
    }

    boolean hasSignedPixels() {
        for (Context context = this; context != null; context = context.parent) {
            if (context.pixelRepresentation != NOT_SET) {
                return context.pixelRepresentation == 1;
            }
        }
        return false;
    }

    /// The same settings below another parent.
    Context below(Context newParent) {
        Context copy = new Context(newParent);
        copy.characterSet = characterSet;
        copy.pixelRepresentation = pixelRepresentation;
        return copy;
    }
}
