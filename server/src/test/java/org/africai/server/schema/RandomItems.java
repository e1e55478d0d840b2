package org.africai.server.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// Makes documents of any type with values of every kind, the same ones for the same seed.
final class RandomItems {
    private static final String[] TEXTS = {
        "plain",
        "<&>\"'",
        "two\nlines\tand a tab",
        "carriage\rreturn",
        " blanks around ",
        "é漢字🧠",
        "]]>",
        "--",
        "NULL?",
        "a=b&c",
        "0"
    };

    private final TypeRegistry registry;
    private final RandomGenerator random;

    RandomItems(TypeRegistry registry, RandomGenerator random) {
        this.registry = registry;
        this.random = random;
    }

    /// A document with each field present with the given probability.
    Item item(DataType type, double density, int depth) {
        Item item = Item.of(type);
        for (Field field : type.fields().values()) {
            if (field.required() || isText(type, field) || random.nextDouble() < density) {
                item = with(item, field, density, depth);
            }
        }
        return item;
    }

    /// Whether it is the text beside attributes: without it, XML is not valid when it is a number.
    private static boolean isText(DataType type, Field field) {
        return type.hasStructure(field.path()) || field.equals(type.shape().text());
    }

    private Item with(Item item, Field field, double density, int depth) {
        return switch (field) {
            case Field.Value v when v.hidden() -> item;
            case Field.Value v -> item.withField(v.path(), v.canonical(value(v)));
            case Field.Reference r ->
                    depth == 0
                            ? item
                            : item.withChildren(
                                    r.path(), List.of(nested(r.type(), density, depth)));
            case Field.Repeated r -> item.withChildren(r.path(), list(r, density, depth));
        };
    }

    private List<Item> list(Field.Repeated field, double density, int depth) {
        List<Item> items = new ArrayList<>();
        for (int i = depth == 0 ? 0 : random.nextInt(1, 4); i > 0; i--) {
            items.add(nested(field.type(), density, depth));
        }
        return items;
    }

    private Item nested(String declared, double density, int depth) {
        DataType type = registry.known(declared);
        List<DataType> choice = type.isEmbedded() ? List.of(type) : registry.concrete(type);
        if (choice.isEmpty()) {
            throw new IllegalStateException(declared + " has no concrete subtype");
        }
        return item(choice.get(random.nextInt(choice.size())), density, depth - 1);
    }

    private String value(Field.Value field) {
        Facets facets = field.facets();
        if (!facets.values().isEmpty()) {
            return facets.values().get(random.nextInt(facets.values().size()));
        }
        return switch (field.datatype()) {
            case STRING -> text(facets.maxLength());
            case URI -> "files/" + random.nextInt(1000) + ".dcm";
            case BOOLEAN -> String.valueOf(random.nextBoolean());
            case INTEGER, LONG -> String.valueOf(whole(facets));
            case FLOAT, DOUBLE -> String.valueOf(random.nextDouble(-1e6, 1e6));
            case DATE -> date();
            case TIME -> "1" + one() + ":0" + one() + ":5" + one();
            case DATE_TIME -> date() + "T0" + one() + ":00:30";
            case DURATION -> "PT" + one() + "M";
        };
    }

    private int one() {
        return random.nextInt(1, 10);
    }

    private String date() {
        return "20" + random.nextInt(10, 99) + "-0" + one() + "-1" + one();
    }

    private long whole(Facets facets) {
        Long min = facets.min();
        Long max = facets.max();
        return random.nextLong(min == null ? -100_000 : min, max == null ? 100_000 : max + 1);
    }

    private String text(int maxLength) {
        String text = TEXTS[random.nextInt(TEXTS.length)];
        return text.length() > maxLength ? "x".repeat(maxLength) : text;
    }
}
