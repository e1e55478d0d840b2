package org.africai.dimse;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.africai.dimse.ul.UserInformation;

/// The start of a DICOM file (PS3.10 §7.1): 128 zeros, `DICM`, and group 0002 in explicit VR little
/// endian. It does not name the sender: the same object from another sender is the same file.
final class FileStart {
    private static final int PREAMBLE_BYTES = 128;

    private FileStart() {}

    static byte[] of(StoreRequest request) {
        ByteArrayOutputStream group = new ByteArrayOutputStream(400);
        // (0002,0001) is OB, which has a length of 32 bits behind two reserved bytes.
        group.writeBytes(new byte[] {2, 0, 1, 0, 'O', 'B', 0, 0, 2, 0, 0, 0, 0, 1});
        text(group, 0x02, "UI", request.sopClass().value());
        text(group, 0x03, "UI", request.sopInstance().value());
        text(group, 0x10, "UI", request.transferSyntax().uid().value());
        text(group, 0x12, "UI", UserInformation.IMPLEMENTATION_CLASS.value());
        text(group, 0x13, "SH", UserInformation.IMPLEMENTATION_VERSION);
        ByteArrayOutputStream start = new ByteArrayOutputStream(PREAMBLE_BYTES + 16 + group.size());
        start.writeBytes(new byte[PREAMBLE_BYTES]);
        start.writeBytes("DICM".getBytes(StandardCharsets.US_ASCII));
        int length = group.size();
        start.writeBytes(new byte[] {2, 0, 0, 0, 'U', 'L', 4, 0});
        start.writeBytes(
                new byte[] {(byte) length, (byte) (length >>> 8), (byte) (length >>> 16), 0});
        start.writeBytes(group.toByteArray());
        return start.toByteArray();
    }

    private static void text(ByteArrayOutputStream out, int element, String vr, String value) {
        byte[] bytes = value.getBytes(StandardCharsets.US_ASCII);
        int length = bytes.length + bytes.length % 2;
        out.writeBytes(new byte[] {2, 0, (byte) element, 0});
        out.writeBytes(vr.getBytes(StandardCharsets.US_ASCII));
        out.write(length);
        out.write(length >>> 8);
        out.writeBytes(bytes);
        if (length > bytes.length) {
            out.write(vr.equals("UI") ? 0 : ' ');
        }
    }
}
