"""The page's pole moves, draws and falls as the package's does."""

import json

import numpy as np
import pytest
from node import LIVE, answers, needs_node

from backprop import Poles, play, softmax
from backprop.live import live_pole
from backprop.live.pole import lengths

IMPORTS = f"""
import * as p from "{(LIVE / "pole.mjs").as_uri()}";
import * as w from "{(LIVE / "pole_words.mjs").as_uri()}";
"""
EPISODES = f"""{IMPORTS}
console.log(JSON.stringify(data.map(({{ states, actions }}) => {{
  const free = [states[0]];
  for (const action of actions) free.push(p.stepped(free.at(-1), action));
  return {{ free, each: actions.map((a, t) => p.stepped(states[t], a)),
    ends: free.map((state, t) => p.endOf(state, t)) }};
}})));
"""
DRAWN = f"""{IMPORTS}
console.log(JSON.stringify(data.policies.map((policy) =>
  data.starts.map((seed) => new p.Episode(seed).finish(policy)))));
"""
CHANCES = f"""{IMPORTS}
console.log(JSON.stringify(data.states.map((s) => p.chances(data, s))));
"""
SAID = f"""{IMPORTS}
const {{ seed, actions, policy, best, still }} = data;
const one = new p.Episode(seed);
if (actions) for (const action of actions) one.push(action);
else one.finish(policy);
console.log(JSON.stringify({{ counted: w.counted(seed, one, policy),
  welcome: w.welcome(policy, still), moving: w.moving(policy),
  stopped: w.stopped(policy),
  state: one.state, ended: one.end && w.ended(one, policy, best) }}));
"""
ZERO = np.zeros((4, 2))
STEADY = np.array([[-0.2, 0.3], [-0.5, 0.6], [-4, 5], [-3, 3.5]])
BIAS = np.array([0.25, -0.5])
LONG = 200  # steps after which one last bit has grown by 4 million


def policy(W, b=0.0):
    return lambda states: softmax(states @ W + b)


def drawn(W, n, seed):
    """Episodes of the package: the states, one more, and the actions."""
    rng = np.random.default_rng(seed)
    poles = Poles(n, rng)
    story = play(policy(W), poles, rng)
    states = np.concatenate([story.states, poles.states[:, None]], axis=1)
    return [
        {"states": s[: k + 1].tolist(), "actions": a[:k].tolist()}
        for s, a, k in zip(states, story.actions, story.lengths, strict=True)
    ]


def data_of(bundle):
    html = bundle["text/html"]
    return json.loads(html.split('json">')[1].split("</script>")[0])


@needs_node
@pytest.mark.parametrize(
    ("W", "n"), [(ZERO, 200), (STEADY / 6, 60), (STEADY, 20)]
)
def test_whole_episodes_are_the_packages(W, n):
    """To 1e-9, each from its start alone, as far as a last bit of a sine
    cannot grow to that; behind it each step from the package's state."""
    episodes = drawn(W, n, 0)
    for truth, got in zip(episodes, answers(EPISODES, episodes), strict=True):
        states = np.array(truth["states"])
        np.testing.assert_allclose(
            got["free"][: LONG + 1], states[: LONG + 1], rtol=0, atol=1e-9
        )
        np.testing.assert_allclose(got["each"], states[1:], rtol=0, atol=1e-13)
        assert not any(got["ends"][:-1])
        assert got["ends"][-1]
    longest = max(len(one["actions"]) for one in episodes)
    assert longest > {200: 60, 60: 100, 20: 499}[n]


@needs_node
@pytest.mark.parametrize(
    ("state", "steps", "end"),
    [
        ([0, 0, 0, 0], 499, ""),
        ([0, 0, 0, 0], 500, "longest"),
        ([0, 0, 0.2094, 0], 9, ""),
        ([0, 0, 0.2095, 0], 9, "leant"),
        ([0, 0, -0.2095, 0], 500, "leant"),
        ([2.4, 0, 0, 0], 9, ""),
        ([2.4001, 0, 0, 0], 9, "right"),
        ([-2.4001, 0, 0, 0], 9, "left"),
    ],
)
def test_every_end_has_its_name_and_is_the_packages(state, steps, end):
    script = f"""{IMPORTS}
    console.log(JSON.stringify(p.endOf(data.state, data.steps)));"""
    assert answers(script, {"state": state, "steps": steps}) == end
    poles = Poles(1, np.random.default_rng(0), longest=steps + 1)
    # Its velocities are 0: a step leaves place and angle as they are.
    poles.states = np.array([state], dtype=float)
    poles.step(np.array([1]))
    assert poles.alive[0] == (end in ("", "longest"))


@needs_node
def test_the_policy_is_the_softmax_of_its_scores():
    states = np.random.default_rng(3).normal(size=(50, 4))
    given = {"W": STEADY.tolist(), "b": BIAS.tolist()}
    got = answers(CHANCES, given | {"states": states.tolist()})
    truth = policy(STEADY, BIAS)(states)
    np.testing.assert_allclose(got, truth, rtol=0, atol=1e-12)


