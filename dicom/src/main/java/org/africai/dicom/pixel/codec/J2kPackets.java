package org.africai.dicom.pixel.codec;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Reads the packets of a tile (ITU-T T.800 §B.9, §B.10, §B.12): which bytes belong to which
/// code-blocks.
final class J2kPackets {
    private static final int SOP = 0x91;
    private static final int SOP_BYTES = 6;
    private static final int EPH = 0x92;
    private static final int MOST_ZERO_PLANES = 80;
    private static final int MOST_LENGTH_BITS = 31;

    private final byte[] code;
    private final J2kHeaders headers;
    private final List<J2kComponent> components;

    /// The rest of the tile part that is being read, and those that follow.
    private final List<J2kRange> parts;

    private int part;
    private int at;
    private int end;

    /// Bytes of a tile in the codestream.
    record J2kRange(int start, int end) {}

    J2kPackets(
            byte[] code, J2kHeaders headers, List<J2kComponent> components, List<J2kRange> parts) {
        this.code = code;
        this.headers = headers;
        this.components = components;
        this.parts = parts;
        this.at = parts.getFirst().start();
        this.end = parts.getFirst().end();
    }

    void read() throws InvalidPixels {
        List<J2kPrecinct> precincts = new ArrayList<>();
        components.forEach(component -> precincts.addAll(component.precincts));
        Comparator<J2kPrecinct> byResolution = Comparator.comparingInt(one -> one.resolution);
        Comparator<J2kPrecinct> byComponent = Comparator.comparingInt(one -> one.component);
        Comparator<J2kPrecinct> byPlace =
                Comparator.<J2kPrecinct>comparingLong(one -> one.y).thenComparingLong(one -> one.x);
        Comparator<J2kPrecinct> byNumber = Comparator.comparingInt(one -> one.number);
        Comparator<J2kPrecinct> order =
                switch (headers.progression()) {
                    case 0, 1 -> byResolution.thenComparing(byComponent);
                    case 2 -> byResolution.thenComparing(byPlace).thenComparing(byComponent);
                    case 3 -> byPlace.thenComparing(byComponent).thenComparing(byResolution);
                    default -> byComponent.thenComparing(byPlace).thenComparing(byResolution);
                };
        precincts.sort(order.thenComparing(byNumber));
        switch (headers.progression()) {
            case 0 -> readLayers(precincts);
            case 1 -> readResolutions(precincts);
            default -> readPrecincts(precincts);
        }
    }

    private void readLayers(List<J2kPrecinct> precincts) throws InvalidPixels {
        for (int layer = 0; layer < headers.layers(); layer++) {
            for (J2kPrecinct precinct : precincts) {
                readPacket(precinct, layer);
            }
        }
    }

    private void readResolutions(List<J2kPrecinct> precincts) throws InvalidPixels {
        for (int from = 0; from < precincts.size(); ) {
            int to = from;
            while (to < precincts.size()
                    && precincts.get(to).resolution == precincts.get(from).resolution) {
                to++;
            }
            readLayers(precincts.subList(from, to));
            from = to;
        }
    }

    private void readPrecincts(List<J2kPrecinct> precincts) throws InvalidPixels {
        for (J2kPrecinct precinct : precincts) {
            for (int layer = 0; layer < headers.layers(); layer++) {
                readPacket(precinct, layer);
            }
        }
    }

    /// A part of a code-block's bytes that the header promises.
    private record Promise(J2kBlock block, int segment, int length) {}

    private void readPacket(J2kPrecinct precinct, int layer) throws InvalidPixels {
        while (at >= end && part + 1 < parts.size()) {
            part++;
            at = parts.get(part).start();
            end = parts.get(part).end();
        }
        if (at >= end) {
            throw InvalidPixels.broken("a JPEG 2000 tile ends before all its packets were there");
        }
        if (isMarker(SOP)) {
            at += SOP_BYTES;
        }
        J2kHeaderBits bits = new J2kHeaderBits(code, at, end);
        List<Promise> promises = new ArrayList<>();
        if (bits.isOne()) {
            for (int band = 0; band < precinct.bands(); band++) {
                if (!precinct.isEmpty(band)) {
                    readBand(precinct.component, precinct.blocks(band), layer, bits, promises);
                }
            }
        }
        at = bits.finish();
        if (isMarker(EPH)) {
            at += 2;
        }
        for (Promise promise : promises) {
            if (promise.length > end - at) {
                throw InvalidPixels.broken("a JPEG 2000 tile ends in a packet");
            }
            promise.block.add(promise.segment, at, promise.length);
            at += promise.length;
        }
    }

    private boolean isMarker(int marker) {
        return end - at >= 2 && code[at] == (byte) 0xFF && (code[at + 1] & 0xFF) == marker;
    }

    private void readBand(
            int component,
            J2kPrecinct.Blocks blocks,
            int layer,
            J2kHeaderBits bits,
            List<Promise> promises)
            throws InvalidPixels {
        for (int i = 0; i < blocks.count(); i++) {
            J2kBlock known = blocks.known(i);
            boolean isHere =
                    known != null ? bits.isOne() : blocks.inclusion.isBelow(i, layer + 1, bits);
            if (!isHere) {
                continue;
            }
            J2kBlock block = known;
            if (block == null) {
                block = blocks.include(i);
                block.zeroPlanes = zeroPlanes(blocks.zeroPlanes, i, bits);
            }
            readLengths(block, components.get(component).parameters.coding(), bits, promises);
        }
    }

    private static int zeroPlanes(TagTree tree, int leaf, J2kHeaderBits bits) throws InvalidPixels {
        int planes = 0;
        while (!tree.isBelow(leaf, planes + 1, bits)) {
            planes++;
            if (planes > MOST_ZERO_PLANES) {
                throw InvalidPixels.broken("a JPEG 2000 code-block without a bit");
            }
        }
        return planes;
    }

    private static void readLengths(
            J2kBlock block, J2kParameters.Coding coding, J2kHeaderBits bits, List<Promise> promises)
            throws InvalidPixels {
        int left = passes(bits);
        while (bits.isOne()) {
            block.lengthBits++;
        }
        while (left > 0) {
            int segment = block.openSegment(coding);
            int here = Math.min(left, block.room(coding));
            if (here <= 0) {
                throw InvalidPixels.broken("a JPEG 2000 code-block of too many passes");
            }
            int width = block.lengthBits + Integer.SIZE - 1 - Integer.numberOfLeadingZeros(here);
            if (width > MOST_LENGTH_BITS) {
                throw InvalidPixels.broken("a JPEG 2000 code-block longer than any");
            }
            block.addPasses(segment, here);
            promises.add(new Promise(block, segment, bits.read(width)));
            left -= here;
        }
    }

    /// Number of coding passes (T.800 Table B.4).
    private static int passes(J2kHeaderBits bits) throws InvalidPixels {
        if (!bits.isOne()) {
            return 1;
        }
        if (!bits.isOne()) {
            return 2;
        }
        int few = bits.read(2);
        if (few < 3) {
            return 3 + few;
        }
        int more = bits.read(5);
        return more < 31 ? 6 + more : 37 + bits.read(7);
    }
}
