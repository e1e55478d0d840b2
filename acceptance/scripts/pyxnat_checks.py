#!/usr/bin/python3
"""Uses an archive with pyxnat, unchanged, as a research group does, and checks each step.

    URL=http://127.0.0.1:8080 USER=admin PASSWORD=... python3 pyxnat_checks.py

It creates the projects PYX and PYX2 and the account `pyx`, and leaves them there: run it on an
archive to try things on.
"""

import hashlib
import io
import os
import tarfile
import tempfile
import time

import pyxnat
import requests
from pyxnat.core.errors import DatabaseError, OperationalError

from checks import (
    PASSWORD, URL, USER, answers, check, dicom, ended, equal, holds, in_zip, refused, zipped,
)

folder = tempfile.mkdtemp()
xnat = pyxnat.Interface(server=URL, user=USER, password=PASSWORD)
guest = pyxnat.Interface(server=URL, anonymous=True)


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


# Connecting

@check
def the_first_request_gives_a_session():
    equal(len(answers(xnat.get("/data/JSESSION"), 200).text) > 10, True)


@check
def the_version_is_told():
    holds(xnat.version()["version"], "1.8")


@check
def a_wrong_password_is_an_error():
    other = pyxnat.Interface(server=URL, user=USER, password="wrong")
    refused(other.manage.users, kind=DatabaseError)


@check
def a_guest_sees_no_projects_yet():
    equal([p for p in guest.select.projects().get() if p.startswith("PYX")], [])


@check
def an_alias_token_logs_in():
    token = answers(xnat.get("/data/services/tokens/issue"), 200).json()
    with pyxnat.Interface(URL, user=token["alias"], password=token["secret"]) as other:
        holds(answers(other.get("/data/auth"), 200).text, "'%s'" % USER)


@check
def the_end_of_a_with_block_logs_out():
    with pyxnat.Interface(URL, user=USER, password=PASSWORD) as other:
        other.manage.users()
        session = other.get("/data/JSESSION").text
    gone = requests.get(URL + "/data/auth", cookies={"JSESSIONID": session})
    equal(gone.status_code, 401)


# Projects

project = xnat.select.project("PYX")


@check
def a_project_is_not_there_before_it_is_made():
    equal(project.exists(), False)


@check
def a_project_is_created():
    project.insert()
    equal(project.exists(), True)


@check
def a_project_is_listed():
    holds(xnat.select.projects().get(), "PYX")


@check
def the_fields_of_a_project_are_set_and_read():
    project.attrs.set("description", "phantoms & more")
    project.attrs.set("xnat:projectData/keywords", "ct, mr")
    equal(project.attrs.get("description"), "phantoms & more")
    equal(project.description(), "phantoms & more")


@check
def a_project_has_aliases():
    project.attrs.set("alias", "PYXALIAS")
    equal(project.aliases(), ["PYXALIAS"])
    answers(xnat.get("/data/projects/PYXALIAS"), 200)


@check
def a_new_project_is_private_and_can_be_opened():
    equal(project.accessibility(), b"private")
    project.set_accessibility("public")
    equal(project.accessibility(), b"public")
    holds(guest.select.projects().get(), "PYX")
    project.set_accessibility("private")
    equal("PYX" in guest.select.projects().get(), False)


@check
def what_happens_to_arriving_data_is_set_by_codes():
    project.set_prearchive_code("4")
    equal(project.prearchive_code(), 4)
    project.set_quarantine_code("0")
    equal(project.quarantine_code(), 0)
    holds(project.current_arc().decode(), "arc")


@check
def a_project_has_its_owner():
    equal(project.owners(), [USER])
    equal(project.user_role(USER), "owner")


@check
def a_user_is_made_a_member_and_taken_away():
    account = {"username": "pyx", "password": "Phantoms-are-2-few", "firstName": "Py",
               "lastName": "X", "email": "pyx@example.org", "enabled": True, "verified": True}
    equal(xnat.post("/xapi/users", json=account).status_code in (200, 201), True)
    project.add_user("pyx", "member")
    equal(project.members(), ["pyx"])
    project.remove_user("pyx")
    equal(project.users(), [USER])
    project.add_user("pyx", "collaborator")
    equal(project.collaborators(), ["pyx"])


@check
def users_are_known_by_name_and_address():
    holds(xnat.manage.users(), USER, "pyx")
    equal(xnat.manage.users.email("pyx"), "pyx@example.org")
    equal(xnat.manage.users.firstname("pyx"), "Py")


