"""What leaves the sandbox may be anything: it costs points, and no more.

The trusted side turns bytes into outcomes or refuses them, and the judge
ends in a verdict. BACKPROP_LONG=1 forges more than 5,000 results.
"""

import json
import os

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backprop.exercises.judging import judge
from backprop.exercises.plain import Opaque
from backprop.exercises.registry import CHAPTERS, find
from backprop.exercises.running import Outcome, run
from backprop.grading.asking import Job, most_bytes
from backprop.grading.inside.packing import packed, written
from backprop.grading.reading import outcomes
from backprop.grading.unpacking import BadResultError, parsed, unpacked

LONG = bool(os.environ.get("BACKPROP_LONG"))
ALL = [e for exercises in CHAPTERS.values() for e in exercises]
PLAIN = [
    None, ..., True, 0, -3, 2.5, float("nan"), float("-inf"), "text", (),
    (1, ("a", None)), {"dW": np.ones((2, 3)), "1": 4}, Opaque("generator"),
    np.zeros((0, 3)), np.arange(4), np.ones(3, bool), np.float32([1, 2]),
    np.full((2, 2, 2), np.nan), np.arange(3, dtype=">i2"),
]  # fmt: skip


def alike(a, b):
    if isinstance(a, np.ndarray):
        return a.shape == b.shape and np.array_equal(
            a, b, equal_nan=a.dtype.kind == "f"
        )
    if isinstance(a, tuple):
        return len(a) == len(b) and all(map(alike, a, b))
    if isinstance(a, dict):
        return a.keys() == b.keys() and all(alike(a[k], b[k]) for k in a)
    return a is b or a == b or (a != a and b != b)


@pytest.mark.parametrize("thing", PLAIN, ids=repr)
def test_plain_data_comes_out_as_it_went_in(thing):
    data = json.dumps(packed(thing), allow_nan=False).encode()
    assert alike(thing, unpacked(parsed(data)))


def array(dtype="<f8", shape=(2,), code="AAAAAAAAAAAAAAAAAAAAAA=="):
    return json.dumps({"array": [dtype, shape, code]}).encode()


@pytest.mark.parametrize("data", [
    b"", b"\xff\xfe", b"nonsense", b"NaN", b"Infinity", b"1e999", b"[" * 99999,
    b"9" * 5000, b"1" + b"0" * 30, b'{"a": 1, "a": 2}', b'{"tuple": 3}',
    b'{"float": "1.0"}', b'{"what": 1}', b"{}", b"[]", b'{"dict": [[1, 2]]}',
    b'{"dict": [["a", 1], ["a", 2]]}', b'{"dict": [["a"]]}',
    b'{"tuple": [' * 40 + b"1" + b"]}" * 40, b"[" + b"1," * 200_000 + b"1]",
    array(dtype="<f16"), array(dtype="O"), array(dtype=3), array(shape=3),
    array(shape=[-1]), array(shape=[2.0]), array(shape=[10**9, 10**9]),
    array(shape=[1] * 9), array(shape=[3]), array(code="=="),
    array(code="\u00e4"), array(code=None), b'{"array": []}',
])  # fmt: skip
def test_what_is_not_plain_data_is_refused(data):
    with pytest.raises(BadResultError):
        unpacked(parsed(data))


def test_a_text_that_cannot_be_written_is_made_one_that_can():
    said = unpacked(parsed(b'"a\\ud800b\\u0000c\\u202e"'))
    assert said.encode("utf-8").decode() == "a?b\ufffdc\ufffd"


def right_bytes(exercise):
    cases = exercise.cases_for(3)
    wrong = exercise.wrong_answer(exercise.mistakes[0], 3)
    done = run(wrong, [case.asked for case in cases])
    return cases, json.loads(written(done))


LEAF = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False),
    st.text(max_size=8), st.sampled_from([
        "W1 b1", "STR", {"dots": 1}, {"float": "nan"}, {"float": "inf"},
        {"opaque": "list"}, {"tuple": []}, 10**14, 10**40, 1e308,
        json.loads(array()), json.loads(array(shape=[2, 1])),
        {"array": ["|b1", [3], "AQIA"]}, {"array": ["<f4", [0, 3], ""]},
        {"array": ["<f8", [1], "AAAAAAAA8H8="]}, "raised", "interrupted",
    ]),
)  # fmt: skip
JSONS = st.recursive(
    LEAF,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.lists(inner, max_size=4).map(lambda parts: {"tuple": parts}),
        st.dictionaries(st.sampled_from("abW"), inner, max_size=3).map(
            lambda found: {"dict": [[k, v] for k, v in found.items()]}
        ),
    ),
    max_leaves=6,
)


