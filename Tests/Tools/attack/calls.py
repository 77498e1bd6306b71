"""One system call fails, and psm goes on from there or stops honestly."""

import os
import random
import signal
import subprocess

from attack import library
from attack.place import LIMIT_SECONDS, descendants, end, wait

# What a disk, a network drive or a full machine may answer to each.
CALLS = {
    "openat": ("EIO", "ENOSPC", "EINTR", "EMFILE", "ENOMEM", "EAGAIN", "EACCES"),
    "read": ("EIO", "EINTR", "EAGAIN"),
    "pread64": ("EIO", "EINTR", "ENOMEM", "EAGAIN"),
    "write": ("EIO", "ENOSPC", "EINTR", "EAGAIN", "ENOMEM"),
    "pwrite64": ("EIO", "ENOSPC", "EINTR", "EAGAIN", "ENOMEM"),
    "fsync": ("EIO", "ENOSPC", "EINTR"),
    "fdatasync": ("EIO", "ENOSPC", "EINTR"),
    "rename": ("EIO", "ENOSPC", "EACCES", "ENOMEM"),
    "renameat": ("EIO", "ENOSPC", "EACCES", "ENOMEM"),
    "renameat2": ("EIO", "ENOSPC", "EACCES", "ENOMEM"),
    "unlink": ("EIO", "EACCES", "ENOMEM"),
    "unlinkat": ("EIO", "EACCES", "ENOMEM"),
    "mkdir": ("EIO", "ENOSPC", "EACCES", "ENOMEM"),
    "mkdirat": ("EIO", "ENOSPC", "EACCES", "ENOMEM"),
    "newfstatat": ("EIO", "ENOMEM", "EACCES"),
    "getdents64": ("EIO", "EINTR", "ENOMEM"),
    "readlink": ("EIO", "ENOMEM", "EACCES"),
    "lseek": ("EIO",),
    "statfs": ("EIO", "EINTR", "ENOMEM", "EACCES"),
    "flock": ("EINTR", "EAGAIN", "ENOMEM", "EIO"),
    "fcntl": ("EIO", "EINTR", "EAGAIN", "EACCES", "EMFILE", "ENOMEM"),
    "ftruncate": ("EIO", "ENOSPC", "EINTR", "EACCES", "ENOMEM"),
    "fchmod": ("EIO", "EACCES", "EINTR"),
    "fchown": ("EIO", "EACCES", "EINTR"),
    # Memory, threads and descriptors that are not to be had.
    "mmap": ("ENOMEM", "EAGAIN", "EACCES"),
    "clone3": ("EAGAIN", "ENOMEM"),
    "epoll_create1": ("EMFILE", "ENOMEM"),
    "eventfd2": ("EMFILE", "ENOMEM"),
    "pipe2": ("EMFILE", "ENOMEM"),
    "timerfd_create": ("EMFILE", "ENOMEM"),
    "inotify_init1": ("EMFILE", "ENOMEM"),
    "inotify_add_watch": ("ENOSPC", "ENOMEM", "EACCES"),
    "poll": ("EINTR", "ENOMEM"),
    # Between psm and those who read tags for it.
    "socketpair": ("EMFILE", "ENOMEM"),
    "sendto": ("EINTR", "EAGAIN", "ENOMEM", "EPIPE"),
    "recvfrom": ("EINTR", "EAGAIN", "ENOMEM", "ECONNRESET"),
    "wait4": ("EINTR", "ECHILD"),
}
# Not a call, but a limit that lasts: how many descriptors there are. Fewer are not enough to load
# psm, with more nothing fails.
DESCRIPTORS, FEWEST_AND_MOST = "descriptors", (6, 40)
# Where writing fails, or waiting until it is possible, nothing can be said.
UNSPEAKABLE = {*(("write", errno) for errno in CALLS["write"]), ("poll", "ENOMEM")}