@check
def a_name_that_cannot_be_a_projects_is_an_error():
    refused(xnat.select.project("no.good!").insert, kind=DatabaseError)


# Subjects

subject = project.subject("S1")


@check
def a_subject_is_created_with_what_is_known_of_it():
    subject.insert(**{"xnat:subjectData/group": "ctrl", "gender": "female", "handedness": "left"})
    equal(subject.exists(), True)
    equal(subject.attrs.get("group"), "ctrl")
    equal(subject.attrs.mget(["gender", "handedness"]), ["female", "left"])


@check
def a_subject_has_an_id_of_the_archive_and_a_label():
    holds(subject.id(), "_S")
    equal(subject.label(), "S1")
    equal(subject.datatype(), "xnat:subjectData")


@check
def fields_of_a_subject_are_set_by_short_name_and_by_path():
    subject.attrs.mset({"yob": "1980", "xnat:subjectData/src": "clinic"})
    equal(subject.attrs.get("yob"), "1980")
    path = "xnat:subjectData/demographics[@xsi:type=xnat:demographicData]/education"
    subject.attrs.set(path, "12")
    equal(subject.attrs.get(path), "12")


@check
def custom_variables_of_a_subject_are_kept_in_any_language():
    path = "xnat:subjectData/fields/field[name=langue]/field"
    subject.attrs.set(path, "أمازيغية é ✓")
    equal(subject.attrs.get(path), "أمازيغية é ✓")


@check
def a_chosen_id_is_kept():
    project.subject("CHOSEN").insert(use_label=True)
    equal(project.subject("CHOSEN").id(), "CHOSEN")


@check
def the_document_of_a_subject_is_xml():
    equal(subject.xpath("//xnat:gender/text()"), ["female"])
    equal(subject.xpath("/xnat:Subject/@label"), ["S1"])


@check
def a_subject_is_created_from_a_document():
    document = b"""<?xml version="1.0" encoding="UTF-8"?>
<xnat:Subject project="PYX" xmlns:xnat="http://nrg.wustl.edu/xnat"
    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
  <xnat:demographics xsi:type="xnat:demographicData"><xnat:gender>male</xnat:gender>
  </xnat:demographics></xnat:Subject>"""
    file = {"file": ("subject.xml", document, "text/xml")}
    answers(xnat.put("/data/projects/PYX/subjects/S2?allowDataDeletion=true", files=file), 201)
    equal(project.subject("S2").attrs.get("gender"), "male")


@check
def a_value_that_is_none_of_its_field_is_an_error():
    refused(lambda: subject.attrs.set("yob", "long ago"), kind=DatabaseError)
    equal(subject.attrs.get("yob"), "1980")


@check
def subjects_are_listed_by_label_and_pattern():
    equal(subject.id() in project.subjects().get(), True)
    equal([one.label() for one in project.subjects(subject.id()[:-1] + "*")][:1], ["S1"])


@check
def a_subject_is_renamed_and_stays_the_same():
    before = project.subject("S2").id()
    project.subject("S2").attrs.set("label", "S2b")
    equal(project.subject("S2b").id(), before)
    equal(project.subject("S2").exists(), False)


@check
def a_label_that_is_taken_is_an_error():
    refused(lambda: project.subject("S2b").attrs.set("label", "S1"), "409", kind=DatabaseError)


# Experiments

session = subject.experiment("S1_MR1")


@check
def a_session_is_created_with_its_subject():
    new = project.subject("S3").experiment("S3_CT1")
    new.insert(experiments="xnat:ctSessionData")
    equal(project.subject("S3").exists(), True)
    equal(new.datatype(), "xnat:ctSessionData")


@check
def a_session_is_of_magnetic_resonance_when_nothing_is_said():
    session.insert()
    equal(session.datatype(), "xnat:mrSessionData")
    holds(session.id(), "_E")


@check
def experiments_of_many_types_are_created():
    for kind in ("pet", "us", "cr", "dx", "mg", "xa", "nm", "rt", "eeg", "otherDicom"):
        one = subject.experiment("S1_" + kind)
        one.insert(experiments="xnat:%sSessionData" % kind)
        equal(one.datatype(), "xnat:%sSessionData" % kind)


