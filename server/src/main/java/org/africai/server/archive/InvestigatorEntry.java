package org.africai.server.archive;

import java.util.List;

/// An investigator that the site knows, told from others by first and last name.
///
/// @param number XNAT's `xnat_investigatordata_id`
/// @param primaryProjects projects that name them as principal investigator, as far as the caller
///   may know of them
/// @param investigatorProjects projects that name them as investigator
public record InvestigatorEntry(
        long number,
        Investigator person,
        List<String> primaryProjects,
        List<String> investigatorProjects) {
    public InvestigatorEntry {
        primaryProjects = List.copyOf(primaryProjects);
        investigatorProjects = List.copyOf(investigatorProjects);
    }
}
