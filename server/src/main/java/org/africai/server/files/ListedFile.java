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

    /// Where XNAT would keep it below its session's folder: `SCANS/1/DICOM/a.dcm`.
    String folderPath() {
        String end = resource.label() + "/" + file.path();
        Place place = resource.place();
        String side = resource.side().word() + "/";
        if (place.assessor() != null) {
            return "ASSESSORS/" + place.assessor().label() + "/" + side + end;
        }
        if (place.scan() != null) {
            return "SCANS/" + place.scan() + "/" + end;
        }
        return place.reconstruction() != null
                ? "PROCESSED/" + place.reconstruction() + "/" + side + end
                : "RESOURCES/" + end;
    }

    /// Where XNAT would keep it below its project's folder: `arc001/MR1/SCANS/1/DICOM/a.dcm`.
    public String projectPath() {
        Place place = resource.place();
        if (place.session() != null) {
            return "arc001/" + place.session().label() + "/" + folderPath();
        }
        String end = resource.label() + "/" + file.path();
        return place.subject() != null
                ? "subjects/" + place.subject().label() + "/" + end
                : "resources/" + end;
    }
}
