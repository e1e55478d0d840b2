/// Heads that never were: [Cohort] says who is in it, [ImageSeries] what their scans look like,
/// [DicomExport] and [NiftiExport] write them.
///
/// Everything follows from a seed: the same cohort has the same bytes on every machine.
package org.africai.phantom;
