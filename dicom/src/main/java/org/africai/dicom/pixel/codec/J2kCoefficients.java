package org.africai.dicom.pixel.codec;

/// Decodes code-blocks.
interface J2kCoefficients {
    /// Decodes a block.
    ///
    /// @param code the codestream
    /// @param planes bits of the subband's largest coefficient
    /// @return twice the coefficients, row by row; valid until the next block
    int[] decode(J2kBlock block, byte[] code, J2kBand band, J2kParameters.Coding coding, int planes)
            throws InvalidPixels;
}
