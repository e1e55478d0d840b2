package org.africai.server.intake;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.africai.server.access.Caller;
import org.africai.server.archive.Located.ProjectRef;
import org.africai.server.http.Refusal;
import org.africai.store.StorageFailure;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Folders of the server's machine that its administrator has opened, to be imported from without
/// sending their files (`import-handler=inbox`).
///
/// Those who may add to a project reach the folder below an opened one that has the project's ID;
/// site administrators reach all of an opened folder. Links are neither followed nor read, so that
/// nothing outside is.
final class Inbox {
    private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);

    private final Ground ground;

    Inbox(Ground ground) {
        this.ground = ground;
    }

    /// The folder, or the file, as an upload. The caller closes what is returned.
    ///
    /// @param project where it is to go, `null` when that is not said
    /// @throws Refusal when it is not open to the caller, or not there
    Upload open(Caller caller, @Nullable ProjectRef project, String path) {
        if (ground.settings().inbox().isEmpty()) {
            throw Refusal.forbidden(
                    "import-handler=inbox reads folders of the server, and its administrator has"
                            + " opened none (intake-inbox).");
        }
        Path real = real(path).filter(one -> isOpen(caller, project, one)).orElseThrow(Inbox::no);
        if (Files.isDirectory(real)) {
            return Upload.ofFolder(
                    ground.store().spool(), real, ground.settings().maxUpload().bytes());
        }
        try (InputStream in = new BufferedInputStream(Files.newInputStream(real))) {
            return Upload.receive(
                            ground.store().spool(),
                            Optional.ofNullable(real.getFileName())
                                    .map(Path::toString)
                                    .orElse(path),
                            in,
                            ground.settings().maxUpload().bytes())
                    .from(real);
        } catch (IOException failure) {
            throw StorageFailure.io(real, failure);
        }
    }

    private static Refusal no() {
        return Refusal.notFound(
                "path is nothing below a folder that is open to you: INBOX/PROJECT/…");
    }

    private static Optional<Path> real(String path) {
        try {
            Path named = Path.of(path);
            return named.isAbsolute() ? Optional.of(named.toRealPath()) : Optional.empty();
        } catch (InvalidPathException | IOException notThere) {
            return Optional.empty();
        }
    }

    private boolean isOpen(Caller caller, @Nullable ProjectRef project, Path path) {
        for (String folder : ground.settings().inbox()) {
            Optional<Path> root = real(folder);
            boolean isBelow = root.isPresent() && path.startsWith(root.get());
            if (isBelow && (caller.isSiteAdmin() || isOf(project, root.get(), path))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOf(@Nullable ProjectRef project, Path root, Path path) {
        return project != null && path.startsWith(root.resolve(project.id()));
    }

    /// Deletes the files that were taken in. One that cannot be deleted stays, and is named to the
    /// administrator by number only.
    void cleanUp(Upload upload) {
        List<Path> files = upload.takenFrom();
        int left = 0;
        for (Path file : files) {
            left += delete(file) ? 0 : 1;
        }
        LOG.info("cleaned inbox files={} left={}", files.size(), left);
    }

    private static boolean delete(Path file) {
        try {
            Files.delete(file);
            return true;
        } catch (NoSuchFileException gone) {
            return true;
        } catch (IOException kept) {
            LOG.warn("an imported file stays in the inbox reason={}", kept.getClass().getName());
            return false;
        }
    }
}