@check
def the_fields_of_a_session_are_set_and_read():
    session.attrs.mset({"xnat:mrSessionData/date": "2024-02-29", "note": "moved a bit",
                        "xnat:mrSessionData/fieldStrength": "3.0", "scanner": "Prisma"})
    equal(session.attrs.get("date"), "2024-02-29")
    equal(session.attrs.get("xnat:mrSessionData/fieldStrength"), "3.0")
    equal(session.attrs.get("note"), "moved a bit")
    equal(session.xpath("//xnat:scanner/text()"), ["Prisma"])


@check
def a_date_that_is_none_is_an_error():
    refused(lambda: session.attrs.set("date", "2024-02-30"), kind=DatabaseError)


@check
def experiments_are_found_in_a_project_by_label():
    equal(project.experiment("S1_MR1").id(), session.id())
    holds(project.experiments().get(), session.id())


@check
def tables_of_experiments_are_filtered_by_type_project_and_subject():
    rows = xnat.array.mrsessions(project_id="PYX")
    equal([row["ID"] for row in rows], [session.id()])
    rows = xnat.array.experiments(project_id="PYX", subject_label="S3")
    equal(len(rows), 1)
    rows = xnat.array.experiments(experiment_label="S1_pet",
                                  experiment_type="xnat:petSessionData",
                                  columns=["date", "xnat:petSessionData/label"])
    equal([row["xnat:petsessiondata/label"] for row in rows], ["S1_pet"])


@check
def a_session_moves_to_another_subject():
    subject.experiment("S1_us").attrs.set("subject_ID", project.subject("S3").id())
    equal(project.subject("S3").experiment("S1_us").exists(), True)
    equal(subject.experiment("S1_us").exists(), False)


@check
def a_status_is_set_and_read():
    answers(xnat.put("/data/experiments/%s?quarantine=true" % session.id()), 200)
    equal(xnat.get("/data/experiments/%s/status" % session.id()).text, "quarantine")
    answers(xnat.put("/data/experiments/%s?activate=true" % session.id()), 200)
    equal(xnat.get("/data/experiments/%s/status" % session.id()).text, "active")


# Scans, assessors, reconstructions

scan = session.scan("7")


@check
def a_scan_is_created_with_its_description():
    scan.insert(**{"scans": "xnat:mrScanData", "xnat:mrScanData/type": "T1",
                   "xnat:mrScanData/series_description": "T1w MPRAGE"})
    equal(scan.datatype(), "xnat:mrScanData")
    equal(scan.attrs.get("series_description"), "T1w MPRAGE")
    equal(scan.attrs.get("type"), "T1")


@check
def the_parameters_of_a_scan_are_set_and_read():
    scan.set_param("b0", "1000")
    scan.set_param("bvals", "0 1000")
    equal(scan.get_param("b0"), "1000")
    equal(scan.get_params(), ["1000", "0 1000"])
    equal(scan.params(), ["b0", "bvals"])
    scan.attrs.set("xnat:mrScanData/parameters/tr", "2.5")
    equal(scan.attrs.get("xnat:mrScanData/parameters/tr"), "2.5")


@check
def the_quality_of_a_scan_is_set():
    scan.attrs.set("quality", "usable")
    equal(scan.attrs.get("quality"), "usable")


@check
def a_scan_keeps_its_type():
    other = "/data/experiments/%s/scans/7?xsiType=xnat:petScanData&note=x" % session.id()
    holds(answers(xnat.put(other), 409).text, "Specified xsiType differs from existing xsiType")


@check
def scans_of_other_types_are_created_in_a_session():
    for number, kind in enumerate(("ct", "sc", "sr", "seg", "rtImage", "otherDicom"), 20):
        one = session.scan(str(number))
        one.insert(scans="xnat:%sScanData" % kind)
        equal(one.datatype(), "xnat:%sScanData" % kind)


@check
def tables_have_one_row_a_scan():
    rows = xnat.array.mrscans(project_id="PYX", experiment_id=session.id())
    equal([row["xnat:mrscandata/id"] for row in rows], ["7"])


@check
def a_scan_is_deleted():
    session.scan("20").delete()
    equal(session.scan("20").exists(), False)


assessor = session.assessor("S1_QC1")


@check
def an_assessor_is_created_and_described():
    assessor.insert(assessors="xnat:qcManualAssessorData")
    equal(assessor.datatype(), "xnat:qcManualAssessorData")
    assessor.attrs.set("xnat:qcManualAssessorData/rater", "anna")
    equal(assessor.xpath("//xnat:rater/text()"), ["anna"])


