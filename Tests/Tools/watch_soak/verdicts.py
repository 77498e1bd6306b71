"""What the soak showed."""

import json
import statistics

from watch_soak.psm import mebibytes

MEMORY_SLACK_BYTES = 4 << 20
LISTED = 20


def verdicts(soak):
    yield judge_list("library", soak.differences, f"equal at {len(soak.rests)} rests")
    yield judge_memory(soak)
    first, last = soak.rests[0]["descriptors"], soak.rests[-1]["descriptors"]
    yield "files", last <= first, f"{first} descriptors at the first rest, {last} at the last"
    yield judge_rests(soak.rests)
    excess = [json.dumps(event, ensure_ascii=False) for event in soak.excess]
    size = soak.psm.journal_bytes()
    yield judge_list(
        "journal", excess,
        f"{soak.event_count:,} events, none beyond what changed, "
        f"{size / max(1, soak.event_count):.0f} bytes each",
    )
    log = soak.psm.log.read_text(errors="replace").splitlines()
    warnings = [line for line in log if line.startswith("psm: warning:")]
    errors = [line for line in log if line.startswith(("psm: error:", "psm: critical:"))]
    yield judge_list("log", errors, f"no error, {len(warnings)} warnings")
    for line in warnings[:5]:
        yield None, True, line


def judge_list(name, problems, praise):
    if not problems:
        return name, True, praise
    shown = [f"\n    {problem}" for problem in problems[:LISTED]]
    more = f"\n    and {len(problems) - LISTED:,} more" if len(problems) > LISTED else ""
    return name, False, f"{len(problems):,} too many:" + "".join(shown) + more


def judge_memory(soak):
    values = [sample.anonymous for sample in soak.samples if sample.time >= soak.warm]
    third = len(values) // 3
    if third == 0:
        return "memory", False, f"{len(values)} samples are too few"
    first, last = statistics.median(values[:third]), statistics.median(values[-third:])
    limit = first * (1 + soak.options.memory_slack) + MEMORY_SLACK_BYTES
    return "memory", last <= limit, (
        f"anonymous, median of the first third {mebibytes(first)}, of the last {mebibytes(last)}, "
        f"at most {mebibytes(max(values))}"
    )


def judge_rests(rests):
    ticks, written = max(r["ticks"] for r in rests), max(r["written"] for r in rests)
    seconds = sum(r["seconds"] for r in rests)
    wakes = sum(r["switches"] for r in rests)
    return "rest", ticks <= 1 and written == 0, (
        f"at most {ticks} ticks and {written} bytes in a rest; {wakes} wake-ups in all "
        f"{seconds:.0f} s"
    )


def judge_end(psm):
    seconds, status = psm.terminate()
    return "end", status == 0 and seconds < 1, f"left with {status}, {seconds:.2f} s after SIGTERM"


# ------------------------------------------------------------------------------------------------
