/// DICOMweb (PS3.18): QIDO-RS, WADO-RS, WADO-URI and STOW-RS, of the whole site at `/dicomweb` and
/// of one project at `/data/projects/PROJECT/dicomweb`.
@NullMarked
package org.africai.server.dicomweb;

import org.jspecify.annotations.NullMarked;