@check
def an_assessor_has_files_that_went_in_and_came_out():
    assessor.in_resource("source").file("in.txt").put("before")
    assessor.out_resource("result").file("out.txt").put("after")
    equal(read(assessor.out_resource("result").file("out.txt").get(folder + "/o")), b"after")
    equal([one.label() for one in assessor.out_resources()], ["result"])
    equal([one.label() for one in assessor.in_resources()], ["source"])


@check
def a_reconstruction_is_created_with_files():
    one = session.reconstruction("R1")
    one.insert(**{"reconstructions": "xnat:reconstructedImageData",
                  "xnat:reconstructedImageData/type": "mean"})
    one.out_resource("NIFTI").file("mean.nii").put("voxels")
    equal(read(one.out_resource("NIFTI").file("mean.nii").get(folder + "/m")), b"voxels")
    equal(session.reconstructions().get(), ["R1"])


# Resources and files

resource = scan.resource("NIFTI")
volume = bytes(range(256)) * 64


@check
def a_file_is_uploaded_with_its_resource():
    resource.file("brain.nii").put(local("brain.nii", volume), format="NIFTI", content="T1",
                                   tags="raw,first")
    equal(resource.exists(), True)
    equal(resource.label(), "NIFTI")


@check
def a_file_comes_back_as_it_was_sent():
    equal(read(resource.file("brain.nii").get(folder + "/back.nii")), volume)


@check
def a_file_is_described():
    one = resource.file("brain.nii")
    equal(one.size(), str(len(volume)))
    equal((one.format(), one.content(), one.labels()), ("NIFTI", "T1", "raw,first"))
    equal(len(one.last_modified()) > 10, True)


@check
def the_digest_of_a_file_is_listed_with_its_address():
    row = answers(xnat.get(resource._uri + "/files"), 200).json()["ResultSet"]["Result"][0]
    equal(row["digest"], hashlib.md5(volume).hexdigest())
    holds(row["URI"], "/data/experiments/%s/scans/7/resources/" % session.id())
    equal(xnat.get(row["URI"]).content, volume)


@check
def a_name_that_exists_is_not_overwritten_unasked():
    refused(lambda: resource.file("brain.nii").put("other"), "409", kind=DatabaseError)
    equal(read(resource.file("brain.nii").get(folder + "/back.nii")), volume)
    resource.file("brain.nii").put("other", overwrite=True)
    equal(read(resource.file("brain.nii").get(folder + "/back.nii")), b"other")


@check
def many_files_are_put_in_one_go():
    paths = [local("set/%d.txt" % n, b"%d" % n) for n in range(5)]
    subject.resource("SET").put(paths)
    equal(len(subject.resource("SET").files().get()), 5)


@check
def a_folder_is_put_and_comes_back():
    local("tree/top.txt", b"top")
    local("tree/sub/deep.txt", b"deep")
    session.resource("TREE").put_dir(folder + "/tree")
    back = os.path.join(folder, "tree-back")
    os.mkdir(back)
    session.resource("TREE").get(back, extract=True)
    found = sorted(f for _, _, names in os.walk(back) for f in names)
    equal(found, ["deep.txt", "top.txt"])


@check
def a_zip_can_also_be_kept_as_it_is():
    session.resource("ZIPS").put_zip(local("kept.zip", zipped({"a": b"1"})), extract=False)
    names = [f.id() for f in session.resource("ZIPS").files()]
    equal([name.split("/")[-1] for name in names], ["kept.zip"])


@check
def a_form_uploads_a_file():
    answers(xnat.put("/data/projects/PYX/resources/forms/files/form.txt",
                     files={"file": ("other.txt", b"by form")}), 200)
    equal(project.resource("forms").file("form.txt").size(), "7")


@check
def a_part_of_a_file_is_read_by_range():
    part = xnat.get("/data/projects/PYX/resources/forms/files/form.txt",
                    headers={"Range": "bytes=3-6"})
    equal((part.status_code, part.content), (206, b"form"))


@check
def a_file_is_deleted():
    resource.file("gone.txt").put("gone")
    resource.file("gone.txt").delete()
    equal(resource.file("gone.txt").exists(), False)


@check
def a_resource_is_deleted():
    subject.resource("SET").delete()
    equal(subject.resource("SET").exists(), False)


@check
def scans_are_downloaded_by_type_as_a_zip():
    path = session.scans().download(folder, type="T1", name="t1")
    names = in_zip(read(path))
    equal(list(names), ["S1_MR1/scans/7-T1/resources/NIFTI/files/brain.nii"])
    equal(xnat.get(session._uri + "/scans/ALL/files?format=zip").status_code, 200)


