package org.africai.server.archive;

import org.africai.server.db.Sql;

/// The numbers of accession IDs, and which IDs are taken.
final class AccessionTable {
    private final Sql sql;

    AccessionTable(Sql sql) {
        this.sql = sql;
    }

    long nextSubject() {
        return sql.of("select nextval('subject_accession') as n").only(row -> row.number("n"));
    }

    long nextExperiment() {
        return sql.of("select nextval('experiment_accession') as n").only(row -> row.number("n"));
    }

    boolean isSubject(String id) {
        return sql.of("select 1 from subject where id = :id").bind("id", id).any();
    }

    boolean isExperiment(String id) {
        return sql.of("select 1 from experiment where id = :id").bind("id", id).any();
    }
}
