"""Without numba and Arrow the same functions run as plain Python, and give the same figures."""

import json
import subprocess
import sys

import numpy as np
import pytest
from tests.rooms.mobility_index.scales import example_scale

from allant.mobility_index import compile_scale, kernel, score_matrix

PERSONS = 150

IN_A_BARE_LIBRARY = """
import sys
sys.modules["numba"] = sys.modules["pyarrow"] = sys.modules["django"] = None
import json
from tests.rooms.mobility_index.test_bare_library import scored
from allant.mobility_index import kernel
assert not kernel.IS_COMPILED
print(json.dumps(scored()))
"""


def scored() -> list[list[float]]:
    compiled = compile_scale(example_scale())
    rng = np.random.default_rng(7)
    widths = [len(item.options) + kernel.FIRST_OPTION for item in compiled.scale.items]
    matrix = rng.integers(0, widths, (PERSONS, len(widths)), dtype=np.uint8)
    matrix[: PERSONS // 2] = np.maximum(matrix[: PERSONS // 2], kernel.FIRST_OPTION)
    environment = np.where(rng.random(PERSONS) < 0.5, rng.random(PERSONS), np.nan)
    table = score_matrix(compiled, matrix, environment)
    return np.hstack([table.scores, table.values]).tolist()


def test_the_room_without_compiler_gives_the_same_figures():
    run = subprocess.run(
        [sys.executable, "-W", "error", "-c", IN_A_BARE_LIBRARY], capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    plain, compiled = np.array(json.loads(run.stdout)), np.array(scored())
    assert np.isfinite(compiled[:, 0]).sum() > PERSONS // 4
    np.testing.assert_allclose(plain, compiled, rtol=1e-12, atol=1e-12, equal_nan=True)


@pytest.mark.skipif(not kernel.IS_COMPILED, reason="numba is not installed: nothing is compiled")
def test_nothing_is_compiled_during_a_call():
    before = {name: list(getattr(kernel, name).signatures) for name in ("score_row", "score_rows", "fill_patterns")}
    scored()
    for name, signatures in before.items():
        assert len(signatures) == 1
        assert getattr(kernel, name).signatures == signatures
