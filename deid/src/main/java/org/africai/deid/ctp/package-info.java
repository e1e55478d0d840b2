/// The scripts of RSNA's Clinical Trial Processor (CTP): DicomAnonymizer.
@NullMarked
package org.africai.deid.ctp;

import org.jspecify.annotations.NullMarked;