@check
def a_download_without_files_is_not_there():
    equal(xnat.get(session._uri + "/scans/21/files?format=zip").status_code, 404)


def picked(**more):
    """What XNAT's download page sends for the session."""
    wish = {"sessions": ["PYX:S1:S1_MR1:" + session.id()], "projectIds": ["PYX"],
            "scan_types": ["T1"], "scan_formats": ["NIFTI"], "options": []}
    return dict(wish, **more)


@check
def picked_sessions_are_downloaded_in_two_steps():
    told = answers(xnat.post("/xapi/archive/downloadwithsize", json=picked()), 200).json()
    equal(int(told["size"]) > 0, True)
    content = answers(xnat.get("/xapi/archive/download/%s/zip" % told["id"]), 200).content
    equal(in_zip(content), {"S1_MR1/scans/7-T1/resources/NIFTI/brain.nii": b"other"})


@check
def a_picked_download_is_laid_out_as_asked():
    wish = picked(resources=["TREE"], options=["projectIncludedInPath", "simplified"])
    told = answers(xnat.post("/xapi/archive/downloadwithsize", json=wish), 200).json()
    names = in_zip(xnat.get("/xapi/archive/download/%s/zip" % told["id"]).content)
    holds(names, "PYX/S1/S1_MR1/7/NIFTI/brain.nii")
    holds(names, "PYX/S1/S1_MR1/TREE/top.txt", "PYX/S1/S1_MR1/TREE/sub/deep.txt")


@check
def nothing_picked_is_no_content_and_no_login_no_download():
    nothing = picked(sessions=[], projectIds=[])
    equal(xnat.post("/xapi/archive/downloadwithsize", json=nothing).status_code, 204)
    equal(guest.post("/xapi/archive/downloadwithsize", json=picked()).status_code in (401, 403),
          True)
    equal(xnat.post("/xapi/archive/downloadwithsize", data="{").status_code in (400, 415), True)


@check
def a_download_is_also_a_tar():
    content = answers(xnat.get(session._uri + "/scans/ALL/files?format=tar.gz"), 200).content
    with tarfile.open(fileobj=io.BytesIO(content)) as tar:
        holds(tar.getnames(), "S1_MR1/scans/7-T1/resources/NIFTI/files/brain.nii")


# Sharing

@check
def a_subject_and_a_session_are_shared_and_taken_back():
    xnat.select.project("PYX2").insert()
    subject.share("PYX2", label="FOREIGN")
    session.share("PYX2")
    equal(sorted(subject.shares().get()), ["PYX", "PYX2"])
    equal(xnat.select("/project/PYX2/subject/FOREIGN").exists(), True)
    equal(xnat.get("/data/projects/PYX2/experiments/S1_MR1/scans/7").status_code, 200)
    session.unshare("PYX2")
    subject.unshare("PYX2")
    equal(subject.shares().get(), ["PYX"])
    equal(xnat.get("/data/projects/PYX2/subjects/FOREIGN").status_code, 404)


# What others may

@check
def a_collaborator_reads_and_changes_nothing():
    other = pyxnat.Interface(URL, user="pyx", password="Phantoms-are-2-few")
    same = other.select.project("PYX").subject("S1")
    equal(same.attrs.get("gender"), "female")
    refused(lambda: same.attrs.set("gender", "male"), "403", kind=DatabaseError)
    refused(lambda: same.resource("x").file("x").put("x"), kind=DatabaseError)
    refused(same.delete, "403", kind=DatabaseError)


@check
def what_may_not_be_seen_is_not_there():
    other = pyxnat.Interface(URL, user="pyx", password="Phantoms-are-2-few")
    equal(other.get("/data/projects/PYX2").status_code, 404)
    equal(other.get("/data/projects/PYX2/subjects").status_code, 404)
    equal(guest.get("/data/projects/PYX").status_code, 401)


# DICOM

