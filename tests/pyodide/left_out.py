"""What of the package's tests does not run in Pyodide, and why.

Keys are the beginnings of test ids, below tests/. An entry that fits no test
is an error, so that this list never outlives what it speaks of.
"""

NO_PROCESS = (OSError, "there are no processes in a browser")
NO_THREAD = (RuntimeError, "there are no threads in a browser")

# These run, and must fail in just this way.
IMPOSSIBLE = {
    "package/test_interrupts.py::test_fit_works_outside": NO_THREAD,
    "package/test_interrupts.py::test_ctrl_c_from_outside": NO_PROCESS,
    "package/test_recipe.py::test_the_page_needs_numpy_alone": NO_PROCESS,
    "package/test_scalar.py::test_a_deep_graph_builds": NO_PROCESS,
    "package/test_tape.py::test_a_graph_20_000_deep": NO_PROCESS,
}

# These say the same on every machine, or need what is not there.
ELSEWHERE = {
    "package/test_house.py": "reads the source, not what it does",
    "package/test_wheel.py": "builds the wheel, which is installed here",
    "package/test_check_command.py": "starts a process for each case",
    "package/test_in_torch.py::test_pytorch_finds": "asks PyTorch",
    "package/test_oracle.py::test_pytorch": "asks PyTorch",
    "package/test_policy.py::test_it_moves_as_gymnasium": "asks Gymnasium",
    "exercises/test_checks.py::test_its_objective": "reads the chapters",
    "exercises/test_checks.py::test_a_chapter_has": "reads the chapters",
    "exercises/test_checks.py::test_it_knows_at_least": "reads the catalogue",
    "exercises/test_checks.py::test_it_says_what": "reads the catalogue",
}

# Python is two to three times slower here. Of these, which have many cases
# or many draws, every so many-th case runs; all do in the package's own run.
ONE_IN = {
    "package/test_check_zoo.py::test_a_planted": 8,
    "package/test_errors.py::test_a_wrong_call": 4,
    "package/test_gradient_check.py::test_a_relu_net_that_starts": 4,
    "package/test_gradient_check.py::test_a_right_layer_agrees": 5,
    "package/test_gradient_check.py::test_a_right_layer_that": 6,
    "package/test_gradient_check.py::test_a_right_loss_agrees": 3,
    "package/test_gradient_check.py::test_a_right_net_is_never": 5,
    "package/test_gradient_check_detects.py::test_a_spoiled": 6,
    "package/test_mistakes.py::test_the_check_fails_on_exactly": 8,
    "package/test_mistakes.py::test_the_right_program_agrees": 6,
    "exercises/test_checks.py::test_a_catalogued_mistake": 5,
    "exercises/test_checks.py::test_a_hostile_answer": 10,
    "exercises/test_checks.py::test_check_prints": 4,
}
SEEDS = range(1)  # of the ten that tests/exercises/test_checks.py draws
EXAMPLES = 10  # of the sixty that Hypothesis draws
