"""Mutant schemata: all mutations in one build, of which a variable selects one at run time."""

import re
import shutil
import subprocess
import textwrap
from dataclasses import dataclass
from pathlib import Path

VARIABLE = "PSM_MUTANT"

SWITCH = f"""\
#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

/// Which mutation is active, if any.
enum Mutant {{
    private static let active = getenv("{VARIABLE}").flatMap {{ Int(String(cString: $0)) }}

    static func isActive(_ number: Int) -> Bool {{ number == active }}
}}
"""


class Broken(Exception):
    """A sentence for the user."""


@dataclass(frozen=True)
class Mutation:
    number: int
    room: str
    # Below `Sources/ROOM`.
    file: str
    sentence: str
    was: str
    becomes: str

    @property
    def path(self):
        return Path("Sources", self.room, self.file)

    def apply(self, source):
        found = list(re.finditer(self.pattern(), source, re.MULTILINE))
        if len(found) != 1:
            raise Broken(
                f"mutation {self.number}: {self.path} holds its text {len(found)} times, not "
                f"once. Adjust it in Tests/Tools/mutations/places.py:\n{self.was.rstrip()}"
            )
        start, end = found[0].span()
        return source[:start] + self.both(found[0]) + source[end:]


class Expression(Mutation):
    """A part of a line."""

    def pattern(self):
        return re.escape(self.was)

    def both(self, _):
        return f"(Mutant.isActive({self.number}) ? ({self.becomes}) : ({self.was}))"


class Lines(Mutation):
    """Whole statements, however far they are indented."""

    def pattern(self):
        first, *others = self.lines(self.was)
        # Blank lines are not indented.
        rest = (r"\n" + (r"\1" + re.escape(line) if line else "") for line in others)
        return "^( *)" + re.escape(first) + "".join(rest) + "$"

    def both(self, found):
        was = self.indented(self.was)
        if self.becomes:
            becomes = self.indented(self.becomes)
            text = f"if Mutant.isActive({self.number}) {{\n{becomes}\n}} else {{\n{was}\n}}"
        else:
            text = f"if !Mutant.isActive({self.number}) {{\n{was}\n}}"
        return textwrap.indent(text, found.group(1))

    @classmethod
    def indented(cls, text):
        return textwrap.indent("\n".join(cls.lines(text)), "    ")

    @staticmethod
    def lines(text):
        return textwrap.dedent(text).strip("\n").split("\n")


def copy(checkout, target, mutations, rooms):
    """Copies what git tracks, with the mutations in it and the tests of the rooms alone.

    Writes only what differs, so that what was built there before is built again only where needed.
    """
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=checkout, check=True, capture_output=True
    ).stdout.decode().split("\0")
    names = [name for name in listed if name and (checkout / name).is_file()]
    changed = {mutation.path for mutation in mutations}
    for name in names:
        if Path(name) not in changed and name != "Package.swift":
            put(target / name, (checkout / name).read_bytes(), checkout / name)
    for path in changed:
        source = (checkout / path).read_text()
        for mutation in mutations:
            if mutation.path == path:
                source = mutation.apply(source)
        put(target / path, source.encode(), checkout / path)
    for room in rooms:
        put(target / "Sources" / room / "Mutant.swift", SWITCH.encode())
    package = (checkout / "Package.swift").read_text() + only_tests(rooms)
    put(target / "Package.swift", package.encode())


def only_tests(rooms):
    kept = ", ".join(f'"{room}Tests"' for room in rooms)
    return f"\npackage.targets.removeAll {{ $0.type == .test && ![{kept}].contains($0.name) }}\n"


def put(path, content, like=None):
    if path.is_file() and path.read_bytes() == content:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    if like:
        shutil.copymode(like, path)