@check
def a_series_is_imported_and_described_by_its_headers():
    series = zipped({"%d.dcm" % n: dicom("S9", 1, 3, n) for n in range(1, 5)})
    answer = xnat.post("/data/services/import", data=series,
                       params={"project": "PYX", "subject": "S9", "session": "S9_CT1",
                               "dest": "/archive/projects/PYX/subjects/S9/experiments/S9_CT1",
                               "overwrite": "append"},
                       headers={"Content-Type": "application/zip"})
    holds(answers(answer, 200).text, "/data/archive/projects/PYX/subjects/S9/experiments/")
    new = project.subject("S9").experiment("S9_CT1")
    equal(new.datatype(), "xnat:ctSessionData")
    equal(new.attrs.get("date"), "2024-02-29")
    equal(new.scan("3").attrs.get("series_description"), "axial")
    equal(len(new.scan("3").resource("DICOM").files().get()), 4)


@check
def headers_are_read_again_and_types_follow():
    project.subject("S9").experiment("S9_CT1").trigger(pipelines=False)
    equal(project.experiment("S9_CT1").exists(), True)


@check
def an_upload_that_holds_no_images_is_an_error():
    answer = xnat.post("/data/services/import?project=PYX&dest=/archive",
                       data=zipped({"a.txt": b"no image"}))
    equal(400 <= answer.status_code < 500, True)


@check
def lists_of_scanners_and_types_are_kept():
    answers(xnat.get("/data/archive/scanners"), 200)
    holds([row["type"] for row in
           answers(xnat.get("/data/archive/scan_types"), 200).json()["ResultSet"]["Result"]], "T1")


# Custom variables and searches

@check
def custom_variables_are_defined_and_kept_to():
    project.add_custom_variables({"Subjects": {"clinic": {"nodes": "integer"}}})
    equal(project.get_custom_variables()["Subjects"]["clinic"], {"nodes": "integer"})
    path = "xnat:subjectData/fields/field[name=nodes]/field"
    subject.attrs.set(path, "7")
    equal(subject.attrs.get(path), "7")
    refused(lambda: subject.attrs.set(path, "many"), "nodes", kind=DatabaseError)


@check
def subjects_are_searched():
    columns = ["xnat:subjectData/SUBJECT_ID", "xnat:subjectData/SUBJECT_LABEL"]
    found = xnat.select("xnat:subjectData", columns).where(
        [("xnat:subjectData/PROJECT", "=", "PYX"),
         ("xnat:subjectData/SUBJECT_LABEL", "LIKE", "S1%"), "AND"])
    equal(found.get("subject_label", always_list=True), ["S1"])


@check
def sessions_are_searched_by_a_field():
    found = xnat.array.search_experiments(
        project_id="PYX", experiment_type="xnat:mrSessionData",
        constraints=[("xnat:mrSessionData/fieldStrength", "=", "3.0")])
    equal(len(found), 1)


@check
def a_search_is_saved_run_and_deleted():
    row, columns = "xnat:subjectData", ["xnat:subjectData/PROJECT", "xnat:subjectData/SUBJECT_ID"]
    xnat.manage.search.save("pyx_search", row, columns,
                            [("xnat:subjectData/PROJECT", "=", "PYX"), "AND"], "private", "mine")
    holds(xnat.manage.search.saved(), "pyx_search")
    equal(len(xnat.manage.search.get("pyx_search", "results")) >= 3, True)
    xnat.manage.search.delete("pyx_search")
    equal("pyx_search" in xnat.manage.search.saved(), False)


@check
def a_search_that_is_none_is_an_error():
    equal(xnat.post("/data/search?format=csv", data="<no").status_code in (400, 422), True)


# What waits before the archive

@check
def a_study_waits_is_looked_at_and_deleted():
    study = zipped({"%d.dcm" % n: dicom("S8", 3, 1, n) for n in range(1, 3)})
    address = answers(xnat.post("/data/services/import", data=study,
                                params={"dest": "/prearchive/projects/PYX"}), 200).text.strip()
    holds(address, "/data/prearchive/projects/PYX/")
    triple = address.split("/")[-3:]
    holds([tuple(one) for one in xnat.manage.prearchive.get()], tuple(triple))
    equal(list(xnat.manage.prearchive.get_scans(triple)), ["1"])
    answers(xnat.delete(address), 200)
    equal(xnat.get(address).status_code, 404)


# Settings, headers, a cache of one's own

@check
def a_setting_is_kept_in_versions():
    address = "/data/projects/PYX/config/viewer/window"
    answers(xnat.put(address, data="wide"), 201)
    answers(xnat.put(address, data="narrow"), 200)
    equal(xnat.get(address + "?contents=true").text, "narrow")
    equal(xnat.get(address + "?contents=true&version=1").text, "wide")


