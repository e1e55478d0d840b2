package org.africai.server.files;

/// A file and the resource it is in.
public record ListedFile(Resource resource, StoredFile file) {
    /// Its address, the same whatever address was asked for it; not percent-encoded, as XNAT's
    /// clients expect.
    public String address() {
        return resource.place().address()
                + "/resources/"
                + resource.key()
                + "/files/"
                + file.path();
    }
}