def places(thing, path=()):
    """Every place in a JSON document."""
    yield path
    inner = (
        thing.items()
        if isinstance(thing, dict)
        else enumerate(thing)
        if isinstance(thing, list)
        else ()
    )
    for key, part in inner:
        yield from places(part, (*path, key))


def forged(document, path, value):
    if not path:
        return value
    if isinstance(document, dict):
        return document | {path[0]: forged(document[path[0]], path[1:], value)}
    made = list(document)
    made[path[0]] = forged(made[path[0]], path[1:], value)
    return made


@pytest.mark.long
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("exercise", ALL, ids=lambda e: e.id)
def test_a_forged_result_ends_in_a_verdict_or_is_refused(exercise):
    cases, document = right_bytes(exercise)
    everywhere = sorted(places(document), key=len)

    @settings(
        max_examples=90 if LONG else 4,
        deadline=None,
        database=None,
        derandomize=not LONG,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.lists(st.tuples(st.sampled_from(everywhere), JSONS), max_size=3))
    def forge(changes):
        made = document
        for path, value in changes:
            try:
                made = forged(made, path, value)
            except (KeyError, IndexError, TypeError):
                continue  # an earlier change took the place away
        try:
            found = outcomes(json.dumps(made).encode(), cases)
        except BadResultError:
            return
        assert isinstance(judge(exercise, cases, found, 3).passed, bool)

    forge()


@pytest.mark.long
@settings(max_examples=2000 if LONG else 100, deadline=None, database=None)
@given(st.binary(max_size=60))
def test_any_bytes_are_refused_or_read(data):
    cases = find("4.3").cases_for(0)
    try:
        assert outcomes(data, cases) == []
    except BadResultError:
        pass


def test_a_question_may_ask_anything():
    cases = find("3.6").cases_for(0)
    job = Job("f", cases)
    for said in [
        b"", b"[]", b"[0]", b"[99, 1.0]", b'["a", 1]', b"[0, null]",
        b'[0, "text"]', b'[0, {"complex": ["x", 1]}]', b'[0, {"tuple": []}]',
        b'[0, {"dict": []}]', b"[0, 0.0]", b"[-1, 1.0]", b'{"a": 1}',
        b'[0, {"complex": [1, 2, 3]}]', b'[0, {"complex": 3}]', b"[[], 1]",
        b'[0, {"opaque": "x"}]', b'[0, {"dots": 1}]', array(),
        b"[0, " + array() + b"]",
    ]:  # fmt: skip
        assert isinstance(job.reply(said), bytes)


def test_questions_are_counted_outside():
    cases = find("5.4").cases_for(0)
    job = Job("f", cases)
    for _ in range(300):
        job.reply(b"[1, 0.5]")
    counts = [heard["questions"]["diverges"] for heard in job.heard]
    assert counts == [0, 300, 0, 0]
    data = written([Outcome(results=[1.0], asked={"diverges": [7]})] * 4)
    found = outcomes(data, cases, job.heard)[1]
    assert found.questions["diverges"] == 300
    assert found.asked["diverges"] == [0.5] * 50


def test_nothing_that_knows_the_truth_goes_in():
    for exercise in ALL:
        cases = exercise.cases_for(1)
        text = Job("answer", cases).data
        for word in (b"threshold", b"expect", b"blind_spots", b"judge"):
            assert word not in text, (exercise.id, word)
    with pytest.raises(TypeError, match="may not go into the sandbox"):
        Job("answer", cases)._pickled(judge)


def test_the_cap_is_wide_enough_for_what_is_right():
    cases = find("6.3").cases_for(0)
    assert most_bytes(cases) > 5_000_000  # a right answer sends 3.8 MB
    for exercise in ALL:
        cases = exercise.cases_for(0)
        known = [tuple(expect.values()) for case in cases
                 for expect in case.expect]  # fmt: skip
        sent = written([Outcome(results=known)])
        assert len(sent) < most_bytes(cases) / 2, exercise.id
