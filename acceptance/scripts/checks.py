"""Small checks that say what they found: `ok NAME` or `not ok NAME: WHY`, at the end `1..N`.

A check is a function whose name is a sentence. It runs where it is written, so that later ones may
build on what earlier ones made:

    @check
    def a_project_that_was_created_is_listed():
        equal("P1" in xnat.select.projects().get(), True)
"""

import io
import os
import sys
import zipfile

URL = os.environ.get("URL", "http://127.0.0.1:8080").rstrip("/")
USER = os.environ.get("USER", "admin")
PASSWORD = os.environ.get("PASSWORD", "")

_results = []


def check(function):
    """Runs a check and prints what became of it."""
    name = function.__name__
    try:
        function()
        print("ok " + name, flush=True)
        _results.append(True)
    except Exception as failure:  # whatever it is, the other checks are made as well
        why = " ".join((type(failure).__name__ + ": " + str(failure)).split())
        print("not ok %s: %s" % (name, why[:600]), flush=True)
        _results.append(False)
    return function


def ended():
    """Says that all checks were made, and ends the program: with 1 when one of them failed."""
    print("1..%d" % len(_results), flush=True)
    sys.exit(0 if all(_results) else 1)


def equal(found, wanted):
    """The two are equal."""
    if found != wanted:
        raise AssertionError("found %r, wanted %r" % (found, wanted))


def holds(found, *wanted):
    """Everything wanted is in what was found."""
    missing = [one for one in wanted if one not in found]
    if missing:
        raise AssertionError("%r is missing in %r" % (missing, found))


def refused(function, *words, kind=Exception):
    """The call raises, and the words are in its message."""
    try:
        answer = function()
    except kind as failure:
        holds(str(failure), *words)
        return
    raise AssertionError("was not refused but answered %r" % (answer,))


def answers(response, status):
    """The response has this status; gives the response."""
    if response.status_code != status:
        raise AssertionError(
            "%s %s: %d %s"
            % (
                response.request.method,
                response.url,
                response.status_code,
                response.text[:200],
            )
        )
    return response


def zipped(files):
    """A ZIP of files given as name: bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def in_zip(content):
    """The files of a ZIP as name: bytes."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist() if name[-1] != "/"}


def dicom(patient, study, series, instance, modality="CT", description="axial"):
    """The bytes of a small DICOM image; `study` and the others are numbers."""
    from pydicom.dataset import FileDataset, FileMetaDataset
    from pydicom.uid import CTImageStorage, ExplicitVRLittleEndian, MRImageStorage

    uid = "1.2.826.0.1.3680043.10.1516.%d.%d.%d"
    meta = FileMetaDataset()
    meta.MediaStorageSOPClassUID = MRImageStorage if modality == "MR" else CTImageStorage
    meta.MediaStorageSOPInstanceUID = uid % (study, series, instance)
    meta.TransferSyntaxUID = ExplicitVRLittleEndian
    image = FileDataset(None, {}, file_meta=meta, preamble=b"\0" * 128)
    image.is_little_endian, image.is_implicit_VR = True, False
    image.SOPClassUID = meta.MediaStorageSOPClassUID
    image.SOPInstanceUID = meta.MediaStorageSOPInstanceUID
    image.StudyInstanceUID = uid % (study, 0, 0)
    image.SeriesInstanceUID = uid % (study, series, 0)
    image.PatientName, image.PatientID = patient, patient + "_1"
    image.StudyDate, image.StudyTime = "20240229", "101112"
    image.Modality, image.SeriesDescription = modality, description
    image.SeriesNumber, image.InstanceNumber = series, instance
    image.Manufacturer, image.ManufacturerModelName = "AFRICAI", "Phantom"
    image.Rows = image.Columns = 16
    image.SamplesPerPixel, image.PhotometricInterpretation = 1, "MONOCHROME2"
    image.BitsAllocated = image.BitsStored = 16
    image.HighBit, image.PixelRepresentation = 15, 0
    image.PixelData = bytes((instance + i) % 251 for i in range(512))
    buffer = io.BytesIO()
    image.save_as(buffer, write_like_original=False)
    return buffer.getvalue()
