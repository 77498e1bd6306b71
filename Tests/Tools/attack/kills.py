"""Eight psm at once on one data folder; some of them are killed."""

import os
import random
import signal
import time
from contextlib import nullcontext

from attack.place import LIMIT_SECONDS, end
from attack.versions import Succession, Witness

# Of one process; some are never killed.
LONGEST_LIFE_SECONDS = 0.6
# With the same settings nobody is refused, nor is the later of two versions ever.
SAME_CODES, DIFFERENT_CODES = (0, 75), (0, 75, 78)
PROCESSES = 8
# Of two rounds with the same settings, one is with different ones, and one with two versions.
SAME, SETTINGS, VERSIONS = "the same", "different settings", "two versions"


class Kills:
    def __init__(self, options, place, oracle, report):
        self.options = options
        self.place = place
        self.oracle = oracle
        self.report = report
        self.later = options.later
        self.kinds = (SAME, SAME, SETTINGS) + ((VERSIONS,) if self.later else ())

    @staticmethod
    def obstacle(_scratch):
        return None

    def run(self, deadline):
        number = 0
        while not deadline.is_over():
            self.round(number)
            number += 1

    def repeat(self, number):
        self.round(int(number))

    def commands(self, chance):
        """Eight at least, in any order; each decision is another one."""
        song = str(self.place.library / "Album/at04.flac")
        commands = [
            ["scan"], ["import", chance.choice([self.place.first, self.place.second])], ["build"],
            ["export"], ["report"], ["status"], ["build", "--watch", "--no-debounce"],
            ["set-match", chance.choice(["at01", "at09"]), song],
        ]
        commands += [chance.choice(commands) for _ in range(PROCESSES - len(commands))]
        chance.shuffle(commands)
        return commands

    def round(self, number):
        chance = random.Random(f"{self.options.seed}/kills/{number}")
        kind = self.kinds[number % len(self.kinds)]
        self.place.take("base")
        problems, decided = [], set()
        with Witness(self.place.data / "psm.db") if kind == VERSIONS else nullcontext() as witness:
            # Twice over, so that what the first ones left is met by others.
            for _ in range(2):
                for each in self.at_once(chance, kind):
                    problems += self.judge_process(kind, decided, *each)
            problems += self.afterwards(decided, self.later if kind == VERSIONS else None)
        if kind == VERSIONS:
            succession = Succession(self.place, self.later)
            problems += [*witness.fallen, *succession.refusals(), *succession.problems()]
        self.report.tried("kills", f"rounds with {kind}")
        if problems:
            self.report.failed("kills", f"kills:{number}", problems)

    def judge_process(self, kind, decided, arguments, program, run, was_killed):
        self.report.tried("kills", "processes")
        if was_killed and run.code == -signal.SIGKILL:
            self.report.tried("kills", "killed")
            return []
        if "--watch" in arguments and run.is_stopped_early():
            self.report.tried("kills", "stopped early")
            return []
        self.report.tried("kills", f"ended with {run.code}")
        is_refusable = kind == SETTINGS or kind == VERSIONS and program is None
        complaints = run.complaints()
        if run.code not in (DIFFERENT_CODES if is_refusable else SAME_CODES) and not complaints:
            complaints = [f"exit code {run.code}"]
        if arguments[0] == "set-match" and run.code == 0:
            decided.add(arguments[1])
        words = " ".join(map(str, arguments))
        who = "the later psm" if program else "psm"
        return [f"{who} {words}: {each}: {run.errors.strip()}" for each in complaints]

    def at_once(self, chance, kind):
        started = []
        for arguments in self.commands(chance):
            settings, program = {}, None
            if kind == SETTINGS and chance.random() < 0.4:
                settings = {"PSM__EXPORT__MODE": "mirrored"}
            if kind == VERSIONS and chance.random() < 0.4:
                program = self.later
            life = chance.uniform(0, LONGEST_LIFE_SECONDS) if chance.random() < 0.6 else None
            process = self.place.start(arguments, settings=settings, program=program)
            started.append((arguments, program, process, life))
            time.sleep(chance.uniform(0, 0.05))
        begin = time.monotonic()
        killed = set()
        for life, process in sorted(
            ((life, process) for *_, process, life in started if life is not None),
            key=lambda each: each[0],
        ):
            time.sleep(max(0, begin + life - time.monotonic()))
            if process.poll() is None:
                os.kill(process.pid, signal.SIGKILL)
                killed.add(process)
        self.stop_watchers(started, killed, begin)
        return [
            (arguments, program, self.place.finish(process), process in killed)
            for arguments, program, process, _ in started
        ]

    def stop_watchers(self, started, killed, begin):
        """The others end by themselves, and then the watchers are asked to."""
        watchers = [process for arguments, _, process, _ in started if "--watch" in arguments]
        others = [process for _, _, process, _ in started if process not in watchers]
        while (any(process.poll() is None for process in others)
                and time.monotonic() < begin + LIMIT_SECONDS):
            time.sleep(0.05)
        for process in watchers:
            if process.poll() is None and process not in killed:
                os.kill(process.pid, signal.SIGTERM)
        # Longer than a watcher may take to stop by far.
        deadline = time.monotonic() + LIMIT_SECONDS / 4
        while (any(process.poll() is None for process in watchers)
                and time.monotonic() < deadline):
            time.sleep(0.05)
        for process in watchers:
            if process.poll() is None:
                end(process)

    def afterwards(self, decided, program):
        with self.place.running(program):
            return self.judge(decided)

    def judge(self, decided):
        problems = self.oracle.judge()
        run = self.place.psm("sql", "SELECT track_id FROM match_decisions WHERE kind = 'pin'")
        # Acknowledged is kept.
        problems += [
            f"the pin of {track} was acknowledged, and is lost"
            for track in sorted(decided - set(run.output.split()))
        ]
        before = self.place.state()
        run = self.place.psm("build")
        if run.code != 0:
            problems.append(f"a last build ended with {run.code}: {run.errors}")
        return problems + self.oracle.compare(before, "after one build more")
