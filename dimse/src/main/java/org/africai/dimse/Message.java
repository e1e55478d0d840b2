package org.africai.dimse;

import org.africai.dimse.ul.PresentationContext;

/// A message that came.
///
/// @param context where it came
/// @param command what it says
/// @param dataset what follows; at its end at once when nothing does
record Message(PresentationContext context, Command command, DatasetInput dataset) {}
