package org.africai.phantom;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

/// Writes a series, or the mask of its lesion, as a compressed NIfTI-1 file (`.nii.gz`), in the
/// space that the DICOM objects of the same series are in.
///
/// NIfTI's x and y point to the right and to the front, DICOM's to the left and to the back; so
/// both change their sign in the file's matrix while the voxels keep their order.
public final class NiftiExport {
    private static final int HEADER_BYTES = 348;

    /// Header, then four bytes that say that no extension follows.
    private static final int VOXELS_AT = HEADER_BYTES + 4;

    private static final short DT_UINT8 = 2;
    private static final short DT_INT16 = 4;
    private static final byte UNITS_MM = 2;
    private static final short SCANNER_SPACE = 1;

    private NiftiExport() {}

    /// Writes the stored values; those of a CT less the offset, so that they are Hounsfield units.
    /// The stream stays open.
    public static void image(ImageSeries series, OutputStream out) throws IOException {
        int offset = series.contrast() == Contrast.CT ? ImageSeries.CT_OFFSET : 0;
        write(series, DT_INT16, out, slice -> shorts(series.slice(slice), offset));
    }

    /// Writes the lesion's mask, a byte for each voxel. The stream stays open.
    public static void lesion(ImageSeries series, OutputStream out) throws IOException {
        write(series, DT_UINT8, out, series::lesionMask);
    }

    private static void write(ImageSeries series, short type, OutputStream out, Slices slices)
            throws IOException {
        GZIPOutputStream zipped = new GZIPOutputStream(out);
        zipped.write(header(series, type));
        for (int slice = 0; slice < series.geometry().slices(); slice++) {
            zipped.write(slices.bytes(slice));
        }
        zipped.finish();
    }

    private static byte[] shorts(short[] voxels, int offset) {
        ByteBuffer bytes = ByteBuffer.allocate(2 * voxels.length).order(ByteOrder.LITTLE_ENDIAN);
        for (short voxel : voxels) {
            bytes.putShort((short) (voxel - offset));
        }
        return bytes.array();
    }

    private static byte[] header(ImageSeries series, short type) {
        Geometry grid = series.geometry();
        ByteBuffer header = ByteBuffer.allocate(VOXELS_AT).order(ByteOrder.LITTLE_ENDIAN);
        header.putInt(0, HEADER_BYTES);
        dimensions(header, grid);
        header.putShort(70, type);
        header.putShort(72, (short) (type == DT_UINT8 ? 8 : 16));
        header.putFloat(108, VOXELS_AT);
        header.putFloat(112, 1); // scl_slope
        header.put(123, UNITS_MM);
        header.put(148, "AFRICAI phantom".getBytes(StandardCharsets.US_ASCII));
        space(header, grid);
        header.put(344, "n+1\0".getBytes(StandardCharsets.US_ASCII));
        return header.array();
    }

    private static void dimensions(ByteBuffer header, Geometry grid) {
        int[] dim = {3, grid.columns(), grid.rows(), grid.slices(), 1, 1, 1, 1};
        for (int i = 0; i < dim.length; i++) {
            header.putShort(40 + 2 * i, (short) dim[i]);
        }
        float spacing = (float) grid.spacing();
        float[] pixdim = {1, spacing, spacing, (float) grid.sliceSpacing(), 0, 0, 0, 0};
        for (int i = 0; i < pixdim.length; i++) {
            header.putFloat(76 + 4 * i, pixdim[i]);
        }
    }

    /// The same space as a quaternion (half a turn about z) and as a matrix.
    private static void space(ByteBuffer header, Geometry grid) {
        header.putShort(252, SCANNER_SPACE);
        header.putShort(254, SCANNER_SPACE);
        header.putFloat(264, 1); // quatern_d
        float x = (float) -grid.x(0);
        float y = (float) -grid.y(0);
        float z = (float) grid.z(0);
        float spacing = (float) grid.spacing();
        float[] values = {
            x,
            y,
            z, // qoffset
            -spacing,
            0,
            0,
            x, // srow_x
            0,
            -spacing,
            0,
            y, // srow_y
            0,
            0,
            (float) grid.sliceSpacing(),
            z // srow_z
        };
        for (int i = 0; i < values.length; i++) {
            header.putFloat(268 + 4 * i, values[i]);
        }
    }

    private interface Slices {
        byte[] bytes(int slice);
    }
}
