"""What psm does not expect, in every place where it writes."""

import os
import random
import shutil
import socket
import stat
import subprocess

from attack.place import differences, tree

# Debian's and everyone's “nobody”: root can read what is unreadable.
NOBODY = 65_534
CLIENTS = ("build", "export", "report", "scan", "set-match", "import", "status", "sql", "verify",
           "rebuild", "watch")


def temporary_name(number):
    """A name as psm gives to a temporary file: its second half follows from the first."""
    check = number * 0x9E37_79B1 & 0xFFFF_FFFF ^ 0x7073_6D21
    return f".psm-{number:08x}{check:08x}.tmp"


TEMPORARY = temporary_name(0x0BAD_CAFE)
PLACES = (
    "export", "export/.psm-manifest", "export/.psm-lock", "export/Me", "export/Me/Mix_mix.m3u",
    "export/You", "export/Somebody", "export/Liked Songs_liked.m3u", f"export/{TEMPORARY}",
    f"export/Me/{TEMPORARY}",
    "reports", "reports/index.html", "reports/matched.csv", "reports/.psm-reports",
    "reports/.psm-lock", f"reports/{TEMPORARY}",
    "data", "data/journal", "data/journal/head", "data/journal/append.lock",
    "data/journal/decision.lock", "data/journal/maintenance.lock", "data/journal/segment.tmp",
    "data/journal/00000000000000000000.journal", "data/journal/00000000000000000000.rot",
    "data/psm.db", "data/psm.db-wal", "data/psm.db-shm", "data/psm.db-journal", "data/watch.lock",
    "data/settings.json", "data/settings.lock", "data/watchers", "data/cache",
    f"data/{TEMPORARY}",
)
KINDS = (
    "link-to-text", "link-to-empty", "link-to-folder", "link-to-nothing", "fifo", "socket",
    "folder", "text", "empty", "unreadable",
)
LINKABLE = ("data", "data/journal", "export", "reports")
# What stands there instead of the journal, or of what the tables say of it, is another journal:
# only what must not happen is judged, not what a psm makes of it afterwards.
TELLING = ("data", "data/journal", "data/journal/00000000000000000000.journal", "data/psm.db",
           "data/psm.db-wal", "data/psm.db-shm", "data/psm.db-journal")
# psm's own, whoever wrote it last: their contents may be replaced.
OWN = (".psm-manifest", ".psm-lock", ".psm-reports", TEMPORARY)