@check
def headers_are_dumped():
    scan3 = project.subject("S9").experiment("S9_CT1").id()
    rows = answers(xnat.get("/data/services/dicomdump", params={
        "src": "/archive/projects/PYX/experiments/%s/scans/3" % scan3, "field": "Modality",
        "format": "json"}), 200).json()["ResultSet"]["Result"]
    equal([(row["tag1"], row["value"]) for row in rows], [("(0008,0060)", "CT")])


@check
def files_wait_in_a_cache_for_an_import():
    address = "/data/user/cache/resources/pyx/files/study.zip"
    study = zipped({"1.dcm": dicom("S7", 4, 1, 1)})
    answers(xnat.put(address, files={"file": ("study.zip", study)}), 200)
    answer = xnat.post("/data/services/import", params={
        "src": "/user/cache/resources/pyx/files/study.zip",
        "dest": "/archive/projects/PYX/subjects/S7/experiments/S7_CT1"})
    holds(answers(answer, 200).text, "/data/archive/projects/PYX/subjects/S7/experiments/")


# What comes in otherwise

def import_(files, **parameters):
    """Sends a ZIP of files to the import service; gives the answer."""
    return xnat.post("/data/services/import", params=parameters, data=zipped(files),
                     headers={"Content-Type": "application/zip"})


@check
def archives_in_an_archive_are_taken_apart():
    files = {"first.zip": zipped({"1.dcm": dicom("S6", 21, 1, 1)}),
             "deeper.zip": zipped({"second.zip": zipped({"2.dcm": dicom("S6", 21, 1, 2)})})}
    answers(import_(files, dest="/archive/projects/PYX/subjects/S6/experiments/S6_CT1"), 200)
    equal(len(project.experiment("S6_CT1").scan("1").resource("DICOM").files().get()), 2)


@check
def a_study_goes_to_the_project_that_it_was_given_to():
    study = "1.2.826.0.1.3680043.10.1516.22.0.0"
    answers(xnat.put("/data/routing/" + study, data={"project": "PYX"}), 200)
    address = answers(import_({"1.dcm": dicom("S5", 22, 1, 1)}, dest="/archive"), 200).text
    holds(address, "/data/archive/projects/PYX/subjects/S5/")
    rows = answers(xnat.get("/data/routing?format=json"), 200).json()["ResultSet"]["Result"]
    holds([(row["studyInstanceUID"], row["project"]) for row in rows], (study, "PYX"))
    answers(xnat.delete("/data/routing/" + study), 200)


@check
def the_sites_rules_say_where_objects_go():
    rules = "/data/config/dicom/projectRules"
    answers(xnat.put(rules, data="(0010,0010):TO([A-Z]+)", params={"status": "enabled"}), 201)
    try:
        address = answers(import_({"1.dcm": dicom("TOPYX", 23, 1, 1)}, dest="/archive"), 200).text
        holds(address, "/data/archive/projects/PYX/subjects/TOPYX/")
    finally:
        answers(xnat.put(rules + "?status=disabled"), 200)
    equal(xnat.put(rules, data="(0010,0010):(").status_code, 400)


@check
def an_import_that_is_watched_is_answered_at_once():
    answer = import_({"1.dcm": dicom("S4", 24, 1, 1)}, **{
        "dest": "/archive/projects/PYX/subjects/S4/experiments/S4_CT1",
        "http-session-listener": "pyx-24"})
    equal(answers(answer, 200).text.strip(), "Submitted for archival")
    said = [{}]
    end = time.time() + 60
    while said[-1].get("status") not in ("COMPLETED", "FAILED") and time.time() < end:
        time.sleep(0.2)
        said = xnat.get("/data/status/pyx-24?format=json").json()["msgs"][0] or [{}]
    equal((said[-1]["status"], said[-1]["msg"]),
          ("COMPLETED", "Archive:/archive/projects/PYX/subjects/S4/experiments/S4_CT1"))


@check
def a_document_comes_with_its_files():
    document = """<xnat:MRSession xmlns:xnat="http://nrg.wustl.edu/xnat" project="PYX"
        xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" label="XAR_MR1"><xnat:resources>
        <xnat:resource xsi:type="xnat:resource" label="NOTES" URI="notes/a.txt"/></xnat:resources>
        <xnat:subject_ID>S4</xnat:subject_ID></xnat:MRSession>"""
    files = {"session.xml": document.encode(), "notes/a.txt": b"a note"}
    answers(import_(files, **{"import-handler": "XAR"}), 200)
    one = project.experiment("XAR_MR1")
    equal(one.datatype(), "xnat:mrSessionData")
    equal(xnat.get(one._uri + "/resources/NOTES/files/a.txt").content, b"a note")


