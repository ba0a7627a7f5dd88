"""How long `bilingual --help` takes: the best of ten runs, a bare Python beside it."""

from __future__ import annotations

import subprocess
import sys
import time


def main() -> None:
    """Prints seconds for a bare Python, for --help, and the slowest imports."""
    for name, command in (
        ("python -c pass", ["-c", "pass"]),
        ("bilingual --help", ["-m", "bilingual", "--help"]),
    ):
        print(f"{name:18} {min(_seconds(command) for _ in range(10)):.3f} s")
    times = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "bilingual", "--help"],
        capture_output=True, text=True, check=True,
    ).stderr.splitlines()[1:]  # fmt: skip
    rows = sorted((int(line.split("|")[1]), line.split("|")[2].strip()) for line in times)
    print("slowest imports:", ", ".join(f"{name} {ms // 1000} ms" for ms, name in rows[-6:]))


def _seconds(command: list[str]) -> float:
    began = time.perf_counter()
    subprocess.run([sys.executable, *command], stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
