/// The data types of the archive, read from the XSD files that are served to clients; the names
/// clients address fields by ([XnatPath]); and the document of one object ([Item]) with its JSON
/// and XML forms.
@NullMarked
package org.africai.server.schema;

import org.jspecify.annotations.NullMarked;
