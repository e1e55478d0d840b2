package org.africai.deid;

/// A way in which CTP lets identifying data through, or damages an object, without an error. The
/// strict policy closes them all.
public enum Leak {
    /// A replacement that the VR does not allow leaves the original in place.
    REJECTED_VALUE("a replacement that the VR does not allow; the element was emptied"),
    /// A replacement is too long for its VR or has characters it does not allow.
    ILLEGAL_VALUE("a replacement too long for its VR; it was cut"),
    /// Sequences without a rule, or with `@keep()`, stay whole, private elements included.
    KEPT_SEQUENCE("elements inside a sequence that was kept whole"),
    /// `@empty()` and `@blank()` leave the items of a sequence.
    EMPTIED_SEQUENCE("a sequence that kept its items when emptied"),
    /// `@skip()` passes the original on.
    SKIP("an object that the script passes on as it is"),
    /// `remove curves` alone has no effect.
    CURVES("curves, which stay although they are to be removed"),
    /// Texts in the groups of the image stay, whatever is removed.
    IMAGE_GROUP_TEXT("text in a group that is always kept"),
    /// The removal of everything unspecified removes Series Instance UID, without which the object
    /// belongs nowhere.
    SERIES_REMOVED("Series Instance UID, removed as unspecified; it was kept"),
    /// The removal of Specific Character Set makes text unreadable.
    CHARACTER_SET_REMOVED("Specific Character Set, removed as unspecified; it was kept"),
    /// Elements behind the pixel data are copied without regard to their rules.
    BEHIND_PIXEL_DATA("elements behind the pixel data"),
    /// Parameters that are not set give `null` or nothing.
    UNSET_PARAMETER("a parameter that is not set"),
    /// Misspelt functions end as text in the object.
    UNKNOWN_FUNCTION("a function that does not exist"),
    /// Hashes without a secret can be reversed by trying all identifiers there are.
    KEYLESS_HASH("a hash without a secret; it was made with the project's secret");

    private final String description;

    Leak(String description) {
        this.description = description;
    }

    /// What would have happened, and what happened instead.
    public String description() {
        return description;
    }
}
