package org.africai.dimse;

/// A status with words for whoever reads the log at the other side.
///
/// @param status how it went
/// @param comment 64 characters of ASCII at most, without values of patients; longer ones are cut
///   and others become `?`; empty for none
public record Answer(Status status, String comment) {
    private static final int MOST = 64;

    public static final Answer SUCCESS = of(Status.SUCCESS);

    public Answer {
        String line = comment.length() > MOST ? comment.substring(0, MOST) : comment;
        comment = line.replaceAll("[^ -\\[\\]-~]", "?");
    }

    /// A status that says all.
    public static Answer of(Status status) {
        return new Answer(status, "");
    }

    public boolean isSuccess() {
        return status.isSuccess();
    }

    @Override
    public String toString() {
        return comment.isEmpty() ? status.toString() : status + " " + comment;
    }
}