class Planted:
    def __init__(self, options, place, oracle, report):
        self.options = options
        self.place = place
        self.oracle = oracle
        self.report = report
        self.victim = place.scratch / "victim"
        self.away = place.scratch / "away"
        self.can_be_nobody = self.probe()

    def probe(self):
        """Whether somebody without rights can run psm at all."""
        if os.geteuid() != 0:
            return False
        self.place.scratch.chmod(0o755)
        try:
            return subprocess.run(
                [self.place.program, "--version"], user=NOBODY, extra_groups=[],
                capture_output=True, env=self.place.environment,
            ).returncode == 0
        except OSError:
            return False

    @staticmethod
    def obstacle(_scratch):
        return None

    def run(self, deadline):
        chance = random.Random(f"{self.options.seed}/planted")
        kinds = [kind for kind in KINDS if kind != "unreadable" or self.can_be_unreadable()]
        if "unreadable" not in kinds:
            self.report.note("planted", "nothing unreadable: user 65534 cannot run this psm")
        tries = [
            (name, kind, client) for name in PLACES for kind in kinds for client in CLIENTS
            # That one of these folders is a link is the user's wish, and no trap: another disk.
            if not (kind == "link-to-folder" and name in LINKABLE)
        ]
        chance.shuffle(tries)
        for choice in tries:
            if deadline.is_over():
                return
            self.attempt(*choice)

    def repeat(self, name, kind, client):
        self.attempt(name, kind, client)

    def can_be_unreadable(self):
        return os.geteuid() != 0 or self.can_be_nobody

    def arguments(self, client):
        return {
            "set-match": ["set-match", "at09", str(self.place.library / "Album/at04.flac")],
            "import": ["import", self.place.second],
            "sql": ["sql", "SELECT count(*) FROM tracks"],
            "verify": ["journal", "verify"],
            "rebuild": ["project", "--rebuild"],
            # Whatever it says first, it is asked to stop soon.
            "watch": ["build", "--watch", "--no-debounce"],
        }.get(client, [client])

    def attempt(self, name, kind, client):
        self.place.take("base")
        self.make_victim()
        path = self.place.attempt / name
        self.plant(path, kind)
        planted = tree(path) if kind == "folder" else {}
        before = tree(self.victim), self.foreign_bytes(path, kind)
        user = NOBODY if kind == "unreadable" and os.geteuid() == 0 else None
        if user is not None:
            self.give_away()
        run = self.run_client(client, user)
        problems = []
        if client != "watch" or not run.is_stopped_early():
            problems = run.complaints(needs_sentence=not run.output.strip())
        problems += [
            f"it changed what is somewhere else: victim/{key}"
            for key in differences(before[0], tree(self.victim))
        ]
        problems += self.judge_planted(path, kind, planted, before[1])
        self.unplant(path)
        if name not in TELLING:
            problems += self.oracle.judge(planted=(TEMPORARY,))
        self.report.tried("planted")
        self.report.tried("planted", f"ended with {run.code}")
        if problems:
            self.report.failed("planted", f"planted:{name}:{kind}:{client}", problems, run)

    def run_client(self, client, user):
        prefix = ()
        if client == "watch":
            # SIGTERM after a while, as a service manager would do it.
            prefix = ("timeout", "--foreground", "--preserve-status", "3")
        return self.place.psm(*self.arguments(client), prefix=prefix, user=user)

    # What is planted

    def make_victim(self):
        shutil.rmtree(self.victim, ignore_errors=True)
        shutil.rmtree(self.away, ignore_errors=True)
        self.away.mkdir()
        (self.victim / "folder").mkdir(parents=True)
        (self.victim / "text").write_bytes(b"precious\n")
        (self.victim / "empty").write_bytes(b"")
        (self.victim / "folder/text").write_bytes(b"precious, too\n")

    def plant(self, path, kind):
        path.parent.mkdir(parents=True, exist_ok=True)
        self.former_mode = None
        if kind == "unreadable" and os.path.lexists(path):
            self.former_mode = stat.S_IMODE(path.stat().st_mode)
        else:
            if os.path.lexists(path):
                path.rename(self.away / path.name)
            self.create(path, kind)
        if kind == "unreadable":
            path.chmod(0)
        self.inode = os.lstat(path).st_ino

    def create(self, path, kind):
        if kind.startswith("link-to-"):
            path.symlink_to(self.victim / kind.removeprefix("link-to-"))
        elif kind == "fifo":
            os.mkfifo(path)
        elif kind == "socket":
            self.plant_socket(path)
        elif kind == "folder":
            path.mkdir()
            (path / "theirs.txt").write_bytes(b"theirs\n")
        else:
            path.write_bytes(b"" if kind == "empty" else b"theirs\n")

    @staticmethod
    def plant_socket(path):
        # The name of a socket is limited to 108 bytes, a working directory is not.
        here = os.open(".", os.O_RDONLY)
        try:
            os.chdir(path.parent)
            with socket.socket(socket.AF_UNIX) as listener:
                listener.bind(path.name)
        finally:
            os.fchdir(here)
            os.close(here)

    def give_away(self):
        for path in (self.place.attempt, *self.place.attempt.rglob("*")):
            os.chown(path, NOBODY, NOBODY, follow_symlinks=False)

    # What became of it

    def foreign_bytes(self, path, kind):
        """Of a planted file that psm must not lose: in a published folder, under a name of it."""
        is_published = path.relative_to(self.place.attempt).parts[0] in ("export", "reports")
        is_file = kind == "text" and is_published and path.name not in OWN
        return path.read_bytes() if is_file else None

    def judge_planted(self, path, kind, planted, foreign):
        found = []
        if kind == "folder":
            after = tree(path)
            found += [f"it changed what is in the planted folder: {key}"
                      for key in planted if planted[key] != after.get(key)]
        if foreign is not None and path.is_file() and path.read_bytes() != foreign:
            kept = [each for each in path.parent.glob("*.edited*") if each.read_bytes() == foreign]
            if not kept:
                found.append("it replaced a file of somebody else, and kept no copy")
        if foreign is not None and not os.path.lexists(path):
            found.append("it deleted a file of somebody else")
        return found

    def unplant(self, path):
        """As before; what psm has put in its place meanwhile stays."""
        if os.geteuid() == 0:
            for each in (self.place.attempt, *self.place.attempt.rglob("*")):
                os.chown(each, 0, 0, follow_symlinks=False)
        if os.path.lexists(path) and os.lstat(path).st_ino == self.inode:
            if self.former_mode is not None:
                path.chmod(self.former_mode)
            elif path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink()
        former = self.away / path.name
        if former.exists() and not os.path.lexists(path):
            former.rename(path)
