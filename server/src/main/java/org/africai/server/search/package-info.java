/// Searches: documents that say what to list and under which conditions, run at once, cached or
/// stored. All rights are in the list that a search becomes; see
/// [org.africai.server.archive.Listings].
@NullMarked
package org.africai.server.search;

import org.jspecify.annotations.NullMarked;