@needs_node
def test_what_stands_in_print_is_what_the_page_plays(shown):
    live_pole([("before", ZERO), ("some", STEADY / 20), ("more", STEADY)])
    policies = data_of(shown[0])["policies"]
    starts = [1, 2, 3, 4, 5, 2**31, 2**32 - 1]
    ask = {"policies": policies, "starts": starts}
    for given, got in zip(policies, answers(DRAWN, ask), strict=True):
        steps = [one["steps"] for one in got]
        W, b = np.array(given["W"]), np.array(given["b"])
        assert steps == lengths(W, b, starts).tolist()
        row = " · ".join([given["label"], *map(str, steps[:5])])
        assert row in shown[0]["text/plain"]
        assert all(one["end"] for one in got)


@needs_node
def test_starts_lie_where_the_packages_do_and_differ():
    script = f"""{IMPORTS}
    console.log(JSON.stringify(Array.from({{ length: 500 }},
      (_, k) => new p.Episode(k + 1).state)));"""
    states = np.array(answers(script))
    assert np.abs(states).max() < 0.05
    assert np.abs(states).max() > 0.0495
    assert np.abs(states.mean(axis=0)).max() < 0.005
    assert len(np.unique(states)) == states.size


@needs_node
def test_what_is_said(shown):
    live_pole([("before", ZERO), ("trained", STEADY)])
    before, trained = data_of(shown[0])["policies"]
    hand = {"seed": 1, "actions": [1] * 30, "best": 41, "still": False}

    def said(**data):
        return {
            k: v.replace("\u00a0", " ")
            for k, v in answers(SAID, hand | data).items()
            if k != "state"
        }

    own = said()
    steps = int(own["counted"].split(" · ")[1].split()[0])
    assert 5 < steps < 15
    assert own == {
        "counted": f"Start 1 · {steps} steps · {steps * 0.02:.2f} s",
        "welcome": "Push with the keys ← and →, or with the two buttons. The "
        "first press starts, and the cart is pushed that way until you press "
        "the other.",
        "moving": "The cart is pushed the way of your last press.",
        "stopped": "Stopped. Your next press goes on from here.",
        "ended": f"You kept the pole up for {steps} steps, "
        f"{steps * 0.02:.2f} s, until it leant more than 12°. Your longest "
        "so far is 41.",
    }
    assert said(still=True)["welcome"].endswith("Each press is one step.")
    half = said(policy=before, actions=[1])
    assert half["counted"] == "Start 1 · 1 step · right with 50 %"
    assert half["ended"] == ""
    some = answers(SAID, hand | {"policy": trained, "actions": [1, 1]})
    P = policy(STEADY)(np.array([some["state"]]))[0]
    assert some["counted"].endswith(f"right with {100 * P[1]:.0f}\u00a0%")
    full = said(policy=trained, actions=None)
    assert full["ended"] == (
        "The policy “trained” kept the pole up for 500 steps, 10.00 s, and "
        "there an episode ends."
    )
    assert full["stopped"] == "Stopped. Play goes on from here."
    assert full["moving"] == "The policy “trained” pushes."


def test_the_output_is_the_same_each_time_and_the_weights_are_rounded(shown):
    W = ZERO + [0.0, 0.12349]
    for _ in range(2):
        live_pole([("one", W, BIAS), ("two", (2 * W).tolist())])
    assert shown[0] == shown[1]  # nbval compares it
    words, html = shown[0]["text/plain"], shown[0]["text/html"]
    assert data_of(shown[0])["policies"] == [
        {"label": "one", "W": [[0, 0.123]] * 4, "b": [0.25, -0.5]},
        {"label": "two", "W": [[0, 0.247]] * 4, "b": [0, 0]},
    ]
    assert "policy · x · dx · angle · turn · bias" in words
    assert "one · 0.123 · 0.123 · 0.123 · 0.123 · −0.75" in words
    assert html.startswith("<live-pole>\n<div class='pole-print'>")
    live_pole([("one", W)])
    assert "bias" not in shown[2]["text/plain"]


@pytest.mark.parametrize(
    ("weights", "error", "words"),
    [
        ([], ValueError, r"a policy or more.*got \[\]"),
        ([("a", ZERO), ("a", ZERO)], ValueError, "label of its own"),
        ({"a": ZERO}, TypeError, "must be a list of .*, got dict"),
        ([ZERO], TypeError, r"weights\[0\] must be .*, got ndarray"),
        ([(ZERO, "a")], TypeError, "a text as its label"),
        ([("a", ZERO.T)], ValueError, r"W of 'a' .* \(4, 2\), got \(2, 4\)"),
        ([("a", ZERO, ZERO)], ValueError, r"b of 'a' .* shape \(2,\)"),
        ([("a", ZERO / np.inf + np.nan)], ValueError, "W of 'a'"),
    ],
)
def test_what_does_not_fit_is_refused(shown, weights, error, words):
    with pytest.raises(error, match=words):
        live_pole(weights)
    assert not shown
