"""Whose file is it, and which attempt counts; no upload leads anywhere."""

import os
import stat
import zipfile
from datetime import UTC, datetime

import pytest

from backprop.grading import plan as plans
from backprop.grading.classes import rows_of
from backprop.grading.grade import write_all
from backprop.grading.late import LateRule, due_time, spoken
from backprop.grading.notebooks import UnreadableError, read
from backprop.grading.pages import safe_name
from backprop.grading.roster import Finder, Learner, RosterError
from backprop.grading.roster import read as read_roster
from backprop.grading.tables import cell
from backprop.grading.uploads import collected, newest
from conftest import EXERCISES, solved

RIGHT = solved()


def roster(tmp_path, text):
    path = tmp_path / "roster.csv"
    path.write_text(text, encoding="utf-8")
    return read_roster(path)


@pytest.fixture
def learners(tmp_path):
    return roster(tmp_path, "id,name,email\nada,Ada Byron,ada@x.org\n"
                  "ada2,Ada Two,\nbob,Bob Ross,b@x.org\n")  # fmt: skip


@pytest.mark.parametrize(("name", "id"), [
    ("ada", "ada"), ("ADA", "ada"), ("ada_homework", "ada"),
    ("ada2-4", "ada2"), ("ada3", None), ("Ada Byron", "ada"),
    ("byronada_LATE_123_456_exercises-4", "ada"), ("b@x.org", "bob"),
    ("Bob Ross_4711_assignsubmission_file_", "bob"), ("eve", None), ("", None),
])  # fmt: skip
def test_a_name_says_whose_it_is(learners, name, id):
    found = Finder(learners).find(name)
    assert (found.id if found else None) == id


def test_canvas_and_moodle_lists_are_rosters(tmp_path):
    (one,) = roster(
        tmp_path,
        "Student,ID,SIS User ID,SIS Login ID,Section\n"
        '"Byron, Ada",77,s1,ada,A\n',
    )
    assert (one.id, one.name) == ("ada", "Byron, Ada")
    assert Finder([one]).find("byronada_77_9_x-2").id == "ada"
    assert Finder([one]).find("other_77_9_x").id == "ada"
    (one,) = roster(
        tmp_path,
        "First name;Surname;ID number;Email address\nAda;Byron;12;a@x.org\n",
    )
    assert (one.id, one.name) == ("12", "Ada Byron")
    assert Finder([one]).find("Ada Byron_9_assignsubmission_file_").id == "12"


def test_two_of_one_name_are_nobodys_by_name():
    two = [Learner("1", "Ada B"), Learner("2", "Ada B")]
    assert Finder(two).find("Ada B_9_assignsubmission_file_") is None
    assert Finder(two).find("2").id == "2"


@pytest.mark.parametrize("text", [
    "", "name\nada\n", "id\nada\nADA\n", "id,seed\nada,x\n", "id\n\n",
])  # fmt: skip
def test_a_roster_that_cannot_be_used_is_refused(tmp_path, text):
    with pytest.raises(RosterError):
        roster(tmp_path, text)


def test_nbgraders_tree_with_its_time_and_other_assignments(
    tmp_path, learners
):
    for k, name in enumerate(["03-chain-rule", "04-backward-pass"]):
        folder = tmp_path / "submitted" / "ada" / name
        folder.mkdir(parents=True)
        (folder / f"{name}.ipynb").write_bytes(RIGHT)
        (folder / "timestamp.txt").write_text(f"2026-01-0{9 - k} 10:00:00 UTC")
    uploads, left_out = collected(tmp_path / "submitted")
    assert not left_out
    names = ["04-backward-pass", "03-chain-rule", "04-backward-pass"]
    rows, nobodys = rows_of(learners, uploads, names)
    assert not nobodys
    assert rows[0].upload.assignment == "04-backward-pass"
    when = datetime(2026, 1, 8, 10, tzinfo=UTC).timestamp()
    assert rows[0].upload.when == when
    assert [row.status for row in rows[1:]] == ["missing", "missing"]


def test_the_newest_attempt_counts_and_equal_times_go_by_number(tmp_path):
    for name, when in [("a", 9), ("a (1)", 9), ("a (2)", 5), ("a.txt", 99)]:
        path = tmp_path / (name if "." in name else f"{name}.ipynb")
        path.write_bytes(RIGHT)
        os.utime(path, (when, when))
    uploads, _ = collected(tmp_path)
    assert {u.whose for u in uploads} == {"a"}
    assert newest(uploads).path.endswith("a (1).ipynb")


