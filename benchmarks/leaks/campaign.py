"""The campaign: each made family through every command, for every audience, in one form after another; each output searched."""

from __future__ import annotations

import contextlib
import io
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any
from unittest.mock import patch

from benchmarks.leaks.families import DAY, MadeFamily
from benchmarks.leaks.making import made_family
from benchmarks.leaks.planting import Planted
from benchmarks.leaks.policy import AUDIENCES, EVERYONE, Ask, Policy, refuge_word
from benchmarks.leaks.searching import Searcher
from chronology.disclosure.projection import Request
from chronology.record.values import Id

DRAWINGS = ("svg", "png", "pdf", "dot", "txt", "json")
FORMS = {
    "chronology": ("docx", "pdf", "html", "csv", "xlsx", "json", "txt"),
    "child": ("docx", "pdf", "html", "txt", "json"),
    "lanes": ("svg", "png", "pdf", "txt"),
    "assessment": ("docx", "pdf", "html", "txt"),
    "genogram": DRAWINGS,
    "ecomap": DRAWINGS,
}
"""Each command, and the forms it writes."""
PROFILES = ("casefile", "conference", "court", "facts")
SEEING = ("view_commands", "child_command", "assessment_command", "ecomap_command")
REFUSED = 6


@dataclass(frozen=True)
class Output:
    """One thing to be made."""

    ask: Ask
    options: tuple[str, ...] = ()
    form: str = ""

    @property
    def key(self) -> tuple[str, str, str]:
        """Return what coverage is counted by."""
        return self.ask.command, self.ask.audience or "without --redact", self.form


@dataclass(frozen=True)
class Leak:
    """One token that stands where it must not."""

    seed: int
    key: tuple[str, str, str]
    options: tuple[str, ...]
    reason: str
    field: str
    where: str
    words: str
    child: Id | None


@dataclass
class Tally:
    """What a campaign found."""

    made: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    refused: list[tuple[int, tuple[str, str, str], tuple[str, ...], str]] = field(default_factory=list)
    failed: list[tuple[int, tuple[str, str, str], tuple[str, ...], str]] = field(default_factory=list)
    leaks: list[Leak] = field(default_factory=list)
    tokens: int = 0
    searched: int = 0
    """Forbidden tokens looked for, over all outputs."""
    own: Counter[tuple[str, str]] = field(default_factory=Counter)
    """The child's own that should be there, by command and audience."""
    own_there: Counter[tuple[str, str]] = field(default_factory=Counter)
    families: int = 0

    def add(self, other: Tally) -> None:
        """Add what another part of the campaign found."""
        for name in ("made", "own", "own_there"):
            getattr(self, name).update(getattr(other, name))
        for name in ("refused", "failed", "leaks"):
            getattr(self, name).extend(getattr(other, name))
        for name in ("tokens", "searched", "families"):
            setattr(self, name, getattr(self, name) + getattr(other, name))


COSTLY = frozenset({"genogram", "ecomap", "assessment"})
"""Commands whose drawing takes seconds: of every second family for one audience, in every form."""