@check
def an_archive_is_unpacked_in_the_cache_and_given_back_as_one():
    cache = "/data/user/cache/resources/unpacked/files"
    answers(xnat.put(cache + "/in.zip?extract=true", data=zipped({"d/1.txt": b"1"})), 200)
    equal(in_zip(answers(xnat.get(cache + "?format=zip"), 200).content), {"d/1.txt": b"1"})
    answers(xnat.delete("/data/user/cache/resources/unpacked"), 200)


# Lists in forms that only XNAT has

@check
def files_are_listed_as_links_catalogue_and_places():
    files = session._uri + "/files?all=true&"
    holds(answers(xnat.get(files + "format=xList"), 200).text, "<a href=\"/data/experiments/")
    catalogue = answers(xnat.get(files + "format=xcat"), 200).text
    holds(catalogue, "<cat:Catalog ", URL + "/data/experiments/")
    rows = answers(xnat.get(files + "locator=projectPath&format=json"), 200)
    places = [row["projectPath"] for row in rows.json()["ResultSet"]["Result"]]
    equal(all(place.startswith("arc001/") for place in places), True)


@check
def the_catalogue_of_images_names_them():
    series = project.experiment("S6_CT1")._uri + "/scans/1/resources/DICOM"
    holds(answers(xnat.get(series), 200).text, "<cat:DCMCatalog ", "cat:dcmEntry",
          "1.2.826.0.1.3680043.10.1516.21.1.2")


@check
def a_list_is_given_as_the_search_that_finds_it():
    search = answers(xnat.get("/data/projects/PYX/subjects?format=search_xml"), 200).content
    found = answers(xnat.post("/data/search?format=json", data=search), 200)
    holds([row["subject_label"] for row in found.json()["ResultSet"]["Result"]], "S6", "S4")


@check
def labels_of_quality_are_offered():
    equal(xnat.get("/data/services/scan-quality-labels/PYX").json(),
          {"PYX": ["usable", "questionable", "unusable"]})


# Names, folders, locks

@check
def a_resource_is_renamed_and_a_file_moved():
    one = project.resource("forms")._uri
    answers(xnat.put(one + "?label=papers"), 200)
    at = "/archive/projects/PYX/resources/papers/files/"
    answers(xnat.post("/data/services/move-files",
                      params={"src": at + "form.txt", "dest": at + "old/form.txt"}), 200)
    equal(xnat.get("/data" + at + "old/form.txt").content, b"by form")


@check
def a_file_in_a_zip_is_read():
    at = session.resource("ZIPS")._uri + "/files/kept.zip"
    equal(xnat.get(at + "!/a").content, b"1")


@check
def a_session_is_seen_as_folders():
    rows = answers(xnat.get(session._uri + "/DIR"), 200).json()["ResultSet"]["Result"]
    holds([row["Name"] for row in rows], "SCANS", "RESOURCES", "ASSESSORS")


@check
def a_locked_session_is_not_changed():
    answers(xnat.put(session._uri + "?_lock=true"), 200)
    refused(lambda: session.attrs.set("note", "changed"), "403", kind=DatabaseError)
    answers(xnat.put(session._uri + "?_unlock=true"), 200)
    session.attrs.set("note", "changed")


@check
def a_document_is_put_where_it_says():
    document = xnat.get(subject._uri + "?format=xml").text.replace(">female<", ">male<")
    answers(xnat.put("/xapi/archive/upload/xml", data=document.encode(),
                     headers={"Content-Type": "text/xml"}), 200)
    equal(subject.attrs.get("gender"), "male")


# Deleting

@check
def a_session_is_deleted_with_what_is_in_it():
    session.delete()
    equal(session.exists(), False)
    equal(assessor.exists(), False)


@check
def a_project_is_deleted_and_its_id_not_given_again():
    xnat.select.project("PYX3").insert()
    xnat.select.project("PYX3").delete()
    equal(xnat.select.project("PYX3").exists(), False)
    equal(xnat.put("/data/projects/PYX3").status_code, 403)


@check
def what_is_not_there_is_an_error_that_says_so():
    refused(lambda: xnat.select.project("NONE").get(), kind=(DatabaseError, OperationalError))
    equal(xnat.get("/data/experiments/NONE").status_code, 404)


ended()
