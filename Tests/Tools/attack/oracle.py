"""What must hold after every try, once psm runs undisturbed again."""

import json
import os

from attack import library
from attack.place import FOREIGN, differences, tree


def unescape(line):
    """Of what `psm sql` prints."""
    return line.replace("\\t", "\t").replace("\\n", "\n").replace("\\\\", "\\")


# What the templates hold, but for those of a beginner.
DECISIONS = (("at07", "pin"), ("at06", "rejection"))
UNDECIDED = ("bare", "imported")


class Oracle:
    def __init__(self, place):
        self.place = place
        # As it was when it was judged last.
        self.state = {}

    def judge(self, template="base", planted=()):
        """Sentences about what does not hold. `template`: what the try began with; `planted`: names
        that the try itself put there.
        """
        place = self.place
        is_damaged = template == "damaged"
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
            # Who meets the damage first stops there, and nothing is rebuilt before the repair.
            run("journal", "repair", "--apply", codes=(65,))
            run("build", codes=damage_codes)
        run("journal", "verify", codes=(65,) if is_damaged else (0,))
        state = place.state()
        self.judge_rows(state, () if template in UNDECIDED else DECISIONS, found)
        self.judge_rebuild(run, found, damage_codes)
        self.judge_folders(found, planted)
        self.state = state
        return found

    def judge_rows(self, state, expected, found):
        rows = [key.split("\t") for key, content in state.items() if content[0] == "row"]
        # As hexadecimal: a name that is not UTF-8 would not survive the way through text.
        known = {bytes.fromhex(row[1]) for row in rows if row[0] == "file"}
        present = library.files_below(self.place.library)
        if known != present:
            found.append(f"library_files is not what is on the disk: {known ^ present}")
        present = {tuple(row[1:3]) for row in rows if row[0] == "decision"}
        for decision in expected:
            if decision not in present:
                found.append(f"a decision is lost: {decision}, of {present}")

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

    def compare(self, expected, when, state=None):
        """That psm's state is what an undisturbed run makes."""
        differing = differences(expected, state or self.place.state())
        if not differing:
            return []
        more = f" and {len(differing) - 4} more" if len(differing) > 4 else ""
        return [f"{when}, this differs: {', '.join(map(unescape, differing[:4]))}{more}"]
