package org.africai.deid.ctp;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import org.africai.deid.Leak;
import org.africai.deid.PrivateDictionary;
import org.africai.deid.rewrite.Rejected;
import org.africai.deid.rewrite.Tally;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.io.DicomFile;
import org.jspecify.annotations.Nullable;

/// A script at work on one object: the blocks of its private elements are found.
final class CtpRun {
    final CtpRules rules;
    final DicomFile file;
    final Dataset root;
    final Tally tally;
    private final Map<Integer, ElementRule> privateRules = new HashMap<>();
    private final Map<String, Integer> labels = new HashMap<>();

    CtpRun(CtpRules rules, DicomFile file, Dataset root, Tally tally) {
        this.rules = rules;
        this.file = file;
        this.root = root;
        this.tally = tally;
        for (ElementRule rule : rules.privateRules()) {
            place(rule);
        }
    }

    private void place(ElementRule rule) {
        switch (rule.target()) {
            case Address.Step.OfCreator one ->
                    tagOf(one, root)
                            .ifPresent(tag -> {
                                privateRules.put(tag, rule);
                                label(rule, tag);
                            });
            case Address.Step.Known known -> label(rule, known.tag());
            case Address.Step.Label _ -> {}
        }
    }

    private void label(ElementRule rule, int tag) {
        if (!rule.label().isEmpty()) {
            labels.put(rule.label().toLowerCase(Locale.ROOT), tag);
        }
    }

    /// Where the element of a creator is in a data set.
    static OptionalInt tagOf(Address.Step.OfCreator one, Dataset dataset) {
        for (int block = 1; block < 0x100; block++) {
            int creatorTag = Tag.of(one.group(), block);
            boolean isOwner = dataset.string(creatorTag).filter(one.creator()::equals).isPresent();
            if (isOwner) {
                return OptionalInt.of(
                        one.element() < 0
                                ? creatorTag
                                : Tag.of(one.group(), block << 8 | one.element()));
            }
        }
        return OptionalInt.empty();
    }

    @Nullable ElementRule rule(int tag) {
        ElementRule rule = privateRules.isEmpty() ? null : privateRules.get(tag);
        return rule == null ? rules.publicRule(tag) : rule;
    }

    /// Rules that make their element when it is absent, by tag.
    Map<Integer, ElementRule> insertions() {
        if (privateRules.isEmpty()) {
            return rules.insertions();
        }
        Map<Integer, ElementRule> all = new HashMap<>(rules.insertions());
        privateRules.forEach((tag, rule) -> {
            if (CtpRules.mayInsert(tag, rule)) {
                all.put(tag, rule);
            }
        });
        return all;
    }

    OptionalInt labelled(String name) {
        Integer tag = labels.get(name.toLowerCase(Locale.ROOT));
        return tag == null ? OptionalInt.empty() : OptionalInt.of(tag);
    }

    /// What is known of a private element.
    PrivateDictionary.@Nullable Entry known(int tag, Dataset holder) {
        int creatorTag = Tag.of(Tag.group(tag), Tag.element(tag) >>> 8);
        String creator = holder.string(creatorTag).orElse("");
        return rules.privates()
                .find(new PrivateDictionary.Key(Tag.group(tag), creator, tag & 0xFF))
                .orElse(null);
    }

    boolean closes(Leak leak) {
        return rules.policy().closes(leak);
    }

    boolean isCompatible() {
        return rules.policy().isCompatible();
    }

    /// The value of a parameter, null when nothing sets it; text that names none is itself.
    @Nullable String parameter(String argument) throws Rejected {
        String name = argument.strip();
        if (!name.startsWith("@") && !name.startsWith("$")) {
            return name;
        }
        String value = rules.script().parameters().get(name.substring(1));
        if (value == null && closes(Leak.UNSET_PARAMETER)) {
            throw new Rejected("nothing sets the parameter " + name);
        }
        return value;
    }
}
