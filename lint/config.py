"""What a project says about itself: `seedlint.toml`, or `[tool.seedlint]` in `pyproject.toml`.

Data only: nothing in it is run, no name in it is imported, and it cannot lead a run out of its own
folder. It is looked for from the current folder upwards, never in what is scanned.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from seedlint.config_file import NAME, SHARED, ConfigError, table_of, toml_of
from seedlint.house import DEFAULT, Profile
from seedlint.plugins import UserSettings, own_configuration, switch_on
from seedlint.settings import Settings
from seedlint.sources.files import Walk
from seedlint.sources.ignores import STARS, has_many_stars
from seedlint.sources.text import Source
from seedlint.tables import TableError, fill

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

    from seedlint.core import Document, Rule


@dataclass(frozen=True)
class Config:
    """Settings and the file they stand in; patterns and paths are relative to its folder.

    Without a file, `path` is None and everything as it comes.
    """

    path: Path | None = None
    settings: Settings = field(default_factory=Settings)

    @cached_property
    def folder(self) -> Path:
        return Path(os.path.realpath((self.path or Path(NAME)).parent))

    @cached_property
    def paths(self) -> Sequence[str]:
        """The `seeds`, from the current folder. Raises ConfigError for one outside the folder."""
        return [self._path("seeds", seed) for seed in self.settings.seeds]

    @cached_property
    def baseline(self) -> str | None:
        """The `baseline`, from the current folder. Raises ConfigError as for `paths`."""
        given = self.settings.baseline
        return self._path("baseline", given) if given else None

    def _path(self, key: str, given: str) -> str:
        if "\0" in given or not self._inside(given):
            raise ConfigError(
                self.path, f"{key}: {given!r} lies outside its folder; name it on the command line"
            )
        place = self.folder / given
        if place.exists() and not (place.is_file() or place.is_dir()):
            raise ConfigError(self.path, f"{key}: {given!r} is neither file nor folder")
        return os.path.join(os.path.relpath(self.folder), given)  # noqa: PTH118 - keeps "./-" apart from standard input

    def _inside(self, seed: str) -> bool:
        return Path(os.path.realpath(self.folder / seed)).is_relative_to(self.folder)

    @cached_property
    def walk(self) -> Walk:
        """Which files of a folder are read. Raises ConfigError for a pattern that is none."""
        include, exclude = self.settings.include, self.settings.exclude
        walk = Walk()
        if include:
            wanted = self._matcher("include", include)
            walk = walk._replace(wants=lambda file: wanted(file, False))
        return walk._replace(leaves=self._matcher("exclude", exclude)) if exclude else walk

    def _matcher(self, key: str, lines: Sequence[str]) -> Callable[[Path, bool], bool]:
        spec = self._patterns(key, lines)

        def matches(path: Path, is_folder: bool) -> bool:
            return spec.match_file(self._name(path) + "/" * is_folder)

        return matches

    def _patterns(self, key: str, lines: Sequence[str]) -> GitIgnoreSpec:
        """Patterns as in .gitignore, whose words they are."""
        from pathspec import GitIgnoreSpec

        for line in lines:
            if has_many_stars(line):
                raise ConfigError(self.path, f"{key}: {line!r} has more than {STARS} stars")
            try:
                (pattern,) = GitIgnoreSpec.from_lines([line]).patterns
            except ValueError:
                raise ConfigError(self.path, f"{key}: {line!r} is no pattern") from None
            if pattern.include is None:
                raise ConfigError(self.path, f"{key}: {line!r} matches nothing")
            if key == "per-file-ignores" and not pattern.include:
                raise ConfigError(self.path, f"{key}: {line!r} begins with !; name the files")
        return GitIgnoreSpec.from_lines(lines)

    def _name(self, path: Path) -> str:
        """How a pattern sees a file: from this folder."""
        return Path(os.path.relpath(path, self.folder)).as_posix()

    def told(
        self,
        select: Sequence[str] = (),
        ignore: Sequence[str] = (),
        profile: Profile | None = None,
    ) -> Config:
        """This configuration as the options of the command line leave it.

        `select` sets aside both lists of the file, `ignore` adds to its own.
        """
        said = self.settings
        if select:
            said = replace(said, select=tuple(select), ignore=())
        said = replace(said, ignore=(*said.ignore, *ignore), profile=profile or said.profile)
        return replace(self, settings=said)

    def rules(self) -> Sequence[Rule]:
        """The rules of a run, with their options, but for those these leave nothing to report.

        Raises UnknownRule for a word of `select` or `ignore` that means none, ConfigError for
        options that are wrong.
        """
        from seedlint.registry import select_rules

        said = self.settings
        chosen = select_rules(said.select, said.ignore, said.profile or DEFAULT, said.house)
        options = self._options
        rules = [options.get(rule.code, rule) for rule in chosen]
        return [rule for rule in rules if not rule.idle]

    @cached_property
    def _options(self) -> Mapping[str, Rule]:
        """The rules that have options here, or a field for what is said of all texts, by code."""
        from seedlint.registry import UnknownRule, all_rules, find_rule

        options: dict[str, Rule] = {}
        try:
            for label, table in self.settings.rules.items():
                rule = find_rule(label)
                if rule.code in options:
                    raise TableError(f"rules.{label} is there twice, as code and as name")
                options[rule.code] = fill(
                    type(rule), {**self._house(rule), **table}, f"rules.{label}."
                )
            for rule in all_rules():
                house = self._house(rule)
                differs = any(getattr(rule, key) != value for key, value in house.items())
                if differs and rule.code not in options:
                    options[rule.code] = fill(type(rule), house)
        except UnknownRule as error:
            raise ConfigError(self.path, f"rules: {error}") from None
        except TableError as error:
            raise ConfigError(self.path, error) from None
        return options

    def _house(self, rule: Rule) -> dict[str, object]:
        """What is said of all texts and the rule has a field for."""
        if not is_dataclass(rule):
            return {}
        names = [one.name for one in fields(rule)]
        return {key: value for key, value in self.settings.house.items() if key in names}

    def ignored(self, source: Source) -> frozenset[str]:
        """The codes of the rules that are not to speak of a source."""
        codes = self._off_in_kind(source.document)
        if not self._ignores or isinstance(source.path, str):
            return codes
        name = self._name(Path(os.path.realpath(source.path.parent), source.path.name))
        return codes.union(*(codes for spec, codes in self._ignores if spec.match_file(name)))

    @property
    def recognises(self) -> bool:
        """Whether the kind of each text is left to be recognised: nobody said it, or the rules."""
        return not (self.settings.profile or self.settings.select)

    def _off_in_kind(self, document: Document) -> frozenset[str]:
        """The codes of the rules that are off in what the document is recognised to be."""
        if not self.recognises:
            return frozenset()
        from seedlint.registry import codes_off
        from seedlint.sense.kind import kind_of

        return codes_off(kind_of(document))

    @cached_property
    def _ignores(self) -> Sequence[tuple[GitIgnoreSpec, frozenset[str]]]:
        return [
            (self._patterns("per-file-ignores", [pattern]), self._known(pattern, words))
            for pattern, words in self.settings.per_file_ignores.items()
        ]

    def _known(self, key: str, words: Sequence[str]) -> frozenset[str]:
        """The codes of the rules that `words` mean. Raises ConfigError where one means none."""
        from seedlint.registry import UnknownRule, select_rules

        try:
            return frozenset(rule.code for rule in select_rules(words)) if words else frozenset()
        except UnknownRule as error:
            raise ConfigError(self.path, f"{key}: {error}") from None

    def check(self) -> None:
        """Raises ConfigError for whatever is wrong, before the first file is read."""
        self._known("select", self.settings.select)
        self._known("ignore", self.settings.ignore)
        _ = self._options, self.paths, self.baseline, self.walk, self._ignores


def load(start: Path) -> Config:
    """The configuration of a folder: the nearest one, upwards; of two in one folder, `NAME`.

    A `pyproject.toml` without a table `[tool.seedlint]` is passed over. Raises ConfigError.
    """
    for folder in (start, *start.parents):
        for name in (NAME, SHARED):
            path = folder / name
            if (table := table_of(path)) is not None:
                try:
                    return Config(path, fill(Settings, table))
                except TableError as error:
                    raise ConfigError(path, error) from None
    return Config()


def switch_on_own_plugins() -> None:
    """Those that the user's own configuration names. Raises ConfigError."""
    path = own_configuration()
    if (table := toml_of(path)) is not None:
        try:
            switch_on(fill(UserSettings, table).plugins)
        except TableError as error:
            raise ConfigError(path, error) from None
