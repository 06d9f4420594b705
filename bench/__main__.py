"""Run each benchmark in a process of its own, so that its peak of memory is its own; print and keep the results."""

import json
import resource
import subprocess
import sys
from importlib import import_module
from pathlib import Path

from scripts.with_postgres import end_gently

from bench.result import Result

NAMES = ("scoring", "files", "request", "growth", "routing", "what_if", "pages")
RESULTS = Path(__file__).with_name("results.json")
KIB_PER_MIB = 1024


def run_here(name: str) -> list[Result]:
    """Run one benchmark in this process."""
    results: list[Result] = import_module(f"bench.{name}").run()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KIB_PER_MIB
    return [result | {"peak_mib": round(peak)} for result in results]


def run_apart(name: str) -> list[Result]:
    """Run one benchmark in a new process."""
    print(f"{name}…", file=sys.stderr, flush=True)
    with subprocess.Popen([sys.executable, "-m", "bench", name], stdout=subprocess.PIPE, text=True) as child:
        try:
            printed, _ = child.communicate()
        except BaseException:
            # Asked, it puts away its databases; killed, it could not.
            child.terminate()
            raise
    if child.returncode:
        raise SystemExit(child.returncode)
    results: list[Result] = json.loads(printed)
    return results


def table(results: list[Result]) -> str:
    """Return the results as a table of text."""
    lines = [f"{'benchmark':58} {'n':>11} {'ours s':>10} {'peer s':>10} {'ratio':>8} {'MiB':>6}  peer"]
    lines += [
        f"{r['name']:58} {r['n']:>11,} {r['ours_s']:>10.3g} {r['peer_s']:>10.3g} {r['ratio']:>8.2f}"
        f" {r['peak_mib']:>6}  {r['peer']}"
        for r in results
    ]
    return "\n".join(lines)


def main() -> None:
    """Run what the command line names, or everything."""
    end_gently()
    if len(sys.argv) > 1:
        print(json.dumps(run_here(sys.argv[1])))
        return
    results = [result for name in NAMES for result in run_apart(name)]
    RESULTS.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    print(table(results))


if __name__ == "__main__":
    main()
