package org.africai.server.files;

import java.util.List;
import org.africai.server.db.Sql;

/// Which files of a resource are meant.
///
/// @param path by which part of their path
/// @param recursive whether those in sub-folders are meant as well
/// @param formats one of these, where there are any; `NULL` stands for none
/// @param contents one of these, where there are any; `NULL` stands for none
public record FileFilter(
        PathMatch path, boolean recursive, List<String> formats, List<String> contents) {
    /// All files.
    public static final FileFilter ALL =
            new FileFilter(new PathMatch.Under(""), true, List.of(), List.of());

    public FileFilter {
        formats = List.copyOf(formats);
        contents = List.copyOf(contents);
    }

    static FileFilter of(PathMatch path) {
        return new FileFilter(path, true, List.of(), List.of());
    }

    public FileFilter with(PathMatch other) {
        return new FileFilter(other, recursive, formats, contents);
    }

    /// How a path is compared.
    public sealed interface PathMatch {
        /// This very file.
        record Exactly(String path) implements PathMatch {}

        /// Whatever is in a folder.
        ///
        /// @param folder ends with a slash; empty for the whole resource
        record Under(String folder) implements PathMatch {}

        /// Whatever fits.
        ///
        /// @param pattern in which `*` stands for any characters, slashes too
        record Like(String pattern) implements PathMatch {}

        /// What a client means by a path in an address: empty or ending with a slash for what is in
        /// a folder, with an asterisk for what fits.
        static PathMatch of(String path) {
            if (path.isEmpty() || path.endsWith("/")) {
                return new Under(path);
            }
            return path.indexOf('*') >= 0 ? new Like(path) : new Exactly(path);
        }
    }

    /// Binds what [FileTable#FILTERED] names.
    Sql.Query bindTo(Sql.Query query) {
        String folder = path instanceof PathMatch.Under(String prefix) ? prefix : "";
        return query.bind("exactly", path instanceof PathMatch.Exactly(String file) ? file : null)
                .bind("folder", folder)
                .bind("like", path instanceof PathMatch.Like(String text) ? like(text) : null)
                .bind("recursive", recursive)
                .bind("anyFormat", formats.isEmpty())
                .bind("formats", values(formats))
                .bind("anyContent", contents.isEmpty())
                .bind("contents", values(contents));
    }

    private static String like(String pattern) {
        return pattern.replace("\\", "\\\\")
                .replace("%", "\\%")
                .replace("_", "\\_")
                .replace('*', '%');
    }

    private static String[] values(List<String> names) {
        return names.stream().map(name -> name.equals("NULL") ? "" : name).toArray(String[]::new);
    }
}