class Scenario:
    def __init__(self, name, template, arguments, code=0, watches=False):
        self.name = name
        self.template = template
        self.arguments = arguments
        # How it ends undisturbed.
        self.code = code
        self.watches = watches


def scenarios(place):
    pinned = str(place.library / "Album/at04.flac")
    return {each.name: each for each in (
        Scenario("first", "imported", ["build"]),
        Scenario("scan", "base", ["scan"]),
        Scenario("import", "base", ["import", place.second]),
        Scenario("build", "base", ["build"]),
        Scenario("export", "changed", ["export"]),
        Scenario("report", "changed", ["report"]),
        Scenario("set-match", "changed", ["set-match", "at09", pinned]),
        Scenario("pack", "sealed", ["journal", "pack"]),
        Scenario("repair", "damaged", ["journal", "repair", "--apply"], code=65),
        Scenario("rebuild", "base", ["project", "--rebuild"]),
        Scenario("watch", "base", ["build", "--watch", "--no-debounce"], watches=True),
    )}


def can_trace(strace):
    try:
        done = subprocess.run(
            [strace, "-f", "-qq", "-o", os.devnull, "true"], capture_output=True, timeout=10
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


class Calls:
    def __init__(self, options, place, oracle, report):
        self.options = options
        self.place = place
        self.oracle = oracle
        self.report = report
        self.scenarios = scenarios(place)
        self.references = {}
        # What a watcher has published once it has seen the last file.
        self.published = None
        self.counts = {}

    @staticmethod
    def obstacle(scratch):
        if not can_trace("strace"):
            return "strace is missing, or has no right to trace: root has it"
        return None

    def run(self, deadline):
        chance = random.Random(f"{self.options.seed}/calls")
        seen = set()
        names = list(self.scenarios)
        while not deadline.is_over():
            # By turns, so that a short run tries each of them.
            scenario = self.scenarios[names[self.report.counts.get("calls", {}).get("tries", 0)
                                            % len(names)]]
            counts = self.count(scenario)
            for _ in range(100):
                call = chance.choice(sorted(counts))
                errno = chance.choice(CALLS.get(call, ("EMFILE",)))
                choice = (scenario.name, call, errno, chance.randint(*counts[call]))
                if choice not in seen:
                    break
            seen.add(choice)
            self.attempt(*choice)

    def repeat(self, name, call, errno, number):
        self.attempt(name, call, errno, int(number))

    # What an undisturbed run does

    def count(self, scenario):
        """Which calls may fail: their first and last number after the libraries are loaded."""
        if scenario.name not in self.counts:
            self.reference(scenario)
            self.place.take(scenario.template)
            log = self.place.scratch / "strace.log"
            traced = ["strace", "-f", "-qq", "-o", log, "-e", f"trace=?{',?'.join(CALLS)}"]
            self.run_scenario(scenario, prefix=map(str, traced))
            library.remove_late(self.place.library)
            self.counts[scenario.name] = {
                **self.numbers(log), DESCRIPTORS: FEWEST_AND_MOST,
            }
        return self.counts[scenario.name]

    def numbers(self, log):
        """From the first call that names a folder of ours on: all before is the loader's."""
        scratch = os.fsencode(self.place.scratch)
        # strace counts in each thread.
        before, after, is_loaded = {}, {}, False
        for line in log.read_bytes().splitlines():
            thread, _, rest = line.partition(b" ")
            name = rest.strip().partition(b"(")[0].decode()
            is_loaded = is_loaded or scratch in rest
            if name not in CALLS:
                continue
            counted = after if is_loaded else before
            counted[name, thread] = counted.get((name, thread), 0) + 1
        found = {}
        for (name, thread), count in after.items():
            earlier = before.get((name, thread), 0)
            first, last = found.get(name, (earlier + 1, 0))
            found[name] = (max(first, earlier + 1), max(last, earlier + count))
        return found

    def reference(self, scenario):
        """The state that an undisturbed run leaves, and that which a build makes of it."""
        if scenario.name not in self.references:
            self.place.take(scenario.template)
            run = self.run_scenario(scenario)
            after = self.place.state()
            if scenario.watches:
                self.published = self.place.published()
            problems = run.complaints() if run.code != scenario.code else []
            problems += self.oracle.judge(scenario.template)
            problems += self.again(scenario)
            final = self.place.state()
            library.remove_late(self.place.library)
            if problems or run.code != scenario.code:
                self.report.failed("calls", f"calls:{scenario.name}:none:none:0",
                                   ["undisturbed", *problems], run)
            self.references[scenario.name] = (run, after, final)
        return self.references[scenario.name]

    # A try

    def attempt(self, name, call, errno, number):
        scenario = self.scenarios[name]
        plain, after, final = self.reference(scenario)
        if call == "none":
            return
        self.place.take(scenario.template)
        if call == DESCRIPTORS:
            prefix = ["sh", "-c", f'ulimit -n {number} && exec "$@"', "sh"]
        else:
            prefix = ["strace", "-f", "-qq", "--seccomp-bpf", "-o", os.devnull, "-e",
                      f"trace={call}", "-e", f"inject={call}:error={errno}:when={number}"]
        run = self.run_scenario(scenario, prefix=prefix)
        problems = run.complaints(needs_sentence=(call, errno) not in UNSPEAKABLE)
        if run.code == 0 and not problems:
            problems = self.honesty(scenario, run, plain, after)
        problems += self.oracle.judge(scenario.template)
        # What a build has made good needs no second run of the same.
        if self.oracle.compare(final, "", self.oracle.state):
            problems += self.again(scenario)
            problems += self.oracle.compare(final, "after undisturbed runs")
        library.remove_late(self.place.library)
        self.report.tried("calls")
        self.report.tried("calls", f"ended with {run.code}")
        if problems:
            self.report.failed("calls", f"calls:{name}:{call}:{errno}:{number}", problems, run)

    def honesty(self, scenario, run, plain, after):
        """0 says that all is done, unless a warning says what is not."""
        found = self.oracle.compare(after, "it ended with 0, but")
        # strace counts anew in each thread, so where every try is a new thread all of them fail.
        told = [line for line in run.errors.splitlines()
                if "warning" in line or scenario.watches and "Trying again" in line]
        if found and told:
            self.report.tried("calls", "incomplete, and told")
            self.report.note("calls", f"{scenario.name}: {told[0]}")
            return []
        if len(run.output.splitlines()) < len(plain.output.splitlines()):
            found.append("it ended with 0, but printed less")
        return found

    def again(self, scenario):
        """The same once more, undisturbed, and a build: a state that all tries have in common."""
        found = []
        if not scenario.watches:
            run = self.place.psm(*scenario.arguments)
            if run.code != scenario.code:
                found.append(f"once more, undisturbed, it ended with {run.code}: {run.errors}")
        run = self.place.psm("build")
        if run.code not in (0, scenario.code):
            found.append(f"a last build ended with {run.code}: {run.errors}")
        return found

    def run_scenario(self, scenario, prefix=()):
        process = self.place.start(scenario.arguments, prefix=tuple(prefix))
        if scenario.watches:
            self.accompany(process, is_traced="strace" in prefix)
        return self.place.finish(process)

    def accompany(self, process, is_traced):
        """Adds a file once psm watches, and ends psm once everything is published."""
        errors = process.paths[1]
        wait(process, lambda: b" for changes" in errors.read_bytes(), seconds=15)
        library.add_late(self.place.library)
        if self.published is None:
            wait(process, lambda: False, seconds=4)
        else:
            # What failed once is tried again after a second, and after two.
            wait(process, self.is_published, seconds=15)
        pids = descendants(process.pid) if is_traced else [process.pid]
        for pid in pids[:1]:
            os.kill(pid, signal.SIGTERM)
        wait(process, lambda: False, seconds=LIMIT_SECONDS / 4)
        if process.poll() is None:
            end(process)

    def is_published(self):
        return self.place.published() == self.published
