/// What the JSON and XML models of data sets have in common.
@NullMarked
package org.africai.dicom.model;

import org.jspecify.annotations.NullMarked;
