package org.africai.store;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;

/// The relative name of a file inside an archive or a resource, safe to show, to store and to put
/// into a ZIP: parts joined by `/`, in Unicode normal form C.
///
/// Names from outside come through [#parse]. A name is never used as a path of this machine.
///
/// @param path the parts joined by `/`
public record EntryName(String path) implements Comparable<EntryName> {
    /// The longest name, in bytes of UTF-8.
    public static final int MAX_BYTES = 1024;

    /// The longest part, in bytes of UTF-8: what common file systems allow.
    public static final int MAX_PART_BYTES = 255;

    /// The most parts a name has.
    public static final int MAX_DEPTH = 32;

    /// @throws InvalidEntryName when `path` is not what [#parse] would give
    public EntryName {
        if (!path.equals(canonical(path))) {
            throw new InvalidEntryName(path, "is not in its canonical form");
        }
    }

    /// Reads a name as clients write it: parts may be separated by `/` or `\`, leading `/` and `./`
    /// are dropped, and the rest is normalised.
    ///
    /// @throws InvalidEntryName when a part is empty, `.` or `..`, or holds a colon, a control
    ///   character or half a surrogate pair, or when a limit of this class is exceeded
    public static EntryName parse(String raw) {
        return new EntryName(canonical(raw));
    }

    /// The parts, at least one.
    public List<String> parts() {
        return split(path);
    }

    /// The last part.
    public String fileName() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /// This name below `folder`.
    ///
    /// @throws InvalidEntryName when the whole exceeds a limit
    public EntryName under(EntryName folder) {
        return new EntryName(folder.path + '/' + path);
    }

    /// Whether this is what macOS leaves in archives: anything below `__MACOSX`, or a `.DS_Store`.
    public boolean isMacJunk() {
        return path.startsWith("__MACOSX/") || fileName().equals(".DS_Store");
    }

    @Override
    public int compareTo(EntryName other) {
        return path.compareTo(other.path);
    }

    @Override
    public String toString() {
        return path;
    }

    private static String canonical(String raw) {
        if (raw.length() > MAX_BYTES) {
            throw tooLong(raw);
        }
        String name = stripped(Normalizer.normalize(raw.replace('\\', '/'), Normalizer.Form.NFC));
        List<String> parts = split(name);
        parts.forEach(part -> check(raw, part));
        if (name.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw tooLong(raw);
        }
        if (parts.size() > MAX_DEPTH) {
            throw new InvalidEntryName(raw, "is nested deeper than " + MAX_DEPTH + " folders");
        }
        return name;
    }

    private static InvalidEntryName tooLong(String raw) {
        return new InvalidEntryName(raw, "is longer than " + MAX_BYTES + " bytes");
    }

    private static String stripped(String name) {
        int start = 0;
        while (name.startsWith("/", start) || name.startsWith("./", start)) {
            start += name.charAt(start) == '/' ? 1 : 2;
        }
        return name.substring(start);
    }

    private static List<String> split(String name) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        for (int slash = name.indexOf('/'); slash >= 0; slash = name.indexOf('/', start)) {
            parts.add(name.substring(start, slash));
            start = slash + 1;
        }
        parts.add(name.substring(start));
        return List.copyOf(parts);
    }

    private static void check(String raw, String part) {
        if (part.isEmpty()) {
            throw new InvalidEntryName(raw, "has an empty part");
        }
        if (part.equals(".") || part.equals("..")) {
            throw new InvalidEntryName(raw, "has the part '" + part + "'");
        }
        if (part.indexOf(':') >= 0) {
            throw new InvalidEntryName(raw, "has a colon");
        }
        if (part.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidEntryName(raw, "has a control character");
        }
        if (part.codePoints().anyMatch(Shown::isUnpaired)) {
            throw new InvalidEntryName(raw, "has half of a surrogate pair");
        }
        if (part.getBytes(StandardCharsets.UTF_8).length > MAX_PART_BYTES) {
            throw new InvalidEntryName(raw, "has a part longer than " + MAX_PART_BYTES + " bytes");
        }
    }
}
