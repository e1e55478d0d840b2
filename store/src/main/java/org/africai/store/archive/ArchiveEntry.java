package org.africai.store.archive;

import java.io.InputStream;
import org.africai.store.EntryName;

/// A file in an archive. Its content can be read once, until the reader goes on to the next entry.
///
/// @param name the checked name
/// @param size in bytes, as the archive states it; `content` ends with a [BadArchive] unless it
///   holds exactly so many
/// @param content throws [BadArchive] when it is damaged, before its last byte is given away; need
///   not be closed
public record ArchiveEntry(EntryName name, long size, InputStream content) {}
