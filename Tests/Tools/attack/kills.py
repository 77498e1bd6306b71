"""Eight psm at once on one data folder; some of them are killed."""

import os
import random
import signal
import time

from attack.place import LIMIT_SECONDS, end

# Of one process; some are never killed.
LONGEST_LIFE_SECONDS = 0.6
# With the same settings nobody is refused.
SAME_CODES, DIFFERENT_CODES = (0, 75), (0, 75, 78)
PROCESSES = 8


class Kills:
    def __init__(self, options, place, oracle, report):
        self.options = options
        self.place = place
        self.oracle = oracle
        self.report = report

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
        differ = number % 3 == 2
        place = self.place
        place.take("base")
        problems, decided = [], set()
        # Twice over, so that what the first ones left is met by others.
        for _ in range(2):
            for arguments, run, was_killed in self.at_once(chance, differ):
                self.report.tried("kills", "processes")
                if was_killed and run.code == -signal.SIGKILL:
                    self.report.tried("kills", "killed")
                    continue
                self.report.tried("kills", f"ended with {run.code}")
                codes = DIFFERENT_CODES if differ else SAME_CODES
                complaints = run.complaints()
                if run.code not in codes and not complaints:
                    complaints = [f"exit code {run.code}"]
                words = " ".join(map(str, arguments))
                problems += [f"psm {words}: {each}: {run.errors.strip()}" for each in complaints]
                if arguments[0] == "set-match" and run.code == 0:
                    decided.add(arguments[1])
        problems += self.afterwards(decided)
        self.report.tried("kills", "rounds")
        if problems:
            self.report.failed("kills", f"kills:{number}", problems)

    def at_once(self, chance, differ):
        started = []
        for arguments in self.commands(chance):
            settings = {"PSM__EXPORT__MODE": "mirrored"} if differ and chance.random() < 0.4 else {}
            life = chance.uniform(0, LONGEST_LIFE_SECONDS) if chance.random() < 0.6 else None
            process = self.place.start(arguments, settings=settings)
            started.append((arguments, process, life))
            time.sleep(chance.uniform(0, 0.05))
        begin = time.monotonic()
        killed = set()
        for life, process in sorted(
            ((life, process) for _, process, life in started if life is not None),
            key=lambda each: each[0],
        ):
            time.sleep(max(0, begin + life - time.monotonic()))
            if process.poll() is None:
                os.kill(process.pid, signal.SIGKILL)
                killed.add(process)
        self.stop_watchers(started, killed, begin)
        return [
            (arguments, self.place.finish(process), process in killed)
            for arguments, process, _ in started
        ]

    def stop_watchers(self, started, killed, begin):
        """The others end by themselves, and then the watchers are asked to."""
        watchers = [process for arguments, process, _ in started if "--watch" in arguments]
        others = [process for _, process, _ in started if process not in watchers]
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

    def afterwards(self, decided):
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
