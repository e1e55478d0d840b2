import sys
import time

import pydicom

files = open(sys.argv[1]).read().split("\n")
files = [name for name in files if name][:1000]
for _ in range(3):
    start = time.process_time()
    elements = 0
    for name in files:
        for _ in pydicom.dcmread(name, stop_before_pixels=True, force=True).iterall():
            elements += 1
    assert elements >= 20 * len(files), elements
    print(len(files) / (time.process_time() - start))