def asked(family: MadeFamily, *, commands: Iterable[str] = tuple(FORMS), is_all: bool = False) -> Iterator[Output]:
    """Yield what is made of a family: each command for audiences in turn and for none, in forms in turn.

    Over some families each command is asked for each audience in each form; with `is_all` in this one already.
    """
    seed = family.seed
    child = family.children[seed % len(family.children)]
    every = ("", *AUDIENCES)
    for at, command in enumerate(commands):
        forms = FORMS[command]
        if is_all:
            pairs = [(audience, form) for audience in every for form in forms]
        elif command in COSTLY:
            pairs = [(every[(seed // 2 + at) % 8], form) for form in forms] if (seed + at) % 2 else []
        else:
            half = seed // len(forms) % 2 if command == "child" else None
            pairs = [(a, forms[(seed + n) % len(forms)]) for n, a in enumerate(every) if half in {None, n % 2}]
        for audience, form in pairs:
            yield Output(*_options(family, command, child, audience, seed + at), form=form)


def _options(family: MadeFamily, command: str, child: Id, audience: str, seed: int) -> tuple[Ask, tuple[str, ...]]:
    """Return what is asked, and the options beside it, in turn by the seed: the same in every form of a drawing."""
    more: tuple[str, ...] = ()
    if command in {"chronology", "assessment"}:
        more = ("--profile", PROFILES[(seed // 8) % 4])
    if command == "ecomap":
        more = ((), ("--circles",), ("--household",))[seed // 8 % 3]
    if command == "genogram" and seed // 8 % 2:
        more = ("--show", "mental-health")
    if not audience:
        return Ask(command, child), more
    at = seed // 8 + AUDIENCES.index(audience)
    father = family.father_of[child]
    parent = {"parent": family.mother, "other_parent": father}.get(audience)
    if parent and at % 5 == 0:
        parent = None
    elif parent and at % 5 == 1:
        parent = family.mother if parent == father else father
    is_of_all = command == "genogram" and audience in EVERYONE and at % 2 == 0
    if at % 4 == 0:
        more = (*more, "--pseudonyms")
    return Ask(command, None if is_of_all else child, audience, parent, at % 3 == 0), more


def arguments(output: Output, path: Path, source: str = "made.kin") -> list[str]:
    """Return the command line that makes an output."""
    ask = output.ask
    command = "child" if ask.command == "lanes" else ask.command
    target = "--lanes" if ask.command == "lanes" else "-o"
    words = [command, source, target, str(path), "--as-at", DAY.isoformat(), *output.options]
    words += ["--child", ask.child] if ask.child else []
    if ask.audience:
        words += ["--redact", ask.audience, "--purpose", "a review"]
    words += ["--for", ask.parent] if ask.parent else []
    words += ["--roles-only"] if ask.roles_only else []
    return words


REMEMBERED = (
    ("exporters.genogram.genogram", "genogram"),
    ("exporters.ecomap.ecomap", "ecomap"),
    ("exporters.assessment.pack", "assessment_document"),
    ("exporters.lanes.lanes", "lanes_of"),
    ("chronology.disclosure.projection", "project"),
)
"""What is worked out once for all the forms of one drawing or document: the same state and options give the same."""


class _Remembered:
    """A function whose results are kept, by its arguments: values by what they are, everything else by which it is."""

    def __init__(self, work: Callable[..., Any]) -> None:
        self.work = work
        self.kept: dict[str, tuple[Any, Any]] = {}

    def __call__(self, *given: Any, **named: Any) -> Any:
        key = repr([self._key(a) for a in given] + [(n, self._key(a)) for n, a in sorted(named.items())])
        if key not in self.kept:
            self.kept[key] = (self.work(*given, **named), (given, named))
        return self.kept[key][0]

    def _key(self, value: Any) -> str:
        if isinstance(value, tuple | list):
            return repr([self._key(one) for one in value])
        is_plain = value is None or isinstance(value, str | int | date | Request | frozenset | dict)
        return repr(value) if is_plain else f"{type(value).__name__} {id(value)}"


@contextlib.contextmanager
def as_source(family: MadeFamily) -> Iterator[None]:
    """Let every command see a made family as its SOURCE, as if it had been read from plain files."""
    from chronology.journal.fold import state_hash
    from tui.cli.sources import Source

    source = Source(family.case, state_hash(family.case))
    with contextlib.ExitStack() as stack:
        for name in SEEING:
            stack.enter_context(patch.object(import_module(f"tui.cli.{name}"), "source_of", lambda _: source))
        for module, name in REMEMBERED:
            work = _Remembered(getattr(import_module(module), name))
            stack.enter_context(patch(f"{module}.{name}", work))
        yield


def run(words: list[str]) -> tuple[int, str]:
    """Return the exit code of a command line, and what it said."""
    from tui.cli import main

    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        try:
            code = main(words)
        except SystemExit as ended:
            code = int(ended.code or 0) if not isinstance(ended.code, str) else 2
    return code, out.getvalue()


def of_family(
    seed: int, *, commands: Iterable[str] = tuple(FORMS), is_all: bool = False, source: str = "", identity: str = ""
) -> Tally:
    """Return what is found in everything made of one family; with `source` it is read from that case file."""
    family = made_family(seed)
    tally = Tally(tokens=len(family.planted), families=1)
    search = Searcher([*family.planted, refuge_word()])
    policies: dict[Ask, tuple[dict[Planted, str], list[Planted]]] = {}
    with contextlib.nullcontext() if source else as_source(family), tempfile.TemporaryDirectory() as folder:
        for at, output in enumerate(asked(family, commands=commands, is_all=is_all)):
            path = Path(folder, f"made{at}.{output.form}")
            words = arguments(output, path, source or "made.kin")
            code, said = run([*words, "--identity", identity] if identity else words)
            if output.ask not in policies:
                policy = Policy(family, output.ask)
                policies[output.ask] = policy.forbidden(), list(policy.own())
            forbidden, own = policies[output.ask]
            if code:
                _not_made(tally, output, seed, code, said, search, forbidden, is_there=path.exists())
                continue
            tally.made[output.key] += 1
            tally.searched += len(forbidden)
            found = search.found(path.read_bytes(), output.form, path.name)
            tally.leaks += [
                Leak(
                    seed,
                    output.key,
                    (*output.options, *_who(output)),
                    reason,
                    f.token.field,
                    f.where,
                    f.token.words,
                    output.ask.child,
                )
                for f in found
                if (reason := forbidden.get(f.token, "") or _refuge(output, f.token))
            ]
            _count_own(tally, output, own, {f.token for f in found})
    return tally


def _who(output: Output) -> tuple[str, ...]:
    ask = output.ask
    return (*(("--for", "given") if ask.parent else ()), *(("--roles-only",) if ask.roles_only else ()))


def _refuge(output: Output, token: Planted) -> str:
    is_told = token.field == "Residence.footing" and output.ask.audience
    return "which home is a refuge" if is_told else ""


def _not_made(
    tally: Tally,
    output: Output,
    seed: int,
    code: int,
    said: str,
    search: Searcher,
    forbidden: dict[Planted, str],
    *,
    is_there: bool,
) -> None:
    """Keep that an output was refused, which is no leak unless it says what was found, or leaves a file."""
    line = next((line for line in said.splitlines() if line.startswith("kinline:")), said.strip()[-300:])
    told = (seed, output.key, (*output.options, *_who(output)), line)
    (tally.refused if code == REFUSED else tally.failed).append(told)
    for token in search.found_in(line):
        if token in forbidden and code == REFUSED:
            tally.leaks.append(
                Leak(
                    seed,
                    output.key,
                    output.options,
                    "said in refusing",
                    token.field,
                    "stderr",
                    token.words,
                    output.ask.child,
                )
            )
    if is_there:
        tally.leaks.append(
            Leak(seed, output.key, output.options, "a file after a refusal", "", "the folder", "", output.ask.child)
        )


def _count_own(tally: Tally, output: Output, own: list[Planted], found: set[Planted]) -> None:
    """Count what of the child's own stands in it, of what the command shows of a child at all."""
    who = (output.ask.command, output.ask.audience or "without --redact")
    shows = SHOWS.get((output.ask.command, _profile(output.options)), frozenset())
    should = [token for token in own if token.field in shows]
    tally.own[who] += len(should)
    tally.own_there[who] += sum(token in found for token in should)


def _profile(options: tuple[str, ...]) -> str:
    return options[options.index("--profile") + 1] if "--profile" in options else ""


SHOWS = {
    ("chronology", "casefile"): frozenset({"Entry.event", "Impact.words", "View.words"}),
    ("chronology", "court"): frozenset({"Entry.event"}),
    ("chronology", "facts"): frozenset({"Entry.event", "View.words"}),
    ("assessment", "casefile"): frozenset({"Entry.event", "Impact.words", "View.words"}),
    ("assessment", "court"): frozenset({"Entry.event", "Impact.words", "View.words"}),
    ("child", ""): frozenset({"Impact.words", "View.words"}),
}
"""Which of a child's own words each command is to show, whoever it is for."""
