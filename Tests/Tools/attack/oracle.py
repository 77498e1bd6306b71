"""What must hold after every try, once psm runs undisturbed again."""

import json
import os

from attack import library
from attack.place import FOREIGN, differences, tree


def unescape(line):
    """Of what `psm sql` prints."""
    return line.replace("\\t", "\t").replace("\\n", "\n").replace("\\\\", "\\")


class Oracle:
    def __init__(self, place):
        self.place = place

    def judge(self, is_damaged=False, planted=()):
        """Sentences about what does not hold. `planted`: names that the try itself put there."""
        place = self.place
        damage_codes = (0, 65) if is_damaged else (0,)
        found = []

        def run(*arguments, codes=(0,)):
            done = place.psm(*arguments)
            # What verify finds is its data, and so on stdout.
            complaints = done.complaints(needs_sentence=not done.output.strip())
            if done.code not in codes or complaints:
                what = ", ".join(complaints) or f"exit code {done.code}"
                found.append(f"then psm {' '.join(arguments)}: {what}: {done.errors.strip()}")
            return done

        run("build", codes=damage_codes)
        if is_damaged:
            # Nothing is rebuilt before.
            run("journal", "repair", "--apply", codes=(65,))
        run("journal", "verify", codes=(65,) if is_damaged else (0,))
        self.judge_files(run, found)
        self.judge_decisions(run, found)
        self.judge_rebuild(run, found, damage_codes)
        self.judge_folders(found, planted)
        return found

    def judge_files(self, run, found):
        # As hexadecimal: a name that is not UTF-8 would not survive the way through text.
        rows = run("sql", "SELECT hex(CAST(path AS BLOB)) FROM library_files").output.split()
        known, present = {bytes.fromhex(row) for row in rows}, library.files_below(
            self.place.library)
        if known != present:
            found.append(f"library_files is not what is on the disk: {known ^ present}")

    def judge_decisions(self, run, found):
        rows = run("sql", "SELECT track_id, kind FROM match_decisions").output.splitlines()
        for decision in ("at07\tpin", "at06\trejection"):
            if decision not in rows:
                found.append(f"a decision is lost: {decision.split()}, of {rows}")

    def judge_rebuild(self, run, found, codes):
        done = run("project", "--rebuild", "--json", codes=codes)
        try:
            rebuilt = json.loads(done.output)["rebuilt"]
        except (ValueError, KeyError):
            found.append("psm project --rebuild printed no digests")
            return
        for model in rebuilt:
            if model["before"] != model["after"]:
                found.append(f"a rebuild changed {model['name']}")

    def judge_folders(self, found, planted):
        place = self.place
        for name, content in FOREIGN.items():
            path = place.attempt / name
            if not path.is_file() or path.read_bytes() != content:
                found.append(f"a file of somebody else is not what it was: {name}")
        for name in tree(place.attempt):
            base = os.path.basename(name)
            if (base.startswith(".psm-") and base.endswith(".tmp") and name not in FOREIGN
                    and base not in planted):
                found.append(f"a temporary file is left: {name}")

    def compare(self, expected, when):
        """That psm's state is what an undisturbed run makes."""
        differing = differences(expected, self.place.state())
        return [f"{when}, this differs: {', '.join(map(unescape, differing[:4]))}"
                + (f" and {len(differing) - 4} more" if len(differing) > 4 else "")
                ] if differing else []
