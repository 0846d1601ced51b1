"""From a written name to the codes that it can mean."""

from collections.abc import Callable, Iterable, Mapping

from rapidfuzz import fuzz, process

from semesta.regions.codes import LEVELS, NATION, level_of
from semesta.regions.kinds import kind_of
from semesta.regions.names import KindWord, place_key, read_name, vocabulary


Index = dict[str, list[str]]


class Search:
    """Names of all regions by their keys, one index per level, made when needed."""

    def __init__(
        self, names: Mapping[str, str], villages: Callable[[], Mapping[str, str]]
    ) -> None:
        self._names = names
        self._villages = villages
        self._indexes: dict[str, Index] = {}

    def codes(self, name: str, scope: str, level: str | None) -> list[str]:
        """Codes below `scope` that a name can mean, by level, then by code.

        A name is first taken as it stands, then as a kind word before a name.
        """
        place = read_name(name)
        said = None if place.said is None or place.said.in_names else place.said
        found = self._narrowed(self._hits(place.key, scope, level), said)
        if found or place.said is None:
            return found
        return self._narrowed(self._hits(place.bare_key, scope, level), place.said)

    def closest(self, name: str, scope: str, level: str | None) -> list[str]:
        """Codes below `scope` whose names look most like this one, best first."""
        keys: dict[str, list[str]] = {}
        for each in _levels(level):
            for key, codes in self._index(each).items():
                inside = [code for code in codes if _is_below(code, scope)]
                if inside:
                    keys.setdefault(key, []).extend(inside)
        wanted = read_name(name).bare_key
        best = process.extract(
            wanted, list(keys), scorer=fuzz.ratio, limit=3, score_cutoff=60
        )
        return list(dict.fromkeys(code for key, *_ in best for code in keys[key]))

    def _hits(self, key: str, scope: str, level: str | None) -> list[str]:
        return [
            code
            for each in _levels(level)
            for code in self._index(each).get(key, ())
            if _is_below(code, scope)
        ]

    def _narrowed(self, codes: list[str], said: KindWord | None) -> list[str]:
        """Leave what the kind word allows.

        A wrong word before a regency finds nothing: Kota and Kabupaten are different
        places. Below, the word only decides among several: registers write Desa before
        a kelurahan.
        """
        if said is None:
            return codes
        level = [code for code in codes if level_of(code) == said.level]
        kind = [code for code in level if self._kind(code) == said.kind]
        return kind if kind or said.level == "regency" else level

    def _kind(self, code: str) -> str:
        return kind_of(code, self._names.get(code, ""))

    def _index(self, level: str) -> Index:
        if level not in self._indexes:
            self._indexes[level] = _indexed(self._level_names(level))
        return self._indexes[level]

    def _level_names(self, level: str) -> Iterable[tuple[str, str]]:
        if level == "village":
            return sorted(self._villages().items())
        also = vocabulary()["also_called"]
        return sorted(
            (code, each)
            for code, name in self._names.items()
            if level_of(code) == level
            for each in (name, *also.get(code, ()))
        )


def search_key(code: str, name: str) -> str:
    """The key of an official name without its kind word: Kota Cirebon → CIREBON."""
    return read_name(name).bare_key if level_of(code) == "regency" else place_key(name)


def _indexed(names: Iterable[tuple[str, str]]) -> Index:
    index: Index = {}
    for code, name in names:
        for key in {place_key(name), search_key(code, name)}:
            index.setdefault(key, []).append(code)
    return index


def _levels(level: str | None) -> tuple[str, ...]:
    return LEVELS if level is None else (LEVELS[LEVELS.index(level)],)


def _is_below(code: str, scope: str) -> bool:
    return scope == NATION or code.startswith(f"{scope}.")