def zipped(tmp_path, entries):
    path = tmp_path / "all.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            info = zipfile.ZipInfo(name, (2026, 11, 20, 10, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            if isinstance(data, str):
                info.external_attr = (stat.S_IFLNK | 0o777) << 16
            archive.writestr(info, data)
    return path


def test_bulk_downloads_of_canvas_and_moodle(tmp_path, learners):
    path = zipped(tmp_path, {
        "byronada_77_1001_exercises.ipynb": b"{}",
        "byronada_77_1001_exercises-1.ipynb": RIGHT,
        "Bob Ross_9_assignsubmission_file_/my work.ipynb": RIGHT,
        "Bob Ross_9_assignsubmission_onlinetext_/text.html": b"<p>hi",
    })  # fmt: skip
    uploads, left_out = collected(path)
    rows, nobodys = rows_of(learners, uploads, [""])
    assert not left_out
    assert not nobodys
    assert rows[0].upload.number == 1
    assert [r.status for r in rows] == ["not graded", "missing", "not graded"]


def test_names_that_lead_elsewhere_and_links_are_not_followed(
    tmp_path, learners
):
    path = zipped(tmp_path, {
        "../ada.ipynb": RIGHT, "/ada.ipynb": RIGHT, "a/../../ada.ipynb": RIGHT,
        "..\\ada.ipynb": RIGHT, "C:\\ada.ipynb": RIGHT,
        "bob.ipynb": "/etc/passwd",
    })  # fmt: skip
    before = sorted(tmp_path.rglob("*"))
    uploads, left_out = collected(path)
    rows, _ = rows_of(learners, uploads, [""])
    assert len(left_out) == 5
    assert [r.status for r in rows] == ["missing", "missing", "unreadable"]
    assert rows[2].reason == "it is a link"
    assert sorted(tmp_path.rglob("*")) == before


def test_a_folder_that_is_a_link_is_not_entered(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "ada").symlink_to("/etc")
    os.mkfifo(tmp_path / "in" / "bob.ipynb")
    (upload,) = collected(tmp_path / "in")[0]
    with pytest.raises(UnreadableError, match="ordinary"):
        upload.read()


def test_a_zip_bomb_is_not_unpacked(tmp_path):
    path = zipped(tmp_path, {"ada.ipynb": bytes(200 << 20)})
    assert path.stat().st_size < 1 << 20
    (upload,) = collected(path)[0]
    with pytest.raises(UnreadableError, match="larger"):
        upload.read()


def test_a_zip_that_lies_about_its_sizes_is_unreadable(tmp_path):
    path = zipped(tmp_path, {"ada.ipynb": bytes(40 << 20)})
    data = path.read_bytes()
    real = (40 << 20).to_bytes(4, "little")
    assert data.count(real) == 2
    path.write_bytes(data.replace(real, (1000).to_bytes(4, "little")))
    (upload,) = collected(path)[0]
    with pytest.raises(UnreadableError):
        read(upload.read())


def test_two_learners_with_one_file_are_told(tmp_path, learners):
    for name in ("ada", "bob"):
        (tmp_path / f"{name}.ipynb").write_bytes(RIGHT)
    rows, _ = rows_of(learners, collected(tmp_path)[0], [""])
    assert "the same file as bob" in rows[0].told
    assert "the same file as ada" in rows[2].told
    plan = plans.plan(plans.sources(EXERCISES / "source")[4])
    (tmp_path / "out").mkdir()
    write_all(tmp_path / "out", plan, rows)
    for name in ("feedback/ada.html", "moodle.csv"):  # what learners see
        text = (tmp_path / "out" / name).read_text(encoding="utf-8")
        assert "same file" not in text


@pytest.mark.parametrize(("line", "seed"), [
    ("SEED = 7", 7), ("SEED=3  # mine", 3), ("SEED = 10**9", 0),
    ("SEED = __import__('os').getpid()", 0), ("SEED = -1", 0),
    ("SEED = 99999999999", 0), ("SEED = 0.5", 0), ("", 0),
])  # fmt: skip
def test_a_seed_is_read_as_a_number_and_never_run(line, seed):
    assert read(solved(setup_4=f"import numpy\n{line}\n")).seed == seed


