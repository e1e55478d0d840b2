package org.africai.server.pages;

import java.util.List;
import java.util.Map;

/// What is in a bundle, as its index says.
///
/// @param version of the program that it holds
/// @param firstViewBytes what a browser fetches before it shows a first image, compressed
/// @param scripts hashes of the scripts that its page holds, as a content security policy writes
///   them
/// @param entries addresses of scripts and styles below the bundle's, by the name that pages know
///   them by
record WebIndex(
        String version,
        long firstViewBytes,
        List<String> scripts,
        Map<String, List<String>> entries,
        List<WebFile> files) {
    WebIndex {
        scripts = List.copyOf(scripts);
        entries = Map.copyOf(entries);
        files = List.copyOf(files);
    }
}
