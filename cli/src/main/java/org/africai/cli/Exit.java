package org.africai.cli;

/// What a command ends with. Scripts rely on the numbers: they never change their meaning.
public enum Exit {
    /// All of it arrived, and the archive has what was sent.
    DONE(0, "all files arrived and were compared"),
    /// This machine failed, such as a full disk.
    FAILED(1, "this machine failed (its disk, its memory); what was done is not lost"),
    /// The command cannot be understood, or contradicts what is there.
    USAGE(2, "the command, a script or a file it names cannot be used"),
    /// Everything that may go has arrived, but some files were set aside.
    INCOMPLETE(
            3,
            "some files were set aside, refused or missing, and were NOT sent; the report says why"),
    /// The archive does not let the sender in.
    DENIED(4, "the archive refused: login, token, rights, or no such project"),
    /// The line is down. To be run again.
    UNREACHABLE(5, "the archive could not be reached for too long; run the same command again"),
    /// Something is not there that was acknowledged, or the archive cannot say.
    UNVERIFIED(6, "some files were acknowledged but could not be compared with what is there"),
    /// Another process sends the same.
    BUSY(7, "another run is at work on the same folder");

    private final int status;
    private final String meaning;

    Exit(int status, String meaning) {
        this.status = status;
        this.meaning = meaning;
    }

    public int status() {
        return status;
    }

    /// In words, for the help.
    public String meaning() {
        return meaning;
    }
}
