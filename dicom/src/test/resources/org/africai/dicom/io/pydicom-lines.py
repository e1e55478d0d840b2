# Prints every element of DICOM files as pydicom reads it, in the lines of DatasetLines.java.
import struct
import sys
import warnings
import zlib

import pydicom
from pydicom.multival import MultiValue

warnings.simplefilter("ignore")
pydicom.config.convert_wrong_length_to_UN = True
BYTES = {"OB", "OW", "OF", "OD", "OL", "OV", "UN"}
SIZES = {"OW": "H", "OF": "I", "OD": "Q", "OL": "I", "OV": "Q"}


def number(value):
    return struct.pack("<d", float(value)).hex()


def values(element, little):
    vr = str(getattr(element.VR, "value", element.VR))
    value = element.value
    if vr in BYTES:
        data = bytes(value or b"")
        if not little and vr in SIZES:
            size = struct.calcsize(SIZES[vr])
            data = b"".join(data[i:i + size][::-1] for i in range(0, len(data), size))
        return "%d:%08x" % (len(data), zlib.crc32(data))
    if value is None or (isinstance(value, str) and value == ""):
        return ""
    many = list(value) if isinstance(value, (MultiValue, list)) else [value]
    if vr in ("FL", "FD"):
        return "\\".join(number(v) for v in many)
    if vr == "AT":
        return "\\".join("%08X" % int(v) for v in many)
    if vr in ("DS", "IS"):
        texts = [getattr(v, "original_string", str(v)) if v is not None and v != "" else "" for v in many]
        return "\\".join(t.strip() for t in texts)
    if vr in ("LT", "ST", "UT"):
        return repr_text(str(many[0]).rstrip(" \0"))
    return "\\".join(repr_text(str(v).strip(" \0")) for v in many)


def repr_text(text):
    return text.encode("ascii", "backslashreplace").decode().replace("\n", "\\n").replace("\r", "\\r")


def walk(dataset, path, little):
    for raw in dataset:
        tag = "(%04X,%04X)" % (raw.tag.group, raw.tag.elem)
        if raw.tag == 0x7FE00010 and not path:
            continue
        vr = str(getattr(raw.VR, "value", raw.VR))
        if vr == "SQ":
            print("%s%s SQ %d" % (path, tag, len(raw.value)))
            for i, item in enumerate(raw.value):
                walk(item, "%s%s[%d]." % (path, tag, i), little)
        else:
            print("%s%s %s %s" % (path, tag, vr, values(raw, little)))


for line in sys.stdin:
    name = line.rstrip("\n")
    print("FILE " + name)
    try:
        dataset = pydicom.dcmread(name, force=True)
        walk(dataset, "", dataset.is_little_endian)
    except Exception as error:
        print("ERROR %s %s" % (type(error).__name__, str(error)[:100].replace("\n", " ")))
    print("END")
