/// The confidentiality profiles of PS3.15 Annex E: the Basic Profile and its options, driven by the
/// table of the standard, with an independent check of the result.
@NullMarked
package org.africai.deid.profile;

import org.jspecify.annotations.NullMarked;
