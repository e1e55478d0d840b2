"""Writes, for each file named on standard input, its name and its data set in DICOM JSON."""
import json
import sys
import warnings

import pydicom

warnings.simplefilter("ignore")
for line in sys.stdin:
    name = line.rstrip("\n")
    try:
        dataset = pydicom.dcmread(name, force=True)
        if "PixelData" in dataset:
            del dataset.PixelData
        text = json.dumps(dataset.to_json_dict(suppress_invalid_tags=False))
    except Exception as e:
        text = ""
        print(name, type(e).__name__, e, file=sys.stderr)
    print(name + "\t" + text)
