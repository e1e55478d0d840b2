package org.africai.deid.profile;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.africai.deid.DeidentificationMethod;
import org.africai.deid.PrivateDictionary;
import org.africai.deid.Secret;

/// The Basic Application Level Confidentiality Profile of PS3.15 §E.2 with some of its options
/// (§E.3).
///
/// @param options what is retained or cleaned instead of removed
/// @param secret the project's key: identifiers, pseudonyms and the shift of dates come from it, so
///   that they agree across the objects of a project
/// @param privates which private elements are safe, for the option that retains them
public record ConfidentialityProfile(
        Set<DeidentificationMethod> options, Secret secret, PrivateDictionary privates) {
    /// The options that can be chosen. Clean Pixel Data and Clean Recognizable Visual Features are
    /// none: they take more than the attributes.
    public static final Set<DeidentificationMethod> CHOICES =
            Set.copyOf(
                    EnumSet.complementOf(
                            EnumSet.of(
                                    DeidentificationMethod.BASIC_PROFILE,
                                    DeidentificationMethod.CLEAN_PIXEL_DATA,
                                    DeidentificationMethod.CLEAN_RECOGNIZABLE_VISUAL_FEATURES)));

    /// @throws IllegalArgumentException when an option is none of [#CHOICES], or full and modified
    ///   dates are both chosen
    public ConfidentialityProfile {
        options = Set.copyOf(options);
        if (!CHOICES.containsAll(options)) {
            throw new IllegalArgumentException("an option that cannot be chosen: " + options);
        }
        if (options.contains(DeidentificationMethod.RETAIN_FULL_DATES)
                && options.contains(DeidentificationMethod.RETAIN_MODIFIED_DATES)) {
            throw new IllegalArgumentException("dates are either full or modified");
        }
    }

    /// The Basic Profile alone.
    public static ConfidentialityProfile basic(Secret secret) {
        return new ConfidentialityProfile(Set.of(), secret, PrivateDictionary.EMPTY);
    }

    /// What research with images usually needs: consistent shifted dates, the patient's
    /// characteristics, cleaned descriptions and structured content, the device.
    public static ConfidentialityProfile research(Secret secret) {
        return basic(secret)
                .with(DeidentificationMethod.RETAIN_MODIFIED_DATES)
                .with(DeidentificationMethod.RETAIN_PATIENT_CHARACTERISTICS)
                .with(DeidentificationMethod.RETAIN_DEVICE_IDENTITY)
                .with(DeidentificationMethod.CLEAN_DESCRIPTORS)
                .with(DeidentificationMethod.CLEAN_STRUCTURED_CONTENT);
    }

    /// The same profile with one more option.
    public ConfidentialityProfile with(DeidentificationMethod option) {
        Set<DeidentificationMethod> more = EnumSet.of(option);
        more.addAll(options);
        return new ConfidentialityProfile(more, secret, privates);
    }

    boolean has(DeidentificationMethod option) {
        return options.contains(option);
    }

    /// All that an object de-identified this way may claim, the Basic Profile first.
    List<DeidentificationMethod> claims() {
        Set<DeidentificationMethod> claims = EnumSet.of(DeidentificationMethod.BASIC_PROFILE);
        claims.addAll(options);
        return List.copyOf(claims);
    }
}
