/// De-identification of DICOM objects.
///
/// Rules say what becomes of an object, [org.africai.deid.Deidentifier] reads and writes it:
///
/// ```java
/// CtpScript script = CtpScript.parse(Files.readString(path));
/// var deidentifier = new Deidentifier(CtpRules.of(script, Policy.STRICT));
/// switch (deidentifier.run(in, out)) {
///     case Outcome.Changed(Report report) -> keep(out, report);
///     case Outcome.Unchanged() -> keep(in);
///     case Outcome.Quarantined(String reason) -> setAside(in, reason);
/// }
/// ```
///
/// An object that rules cannot handle never goes on.
@NullMarked
package org.africai.deid;

import org.jspecify.annotations.NullMarked;