def test_what_lateness_costs():
    due = due_time("2026-11-20")
    assert due == due_time("2026-11-20T23:59:59")
    rule = LateRule(due, percent=10, days=3, grace=15)
    day = 86400.0
    assert rule.score(20, None) == rule.score(20, due) == 20
    assert rule.score(20, due + 15 * 60) == 20
    assert rule.score(20, due + 16 * 60) == 18
    assert rule.score(20, due + day + 1) == 16
    assert rule.score(20, due + 3 * day) == 14
    assert rule.score(20, due + 3 * day + 1) == 0
    assert LateRule(due).score(20, due + day) == 20
    assert spoken(rule.late(due + day + 3600)) == "1 d 01:00"
    assert spoken(0.0) == ""


def test_no_id_leads_out_of_the_folder_or_into_a_formula():
    assert safe_name("../../etc/passwd") == "_.._etc_passwd"
    assert safe_name("...") == "_"
    assert safe_name("ada@x.org") == "ada@x.org"
    assert cell("=HYPERLINK()") == "'=HYPERLINK()"
    assert cell("ada") == "ada"
    assert cell("a.\x1b[31m\nb") == "a.\ufffd[31m b"


def test_a_learners_own_zip_holds_nothing_of_others(tmp_path, learners):
    """Bob's notebook in Ada's zip, and dated later, is Ada's."""
    inbox = tmp_path / "in"
    inbox.mkdir()
    (inbox / "bob.ipynb").write_bytes(RIGHT)
    os.utime(inbox / "bob.ipynb", (1e9, 1e9))
    zipped(tmp_path, {"bob.ipynb": b"{}"}).rename(inbox / "ada_1_2_x.zip")
    zipped(tmp_path, {"ada2.ipynb": RIGHT}).rename(inbox / "download.zip")
    rows, nobodys = rows_of(learners, collected(inbox)[0], [""])
    assert not nobodys
    assert [row.status for row in rows] == [
        "unreadable", "not graded", "not graded",
    ]  # fmt: skip
    assert [row.attempts for row in rows] == [1, 1, 1]


def test_a_zip_that_is_none_costs_its_learner_alone(tmp_path, learners):
    whole = zipped(tmp_path, {"x.ipynb": RIGHT}).read_bytes()
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "ada.zip").write_bytes(b"PK\5\6" + b"\xff" * 18)
    broken = bytearray(whole)
    broken[60:400] = b"\xff" * 340
    (tmp_path / "in" / "bob.zip").write_bytes(broken)
    (tmp_path / "in" / "ada2.zip").symlink_to(tmp_path / "in" / "bob.zip")
    rows, _ = rows_of(learners, collected(tmp_path / "in")[0], [""])
    assert [row.status for row in rows] == 3 * ["unreadable"]
    assert "no zip" in rows[0].reason
    assert "link" in rows[1].reason
    assert "cannot be read" in rows[2].reason


def test_what_unpacks_into_much_memory_is_not_unpacked(tmp_path):
    path = tmp_path / "all.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("ada.ipynb", RIGHT)
    (upload,) = collected(path)[0]
    with pytest.raises(UnreadableError, match="packed"):
        upload.read()


@pytest.mark.parametrize("when", [
    "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "1970-01-01",
])  # fmt: skip
def test_a_time_that_cannot_be_is_not_known(tmp_path, when):
    folder = tmp_path / "ada" / "04-backward-pass"
    folder.mkdir(parents=True)
    (folder / "04-backward-pass.ipynb").write_bytes(RIGHT)
    (folder / "timestamp.txt").write_text(when)
    (upload,) = collected(tmp_path)[0]
    now = (folder / "04-backward-pass.ipynb").stat().st_mtime
    assert upload.when == now


def test_a_name_of_thousands_of_digits_is_read():
    found = b'{"cells": [{"cell_type": "code", "source": "", "metadata": '
    found += b'{"nbgrader": {"grade_id": "a-%b"}}}]}' % (b"9" * 5000)
    assert read(found).chapter is None


def test_a_file_with_a_name_in_no_coding_stops_no_class(tmp_path, learners):
    inbox = tmp_path / "in"
    inbox.mkdir()
    for name in (b"ada.\xff", b"bob-\xff.ipynb"):
        (inbox / os.fsdecode(name)).write_bytes(RIGHT)
    rows, _ = rows_of(learners, collected(inbox)[0], [""])
    assert [row.attempts for row in rows] == [1, 0, 1]
    plan = plans.plan(plans.sources(EXERCISES / "source")[4])
    write_all(tmp_path, plan, rows)
    text = (tmp_path / "grades.csv").read_text(encoding="utf-8")
    assert "bob-?.ipynb" in text
    assert len(text.splitlines()) == 4
    assert (tmp_path / "feedback" / "ada.html").exists()
    assert (tmp_path / "class.html").exists()
