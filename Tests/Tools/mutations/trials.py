"""Builds the mutated copy, and runs a room's tests with one mutation active."""

import os
import re
import signal
import subprocess
import time
from dataclasses import dataclass, field

from .schemata import VARIABLE, Broken

PRODUCT = "psmPackageTests"
FAILED_TEST = re.compile(
    r"^✘ Test (?!run with )(.+?) (?:recorded an issue|(?:with \d+ test cases? )?failed after)",
    re.MULTILINE,
)
COUNT = re.compile(r"Test run with (\d+) tests?")


@dataclass
class Outcome:
    seconds: float
    code: int
    # Why the tests were ended before their end, if they were.
    ended: str = ""
    test_count: int = 0
    failed: list = field(default_factory=list)

    @property
    def is_noticed(self):
        return bool(self.ended) or self.code != 0

    @property
    def told(self):
        if self.ended:
            return self.ended
        if self.code < 0:
            return f"the tests end by {signal.Signals(-self.code).name}"
        return f"{len(self.failed)} of {self.test_count} tests fail"


def build(target):
    """One build for all mutations."""
    command = ["swift", "build", "--product", PRODUCT]
    print(f"building in {target}", flush=True)
    built = subprocess.run(
        command, cwd=target, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        env=surroundings(None),
    )
    if built.returncode != 0:
        raise Broken(f"the mutated copy does not build:\n{built.stdout[-6000:]}")


def run(target, room, number, limit_seconds, log, runs_on=True):
    """Runs the tests of a room; with no mutation if `number` is none.

    Ends them at the limit, and at the first failure unless it `runs_on`: the runner has no such
    option.
    """
    command = [
        target / f".build/debug/{PRODUCT}.xctest", "--testing-library", "swift-testing",
        "--filter", f"^{room}Tests\\.",
    ]
    started = time.monotonic()
    with open(log, "wb") as output:
        # A group of its own, so that processes that a test started end with it.
        process = subprocess.Popen(
            command, cwd=target, stdin=subprocess.DEVNULL, stdout=output,
            stderr=subprocess.STDOUT, env=surroundings(number), start_new_session=True,
        )
        try:
            ended = wait(process, started + limit_seconds, None if runs_on else log)
        finally:
            # Until it is waited for, its id is nobody else's.
            os.killpg(process.pid, signal.SIGKILL)
            code = process.wait()
    outcome = Outcome(time.monotonic() - started, code, ended)
    text = log.read_text(errors="replace")
    outcome.failed = list(dict.fromkeys(FAILED_TEST.findall(text)))
    outcome.test_count = max((int(count) for count in COUNT.findall(text)), default=0)
    if outcome.test_count == 0 and not outcome.is_noticed:
        raise Broken(f"no test of {room} was run")
    return outcome


def wait(process, deadline, log):
    """Waits for the end, or for a failure in the log if there is one.

    - Returns: why the process is to be ended; empty if it ended by itself.
    """
    while not os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT | os.WNOHANG):
        if time.monotonic() > deadline:
            return "a test hangs"
        if log and FAILED_TEST.search(log.read_text(errors="replace")):
            return "a test fails"
        time.sleep(0.2)
    return ""


def surroundings(number):
    environment = {name: value for name, value in os.environ.items() if name != VARIABLE}
    if number is not None:
        environment[VARIABLE] = str(number)
    environment["NO_COLOR"] = "1"
    # The first ones of each test run: what they notice, all of them would.
    environment.setdefault("PSM_CRASH_IMAGES", "1000")
    return environment
