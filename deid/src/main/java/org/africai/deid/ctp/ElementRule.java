package org.africai.deid.ctp;

import org.africai.dicom.dict.Tag;
import org.jspecify.annotations.Nullable;

/// A rule of a script for one element.
///
/// @param target the element: [Address.Step.Known] or [Address.Step.OfCreator]
/// @param label its name in the script
/// @param template what to make of it
/// @param constant what the template gives for every object, null when that depends on the object
/// @param isDoubtful whether the author cannot have meant it as it stands
record ElementRule(
        Address.Step target,
        String label,
        Template template,
        @Nullable String constant,
        boolean isDoubtful) {
    static ElementRule of(
            Address.Step target, String label, Template template, boolean isDoubtful) {
        String constant = template.constant();
        return new ElementRule(
                target, label, template, constant == null ? null : constant.strip(), isDoubtful);
    }

    /// Another writing of the target, the same for the same element.
    String key() {
        return switch (target) {
            case Address.Step.Known known -> Tag.toHex(known.tag());
            case Address.Step.OfCreator one ->
                    one.group() + "[" + one.creator() + "]" + one.element();
            case Address.Step.Label name -> name.name();
        };
    }
}
