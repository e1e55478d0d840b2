#!/usr/bin/env python3
"""Uses an archive with xnatpy, unchanged, as a research group does, and checks each step.

    pip install xnat
    URL=http://127.0.0.1:8080 USER=admin PASSWORD=... python3 xnatpy_checks.py

It creates the projects XPY, XPY2 and XPYOPEN, and leaves them there: run it on an archive to try
things on.
"""

import datetime
import hashlib
import os
import tempfile
import time

import xnat
from xnat import exceptions

from checks import (
    PASSWORD, URL, USER, check, dicom, ended, equal, holds, in_zip, refused, zipped,
)

folder = tempfile.mkdtemp()
archive = xnat.connect(URL, user=USER, password=PASSWORD)
classes = archive.classes


def local(name, content):
    """Writes a file to upload; gives its path."""
    path = os.path.join(folder, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(content)
    return path


def read(path):
    with open(path, "rb") as file:
        return file.read()


def fresh(listing):
    """A listing as the server has it now, not as the client remembers it."""
    listing.clearcache()
    return listing


def document(thing):
    """What the server says of a thing, nested things by the name of their field."""
    item = archive.get_json(thing.uri)["items"][0]
    return dict(item["data_fields"], **{one["field"]: one["items"] for one in item["children"]})


def status(address, wanted):
    return archive.get(address, accepted_status=[wanted])


# Connecting

@check
def who_is_logged_in_is_known():
    equal(archive.logged_in_user, USER)


@check
def the_version_is_one_that_the_client_knows():
    equal(archive.xnat_version.startswith("1.8"), True)
    equal("version" in archive.xnat_build_info, True)


@check
def the_server_says_how_long_it_is_up():
    equal(archive.xnat_uptime is not None, True)


@check
def a_wrong_password_is_told_as_a_failed_login():
    refused(lambda: xnat.connect(URL, user=USER, password="bad"),
            kind=exceptions.XNATLoginFailedError)


@check
def the_session_is_kept_alive():
    archive.heartbeat()
    equal(archive.get("/data/JSESSION").text, archive.jsession)
    equal(archive.session_expiration_time is not None, True)


@check
def a_session_is_taken_over():
    second = xnat.connect(URL, jsession=archive.jsession, extension_types=False)
    equal(second.logged_in_user, USER)


@check
def a_token_logs_in():
    token = archive.services.issue_token()
    with xnat.connect(URL, user=token.alias, password=token.secret, extension_types=False) as one:
        equal(one.logged_in_user, USER)


@check
def an_ended_session_is_refused():
    with xnat.connect(URL, user=USER, password=PASSWORD, extension_types=False) as one:
        session = one.jsession
    answer = archive.interface.get(URL + "/data/projects", cookies={"JSESSIONID": session},
                                   headers={"Cookie": "JSESSIONID=" + session})
    equal(answer.status_code, 401)


@check
def a_guest_is_let_in_and_sees_nothing_private():
    with xnat.connect(URL, extension_types=False) as guest:
        equal(guest.logged_in_user, "guest")
        equal("XPY" in guest.projects, False)


@check
def the_schemas_make_classes():
    for name in ("ProjectData", "SubjectData", "MrSessionData", "CtScanData", "PetSessionData",
                 "QcManualAssessorData", "ResourceCatalog", "ReconstructedImageData"):
        equal(hasattr(classes, name), True)


@check
def every_session_and_scan_type_of_xnat_has_a_class():
    for kind in ("Mr", "Pet", "Ct", "Us", "Cr", "Dx", "Mg", "Xa", "Nm", "Rt", "Sr", "Op", "Opt",
                 "Sm", "Xc", "Gm", "Es", "Eeg", "Meg", "Ecg", "Hd", "Eps", "Io", "Rf",
                 "OtherDicom"):
        equal(hasattr(classes, kind + "SessionData"), True)
    for kind in ("Mr", "Pet", "Ct", "Sc", "Seg", "RtImage", "OtherDicom", "Ann", "Cfm", "Dms",
                 "Emg", "Eog", "Mtl", "Obj", "Pa", "Pos", "Resp"):
        equal(hasattr(classes, kind + "ScanData"), True)


@check
def types_and_fields_are_looked_up():
    holds(archive.inspect.datatypes("xnat:*"), "xnat:subjectData", "xnat:mrSessionData")
    equal(len(archive.inspect.datafields("xnat:subjectData")) > 3, True)


@check
def there_are_no_plugins_to_know():
    equal(list(archive.plugins), [])


# Projects

project = classes.ProjectData(parent=archive, id_="XPY", name="Phantoms of xnatpy")


@check
def a_project_is_found_by_id_and_by_name():
    equal(archive.projects["XPY"].id, "XPY")
    equal(archive.projects["Phantoms of xnatpy"].id, "XPY")


@check
def fields_of_a_project_are_set_and_read():
    project.description = "é & < > ' \""
    project.clearcache()
    equal(project.description, "é & < > ' \"")


@check
def the_keywords_of_a_project_are_kept():
    project.keywords = "ct, mr"
    project.clearcache()
    equal(project.keywords, "ct, mr")


@check
def the_users_of_a_project_are_listed_with_their_level():
    equal(project.users[USER].access_level, "Owners")


@check
def users_are_listed():
    equal(archive.users[USER].login, USER)
    equal(isinstance(archive.users[USER].email, str), True)


@check
def projects_are_tabulated():
    table = archive.projects.tabulate(columns=("ID", "name"))
    equal([row.name for row in table if row.ID == "XPY"], ["Phantoms of xnatpy"])
    holds(archive.projects.tabulate_csv(), "XPY")


@check
def custom_variables_of_a_project_are_kept():
    project.fields["site"] = "Dakar"
    project.clearcache()
    equal(project.fields["site"], "Dakar")


# Subjects

subject = classes.SubjectData(parent=project, label="S1")


@check
def the_same_label_is_the_same_subject():
    equal(classes.SubjectData(parent=project, label="S1").id, subject.id)


@check
def a_subject_is_found_by_id_and_label():
    equal(project.subjects["S1"].id, subject.id)
    equal(project.subjects[subject.id].label, "S1")
    equal(subject.id in archive.subjects, True)


@check
def a_subject_is_renamed():
    subject.label = "S1b"
    equal(fresh(project.subjects)["S1b"].id, subject.id)
    subject.label = "S1"
    equal([one.label for one in fresh(project.subjects).values()], ["S1"])


@check
def fields_of_a_subject_are_set():
    subject.group = "ctrl"
    subject.src = "clinic"
    subject.clearcache()
    equal((subject.group, subject.src), ("ctrl", "clinic"))


@check
def demographics_are_set_by_their_path():
    path = "demographics[@xsi:type=xnat:demographicData]/gender"
    archive.put(subject.fulluri, query={"xnat:subjectData/" + path: "male"})
    equal(document(subject)["demographics"][0]["data_fields"]["gender"], "male")


@check
def a_value_outside_of_the_list_is_refused_by_the_server_too():
    path = "xnat:subjectData/demographics[@xsi:type=xnat:demographicData]/gender"
    refused(lambda: archive.put(subject.fulluri, query={path: "neither"}), "400")


@check
def custom_variables_are_set_changed_and_deleted():
    subject.fields["age"] = "42"
    subject.fields["langue"] = "ⵜⴰⵎⴰⵣⵉⵖⵜ"
    subject.clearcache()
    equal(dict(subject.fields), {"age": "42", "langue": "ⵜⴰⵎⴰⵣⵉⵖⵜ"})
    subject.fields["age"] = "43"
    del subject.fields["langue"]
    subject.clearcache()
    equal(dict(subject.fields), {"age": "43"})


@check
def subjects_are_filtered():
    classes.SubjectData(parent=project, label="Z9")
    fresh(project.subjects)
    equal([one.label for one in project.subjects.filter(label="S*").values()], ["S1"])


@check
def subjects_are_tabulated_with_the_default_columns():
    row = [row for row in project.subjects.tabulate() if row.label == "S1"][0]
    equal((row.ID, row.project), (subject.id, "XPY"))


@check
def when_a_subject_was_made_is_told():
    equal(subject.insert_date.year >= 2024, True)


@check
def an_unknown_type_is_refused():
    refused(lambda: archive.put("/data/projects/XPY/subjects/S1/experiments/X?xsiType=no:such"),
            "400")


# Experiments

session = classes.MrSessionData(parent=subject, label="S1_MR1")


@check
def a_session_is_found_in_its_subject_its_project_and_the_archive():
    equal(project.experiments["S1_MR1"].id, session.id)
    equal(subject.experiments["S1_MR1"].id, session.id)
    equal(archive.experiments[session.id].label, "S1_MR1")


@check
def fields_of_a_session_have_their_types():
    session.date = datetime.date(2024, 2, 29)
    session.time = datetime.time(10, 11, 12)
    session.note = "lay still"
    session.field_strength = "3.0"
    session.clearcache()
    equal(session.date, datetime.date(2024, 2, 29))
    equal(session.time, datetime.time(10, 11, 12))
    equal((session.note, session.field_strength), ("lay still", "3.0"))


@check
def custom_variables_of_a_session_are_kept():
    session.fields["motion"] = "little"
    session.clearcache()
    equal(session.fields["motion"], "little")


@check
def a_label_that_is_taken_is_an_error():
    fresh(archive)
    fresh(archive.projects["XPY"].experiments)
    refused(lambda: classes.MrSessionData(parent=subject, label="S1_MR1"),
            kind=exceptions.XNATObjectAlreadyExistsError)


@check
def a_session_is_of_a_subject():
    equal(archive.experiments[session.id].subject.id, subject.id)


@check
def sessions_of_many_types_are_created():
    for kind in ("Ct", "Pet", "Us", "Cr", "Dx", "Mg", "Xa", "Nm", "Rt", "Sr", "OtherDicom"):
        one = getattr(classes, kind + "SessionData")(parent=subject, label="S1_" + kind)
        equal(archive.create_object("/data/experiments/" + one.id).__xsi_type__,
              "xnat:%sSessionData" % (kind[0].lower() + kind[1:]))


@check
def a_session_is_renamed():
    one = fresh(project.experiments)["S1_Us"]
    one.label = "S1_Us2"
    equal(fresh(project.experiments)["S1_Us2"].id, one.id)


@check
def an_object_is_made_from_its_address():
    one = archive.create_object("/data/experiments/" + session.id)
    equal((type(one).__name__, one.label), ("MrSessionData", "S1_MR1"))


# Scans

scan = classes.MrScanData(parent=session, id="7", type="T1", series_description="T1w")


@check
def a_scan_is_found_by_id_and_by_type():
    session.clearcache()
    equal(session.scans["7"].type, "T1")
    equal(session.scans["T1"].id, "7")


@check
def fields_of_a_scan_are_set():
    one = session.scans["7"]
    one.quality = "usable"
    one.frames = 176
    one.note = "good"
    one.clearcache()
    equal((one.quality, one.frames, one.note), ("usable", 176, "good"))


@check
def parameters_of_a_scan_have_their_types():
    archive.put(session.fulluri + "/scans/7", query={"xnat:mrScanData/parameters/tr": "2.5",
                "xnat:mrScanData/parameters/voxelRes/x": "1.0"})
    found = document(session.scans["7"])
    equal((found["parameters/tr"], found["parameters/voxelRes/x"]), (2.5, 1.0))


@check
def free_parameters_of_a_scan_are_kept():
    path = "xnat:mrScanData/parameters/addParam[name=b0]/addField"
    archive.put(session.fulluri + "/scans/7", query={path: "1000"})
    equal(document(session.scans["7"])["parameters/addParam"][0]["data_fields"],
          {"name": "b0", "addField": "1000"})


@check
def scans_of_many_types_are_created():
    for number, kind in enumerate(("Ct", "Pet", "Sc", "Seg", "RtImage", "Sr", "OtherDicom"), 30):
        getattr(classes, kind + "ScanData")(parent=session, id=str(number), type=kind)
    session.clearcache()
    equal(len(session.scans), 8)
    equal(session.scans["33"].__xsi_type__, "xnat:segScanData")


@check
def a_scan_is_deleted():
    session.scans["36"].delete()
    session.clearcache()
    equal("36" in session.scans, False)


# Assessors

@check
def an_assessor_is_created_and_described():
    one = session.create_assessor("S1_QC", "xnat:qcManualAssessorData")
    one.rater = "anna"
    one.clearcache()
    equal(one.rater, "anna")
    equal(session.assessors["S1_QC"].id, one.id)


@check
def an_assessor_has_files():
    one = session.assessors["S1_QC"].create_resource("REPORT")
    one.upload_data("fine", "report.txt")
    equal(session.assessors["S1_QC"].resources["REPORT"].files["report.txt"].data["Size"], "4")


# Resources and files

content = bytes(range(256)) * 40
resource = session.scans["7"].create_resource("NIFTI", format="NIFTI")


@check
def a_resource_is_listed_with_its_label_and_format():
    one = session.scans["7"].resources["NIFTI"]
    equal((one.label, one.format), ("NIFTI", "NIFTI"))


@check
def a_file_is_uploaded_and_comes_back():
    resource.upload(local("brain.nii", content), "brain.nii")
    with resource.files["brain.nii"].open() as file:
        equal(file.read(), content)


@check
def a_file_is_downloaded():
    resource.files["brain.nii"].download(folder + "/back.nii", verbose=False)
    equal(read(folder + "/back.nii"), content)


@check
def a_file_has_its_size_and_digest():
    equal(int(resource.files["brain.nii"].size), len(content))
    equal(resource.files["brain.nii"].data["digest"], hashlib.md5(content).hexdigest())


@check
def text_and_empty_files_are_uploaded():
    resource.upload_data("é\n".encode(), "notes/t.txt")
    resource.upload_data(b"", "notes/empty")
    resource.upload_data(open(local("s", b"streamed"), "rb"), "notes/s")
    resource.clearcache()
    equal(sorted(resource.files.keys()), ["brain.nii", "notes/empty", "notes/s", "notes/t.txt"])
    equal(int(resource.files["notes/empty"].size), 0)


@check
def an_existing_name_is_an_error_unless_asked_for():
    refused(lambda: resource.upload_data("other", "brain.nii"))
    resource.upload_data("other", "brain.nii", overwrite=True)
    with resource.files["brain.nii"].open() as file:
        equal(file.read(), b"other")


@check
def counts_and_sizes_follow():
    resource.clearcache()
    equal((resource.file_count, resource.file_size), (4, 5 + 3 + 8))


@check
def a_folder_is_uploaded_in_every_way():
    local("tree/a.txt", b"a")
    local("tree/sub/b.txt", b"b")
    for way in ("tar_memory", "tgz_memory", "tar_file", "tgz_file"):
        one = classes.ResourceCatalog(parent=session, label="TREE_" + way)
        one.upload_dir(folder + "/tree", method=way)
        equal(sorted(fresh(one).files.keys()), ["a.txt", "sub/b.txt"])
    one = classes.ResourceCatalog(parent=session, label="TREE_per_file")
    one.upload_dir(folder + "/tree/sub", method="per_file")
    equal(sorted(fresh(one).files.keys()), ["b.txt"])


@check
def a_zip_is_extracted():
    one = classes.ResourceCatalog(parent=session, label="UNZIPPED")
    one.upload_data(zipped({"x/1.txt": b"1", "2.txt": b"2"}), "u.zip", extract=True)
    one.clearcache()
    equal(sorted(one.files.keys()), ["2.txt", "x/1.txt"])


@check
def a_resource_is_downloaded_as_a_zip():
    resource.download(folder + "/r.zip", verbose=False)
    names = in_zip(read(folder + "/r.zip"))
    holds(names, "S1_MR1/scans/7-T1/resources/NIFTI/files/brain.nii")


@check
def a_resource_is_downloaded_as_a_folder():
    resource.download_dir(folder + "/down", verbose=False)
    equal(read(folder + "/down/S1_MR1/scans/7-T1/resources/NIFTI/files/notes/t.txt"),
          "é\n".encode())


@check
def a_session_is_downloaded():
    session.download(folder + "/e.zip", verbose=False)
    equal(len(in_zip(read(folder + "/e.zip"))), 4)
    session.download_dir(folder + "/e", verbose=False)
    equal(os.listdir(folder + "/e"), ["S1_MR1"])


@check
def resources_of_projects_and_subjects_hold_files():
    for owner in (project, subject):
        one = owner.create_resource("docs")
        one.upload_data("read me", "readme.txt")
        equal(owner.resources["docs"].files["readme.txt"].data["Size"], "7")


@check
def a_catalogue_is_refreshed():
    resource.refresh_catalog()
    archive.services.refresh_catalog(resource, checksum=True, append=True, populate_stats=True)


@check
def a_file_and_a_resource_are_deleted():
    resource.files["notes/s"].delete()
    resource.clearcache()
    equal("notes/s" in resource.files, False)
    fresh(session.resources)["UNZIPPED"].delete()
    equal("UNZIPPED" in fresh(session.resources), False)


# Sharing

@check
def a_subject_and_a_session_are_shared():
    other = classes.ProjectData(parent=archive, id_="XPY2", name="Others of xnatpy")
    subject.share("XPY2", label="FOREIGN")
    session.share("XPY2")
    other.clearcache()
    equal(other.subjects["FOREIGN"].id, subject.id)
    equal(other.experiments["S1_MR1"].id, session.id)
    archive.delete(session.fulluri + "/projects/XPY2")
    archive.delete(subject.fulluri + "/projects/XPY2")
    other.clearcache()
    other.subjects.clearcache()
    equal(len(other.subjects), 0)


@check
def an_open_project_is_read_by_guests():
    one = classes.ProjectData(parent=archive, id_="XPYOPEN", name="Open for all")
    archive.put("/data/projects/XPYOPEN/accessibility/public")
    classes.SubjectData(parent=one, label="P1").create_resource("d").upload_data("all", "f.txt")
    with xnat.connect(URL, extension_types=False) as guest:
        same = guest.projects["XPYOPEN"].subjects["P1"]
        equal(same.resources["d"].files["f.txt"].data["Size"], "3")
        refused(lambda: guest.put("/data/projects/XPYOPEN/subjects/P2"))


# DICOM

study = {"%d.dcm" % n: dicom("D1", 77, 4, n, "MR", "T2 axial") for n in range(1, 4)}


@check
def a_study_is_imported_into_the_archive():
    one = archive.services.import_(local("study.zip", zipped(study)), project="XPY", subject="D1",
                                   experiment="D1_MR1", destination="/archive")
    equal((one.label, type(one).__name__), ("D1_MR1", "MrSessionData"))
    equal(one.scans["4"].series_description, "T2 axial")
    equal(one.scans["4"].resources["DICOM"].file_count, 3)
    equal(one.date, datetime.date(2024, 2, 29))


@check
def an_image_is_read_from_the_archive():
    image = fresh(project.experiments)["D1_MR1"].scans["4"].read_dicom()
    equal((image.Modality, image.SeriesNumber), ("MR", 4))


@check
def headers_are_pulled_and_types_fixed():
    address = "/data/experiments/" + project.experiments["D1_MR1"].id
    for flag in ("pullDataFromHeaders", "fixScanTypes", "triggerPipelines"):
        archive.put(address, query={flag: "true"})


@check
def an_import_without_images_is_an_error():
    path = local("none.zip", zipped({"a.txt": b"no image"}))
    refused(lambda: archive.services.import_(path, project="XPY"), "did not include parseable")


@check
def scanners_and_scan_types_are_listed():
    holds(str(archive.scan_types), "T1")
    equal(isinstance(archive.scanners, list), True)


@check
def headers_are_dumped():
    one = fresh(project.experiments)["D1_MR1"].scans["4"]
    equal([row["value"] for row in one.dicom_dump(fields=["Modality"])], ["MR"])
    equal(len(one.dicom_dump()) > 10, True)


@check
def a_zip_in_the_zip_is_taken_apart():
    inner = zipped({"1.dcm": dicom("D4", 80, 1, 1), "2.dcm": dicom("D4", 80, 1, 2)})
    one = archive.services.import_(local("nested.zip", zipped({"inner.zip": inner})),
                                   project="XPY", subject="D4", experiment="D4_CT1",
                                   destination="/archive")
    equal(one.scans["1"].resources["DICOM"].file_count, 2)
    equal(len(one.scans["1"].resources["DICOM"].files), 2)


@check
def a_watched_import_ends_while_the_client_goes_on():
    files = {"1.dcm": dicom("D5", 81, 1, 1)}
    address = "/data/services/import"
    answer = archive.post(address, data=zipped(files), headers={"Content-Type": "application/zip"},
                          query={"project": "XPY", "subject": "D5", "session": "D5_CT1",
                                 "dest": "/archive", "http-session-listener": "xpy-81"})
    equal(answer.text.strip(), "Submitted for archival")
    end, said = time.time() + 60, []
    while not (said and said[-1]["status"] == "COMPLETED") and time.time() < end:
        time.sleep(0.2)
        said = archive.get_json("/data/status/xpy-81")["msgs"][0]
    equal(said[-1]["msg"], "Archive:/archive/projects/XPY/subjects/D5/experiments/D5_CT1")
    equal(fresh(project.experiments)["D5_CT1"].scans["1"].series_description, "axial")


# What waits before the archive

@check
def a_study_waits_is_looked_at_and_archived():
    files = {"%d.dcm" % n: dicom("D2", 78, 5, n, "CT", "waits") for n in range(1, 3)}
    waiting = archive.services.import_(local("wait.zip", zipped(files)),
                                       destination="/prearchive/projects/XPY")
    equal(waiting.project, "XPY")
    holds([one.uri for one in archive.prearchive.sessions(project="XPY")], waiting.uri)
    equal(waiting.status, "READY")
    equal([one.id for one in waiting.scans], ["5"])
    equal(len(waiting.scans[0].files), 2)
    equal([row["value"] for row in waiting.scans[0].dicom_dump(fields=["Modality"])], ["CT"])
    done = waiting.archive(subject="D2", experiment="D2_CT1")
    equal((done.label, done.scans["5"].series_description), ("D2_CT1", "waits"))


@check
def a_study_that_waits_is_deleted():
    files = {"1.dcm": dicom("D3", 79, 6, 1)}
    waiting = archive.services.import_(local("gone.zip", zipped(files)),
                                       destination="/prearchive/projects/XPY")
    waiting.delete()
    equal([one.uri for one in archive.prearchive.sessions(project="XPY")], [])


# Searches

@check
def subjects_are_searched():
    kind = classes.SubjectData
    found = kind.query().filter(kind.project == "XPY").tabulate_dict()
    holds([row["subject_label"] for row in found], "S1", "Z9", "D1")


@check
def searches_are_put_together():
    kind = classes.SubjectData
    either = (kind.label.like("S1%")) | (kind.label == "Z9")
    found = kind.query().filter(kind.project == "XPY", either).tabulate_dict()
    equal(sorted(row["subject_label"] for row in found), ["S1", "Z9"])


@check
def what_was_searched_is_an_object():
    kind = classes.MrSessionData
    found = kind.query().filter(kind.project == "XPY", kind.label == "S1_MR1").all()
    equal([one.id for one in found], [session.id])


# Errors

@check
def what_is_not_there_is_a_key_error():
    refused(lambda: archive.projects["NONE"], kind=KeyError)
    refused(lambda: project.subjects["NONE"], kind=KeyError)


@check
def what_is_not_there_is_not_found():
    status("/data/projects/NONE", 404)
    status("/data/experiments/NONE", 404)
    status("/data/projects/XPY/subjects/NONE/experiments", 404)


@check
def a_wrong_value_is_told_with_its_reason():
    refused(lambda: archive.put(session.fulluri, query={"xnat:mrSessionData/date": "soon"}),
            "400", "date")


@check
def a_session_is_deleted():
    fresh(project.experiments)["S1_Xa"].delete()
    equal("S1_Xa" in fresh(project.experiments), False)


@check
def a_project_is_deleted():
    classes.ProjectData(parent=archive, id_="XPY3", name="Short-lived")
    fresh(archive.projects)["XPY3"].delete()
    equal("XPY3" in fresh(archive.projects), False)


archive.disconnect()
ended()
