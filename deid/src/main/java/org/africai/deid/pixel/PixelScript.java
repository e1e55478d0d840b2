package org.africai.deid.pixel;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.africai.deid.InvalidScript;
import org.africai.deid.filter.FilterExpression;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.io.DicomFile;

/// A script of CTP's DicomPixelAnonymizer: expressions in braces, each followed by the regions
/// `(x,y,w,h)` to blank in objects for which it holds; everything else is comment. The first
/// expression that holds decides. Immutable.
public final class PixelScript {
    /// Longest script, in characters.
    public static final int MOST_CHARACTERS = 4 << 20;

    private static final Pattern EXPRESSION = Pattern.compile("\\{([^}]*)\\}");
    private static final Pattern REGION = Pattern.compile("\\(([^)]*)\\)");
    private static final Pattern NUMBERS =
            Pattern.compile(
                    "\\s*(-?\\d{1,6})\\s*,\\s*(-?\\d{1,6})\\s*,\\s*(\\d{1,6})\\s*,\\s*(\\d{1,6})\\s*");

    private final List<Signature> signatures;

    private PixelScript(List<Signature> signatures) {
        this.signatures = List.copyOf(signatures);
    }

    private record Signature(FilterExpression expression, List<Region> regions) {
        Signature {
            regions = List.copyOf(regions);
        }
    }

    /// Reads a script.
    ///
    /// @throws InvalidScript when an expression or a region cannot be read, which CTP passes over,
    ///   or the script is longer than [#MOST_CHARACTERS]
    public static PixelScript parse(String text) throws InvalidScript {
        if (text.length() > MOST_CHARACTERS) {
            throw new InvalidScript("longer than " + MOST_CHARACTERS + " characters");
        }
        List<Signature> signatures = new ArrayList<>();
        Matcher matcher = EXPRESSION.matcher(text);
        boolean isFound = matcher.find();
        while (isFound) {
            FilterExpression expression = FilterExpression.parse(matcher.group(1));
            int end = matcher.end();
            isFound = matcher.find();
            int next = isFound ? matcher.start() : text.length();
            signatures.add(new Signature(expression, regions(text.substring(end, next))));
        }
        return new PixelScript(signatures);
    }

    private static List<Region> regions(String text) throws InvalidScript {
        List<Region> regions = new ArrayList<>();
        Matcher matcher = REGION.matcher(text);
        while (matcher.find()) {
            boolean isComment = matcher.group(1).split(",").length != 4;
            if (!isComment) {
                regions.add(region(matcher.group(1)));
            }
        }
        return regions;
    }

    private static Region region(String text) throws InvalidScript {
        Matcher numbers = NUMBERS.matcher(text);
        if (!numbers.matches()) {
            throw new InvalidScript("not a region: (" + text + ")");
        }
        return new Region(
                Integer.parseInt(numbers.group(1)),
                Integer.parseInt(numbers.group(2)),
                Integer.parseInt(numbers.group(3)),
                Integer.parseInt(numbers.group(4)));
    }

    /// Number of expressions.
    public int size() {
        return signatures.size();
    }

    /// The areas to blank in an object; none when nothing is to be blanked or it has no size. Empty
    /// when no expression holds for it.
    public Optional<List<Area>> areas(DicomFile file) {
        int rows = file.dataset().integer(Tag.Rows).orElse(0);
        int columns = file.dataset().integer(Tag.Columns).orElse(0);
        return signatures.stream()
                .filter(signature -> signature.expression.test(file))
                .findFirst()
                .map(signature ->
                        signature.regions.stream()
                                .map(region -> region.area(rows, columns))
                                .filter(area -> !area.isEmpty())
                                .toList());
    }
}
