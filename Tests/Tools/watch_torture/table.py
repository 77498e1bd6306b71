"""The table of what the tools knew, in Markdown."""

import os
import platform
import sys
from pathlib import Path

from watch_torture.cases import CASES
from watch_torture.loads import TRICKLE_FILES
from watch_torture.processes import output

HEADINGS = [
    "case", "tool", "files", "known", "missed", "phantom", "told twice", "moves recognised",
    "said that it lost something", "settled after", "longest unreported",
]


def spread(values, form=str):
    """One value, or the range of several runs."""
    if None in values:
        return "–"
    low, high = form(min(values)), form(max(values))
    return low if low == high else f"{low} to {high}"


def seconds(value):
    return f"{value:.1f} s"


def count(value):
    return f"{value:,}"


def loss_words(results):
    """Whoever lost nothing had nothing to say."""
    words = {
        "yes" if r["said_loss"] else "no" if r["missed"] or r["phantoms"] else "–" for r in results
    }
    return " / ".join(sorted(words))


def longest_words(results):
    """How long, and how many of the files were told while more came."""
    if results[0]["reported_during"] is None:
        return "–"
    during = spread([r["reported_during"] for r in results])
    longest = spread([r["longest_unreported_seconds"] for r in results], seconds)
    return f"{longest} ({during} of {TRICKLE_FILES} during)"


def row(case, tool, results):
    errors = [r["error"] for r in results if "error" in r]
    results = [r for r in results if "error" not in r]
    if not results:
        return [f"{case}", tool, f"failed: {errors[0]}"] + [""] * (len(HEADINGS) - 3)
    def of(key, form=count):
        return spread([r[key] for r in results], form)
    moves = "–"
    if results[0]["moves_expected"]:
        moves = f"{of('moves_recognised')} of {of('moves_expected')}"
    return [
        str(case), tool + (f" ({len(errors)} failed)" if errors else ""), of("expected"),
        of("known"), of("missed"), of("phantoms"), of("told_twice"), moves, loss_words(results),
        of("settled_seconds", seconds), longest_words(results),
    ]


def markdown(report):
    rows = [
        row(case, name, results)
        for case, tools in report["results"].items() for name, results in tools.items()
    ]
    rows += [
        ["all", name, "not installed"] + [""] * (len(HEADINGS) - 3)
        for name, version in report["tools"].items() if version is None
    ]
    lines = ["| " + " | ".join(HEADINGS) + " |", "|" + "---|" * len(HEADINGS)]
    for cells in rows:
        lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    lines += ["", "Cases: " + "; ".join(f"{c}, {CASES[int(c)]}" for c in report["results"]) + "."]
    versions = [f"{name} {version}" for name, version in report["tools"].items() if version]
    lines.append("Tools: " + (", ".join(versions) or "none") + ".")
    lines.append("On " + ", ".join(f"{key} {value}" for key, value in report["on"].items()) + ".")
    return "\n".join(lines)


def limits():
    """The kernel's, of which the results depend."""
    names = ("max_queued_events", "max_user_watches")
    return {name: Path(f"/proc/sys/fs/inotify/{name}").read_text().strip() for name in names}


def surroundings(options, limits_before):
    place = ["findmnt", "-n", "-o", "FSTYPE", "-T", options.scratch_root]
    if limits_before != limits():
        print("the kernel's limits were changed meanwhile; run it again", file=sys.stderr)
    return {
        "Linux": platform.release(),
        "Python": platform.python_version(),
        "processors": os.cpu_count(),
        "file system": (output(place) or "unknown").strip(),
        **{
            name: before if before == after else f"{before}, then {after}"
            for (name, before), after in zip(limits_before.items(), limits().values())
        },
        "runs": options.runs,
    }


# ------------------------------------------------------------------------------------------------
