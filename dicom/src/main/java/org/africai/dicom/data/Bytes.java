package org.africai.dicom.data;

/// The header's bytes that the data sets of one file share. The array is set once, before the
/// outermost data set is made; items made earlier are reached through that one only.
final class Bytes {
    static final Bytes NONE = new Bytes();

    byte[] array = {};
}
