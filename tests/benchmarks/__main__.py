"""Runs every benchmark of this folder and prints one JSON object: {module: figures}.

Each runs in a process of its own, so that none inherits another's memory. `python -m tests.benchmarks
decode` runs one, or those that are named. A benchmark is a module with `run()`, which returns what
becomes JSON; it raises `KnownError` where something that it needs is missing, and is then skipped
with that reason.
"""

import importlib
import inspect
import json
import pkgutil
import subprocess
import sys

import tests.benchmarks
from watchfloor.core.error import KnownError

ALONE = "--alone"


def names() -> list[str]:
    modules = (module.name for module in pkgutil.iter_modules(tests.benchmarks.__path__))
    return sorted(name for name in modules if not name.startswith(("_", "test_")))


def alone(name: str) -> None:
    """Print one benchmark's figures, or null for a module that is none."""
    try:
        module = importlib.import_module(f"{tests.benchmarks.__name__}.{name}")
        run = getattr(module, "run", None)
        figures = run() if inspect.isfunction(run) else None
    except (KnownError, ModuleNotFoundError) as missing:
        figures = {"skipped": str(missing)}
    print(json.dumps(figures))


def figures_of(name: str) -> object:
    print(f"{name} …", file=sys.stderr, flush=True)
    command = [sys.executable, "-m", tests.benchmarks.__name__, ALONE, name]
    process = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
    if process.returncode:
        return {"failed": f"ended with {process.returncode}; its traceback is above"}
    return json.loads(process.stdout.splitlines()[-1])


def main(arguments: list[str]) -> int:
    if arguments[:1] == [ALONE]:
        alone(arguments[1])
        return 0
    unknown = set(arguments) - set(names())
    if unknown:
        print(
            f"No such benchmark: {', '.join(sorted(unknown))}. There are {', '.join(names())}.",
            file=sys.stderr,
        )
        return 2
    figures = {name: figures_of(name) for name in arguments or names()}
    figures = {name: figure for name, figure in figures.items() if figure is not None}
    print(json.dumps(figures, indent=2))
    return int(any(isinstance(figure, dict) and "failed" in figure for figure in figures.values()))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
