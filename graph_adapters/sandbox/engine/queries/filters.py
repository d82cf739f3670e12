"""$filter: what it keeps, and which properties it asks about with which operators.

Understood are comparisons, `in`, `startsWith`, `endsWith`, `contains`, `any`, `all`, `/$count`, joined by `and`, `or`
and `not`, in parentheses or without. OData's other functions are named as not built.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from graph_adapters.sandbox.engine.answers import Json, RefusedError, bad_request, not_built

Test = Callable[[Json], bool]

TOKEN = re.compile(
    r"\s*('(?:[^']|'')*'|\d{4}-\d\d-\d\d(?:T[\d:.]+(?:Z|[+-]\d\d:\d\d)?)?|[(),:]|[^\s'(),:]+)", re.IGNORECASE
)
COMPARISONS = {"eq", "ne", "ge", "le", "gt", "lt"}
TEXT_TESTS: dict[str, Callable[[str, str], bool]] = {
    "startswith": str.startswith,
    "endswith": str.endswith,
    "contains": str.__contains__,
}
# OData has these too; Graph's services carry out some of them.
FUNCTIONS = (
    "tolower toupper trim length indexof substring concat year month day hour minute second date time round floor "
    "ceiling cast isof matchespattern has"
)
NOT_BUILT = set(FUNCTIONS.split())
WORDS = {"true": True, "false": False, "null": None}
CAST = re.compile(r"^(microsoft\.)?graph\.", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Use:
    """A property that a filter asks about, and how: `eq`, `startswith`, `$count`, `any` or `not`."""

    path: str
    operator: str
    null: bool = False


@dataclass(slots=True)
class Filter:
    """A filter that has been read. `row` names what stands before a slash inside `any`."""

    test: Test
    uses: list[Use] = field(default_factory=list)


def read_filter(expression: str) -> Filter:
    reader = _Reader(expression)
    test = reader.either()
    if reader.left:
        raise reader.wrong()
    return Filter(test, reader.uses)


class _Reader:
    """Take an expression apart from left to right."""

    def __init__(self, expression: str) -> None:
        self.expression = expression
        self.left = list(self._tokens(expression))
        self.uses: list[Use] = []
        self.ranges: list[str] = []  # the names that stand for a member inside any() and all()

    def _tokens(self, expression: str) -> Iterator[str]:
        place = 0
        while expression[place:].strip():
            found = TOKEN.match(expression, place)
            if found is None:
                raise self.wrong()
            yield found[1]
            place = found.end()

    def wrong(self) -> RefusedError:
        return bad_request(f"Invalid filter clause: {self.expression}")

    # --- tokens ----------------------------------------------------------------------------------

    def _peek(self, place: int = 0) -> str:
        return self.left[place].casefold() if len(self.left) > place else ""

    def _next(self) -> str:
        if not self.left:
            raise self.wrong()
        return self.left.pop(0)

    def _take(self, *wanted: str) -> str:
        token = self._next()
        if token.casefold() not in wanted:
            raise self.wrong()
        return token.casefold()

    # --- and, or, not ----------------------------------------------------------------------------

    def either(self) -> Test:
        tests = [self._both()]
        while self._peek() == "or":
            self._next()
            tests.append(self._both())
        return tests[0] if len(tests) == 1 else lambda row: any(test(row) for test in tests)

    def _both(self) -> Test:
        tests = [self._single()]
        while self._peek() == "and":
            self._next()
            tests.append(self._single())
        return tests[0] if len(tests) == 1 else lambda row: all(test(row) for test in tests)

    def _single(self) -> Test:
        if self._peek() == "not":
            self._next()
            return self._negated()
        if self._peek() == "(":
            return self._enclosed(self.either)
        return self._function() if self._peek(1) == "(" else self._comparison()

    def _negated(self) -> Test:
        before = len(self.uses)
        test = self._single()
        self.uses += [Use(use.path, "not") for use in self.uses[before:]]
        return lambda row: not test(row)

    def _enclosed(self, inner: Callable[[], Test]) -> Test:
        self._take("(")
        test = inner()
        self._take(")")
        return test

    # --- what is asked of a property -------------------------------------------------------------

    def _function(self) -> Test:
        name = self._next()
        path, _, last = name.rpartition("/")
        if path and last.casefold() in ("any", "all"):
            return self._members(path, last.casefold())
        if name.casefold() in NOT_BUILT:
            raise not_built(f"the function {name} in $filter")
        if name.casefold() not in TEXT_TESTS:
            raise self.wrong()
        test = self._enclosed(lambda: self._text_test(name.casefold()))
        return self._perhaps_compared(test)

    def _text_test(self, name: str) -> Test:
        path = self._used(self._next(), name)
        self._take(",")
        wanted, holds = self._literal(), TEXT_TESTS[name]
        if not isinstance(wanted, str):
            raise self.wrong()
        return lambda row: any(
            holds(str(value or "").casefold(), wanted) for value in _each(value_at(row, path))
        )

    def _perhaps_compared(self, test: Test) -> Test:
        """`startsWith(name, 'a') eq true` is the same as without."""
        if self._peek() != "eq" or self._peek(1) not in ("true", "false"):
            return test
        self._next()
        wanted = self._next().casefold() == "true"
        return lambda row: test(row) is wanted

    def _members(self, path: str, quantity: str) -> Test:
        path, join = self._used(path, "any"), any if quantity == "any" else all
        self._take("(")
        if quantity == "any" and self._peek() == ")":
            self._next()
            return lambda row: bool(value_at(row, path))
        self.ranges.append(self._next())
        self._take(":")
        inner = self.either()
        self._take(")")
        name = self.ranges.pop()
        return lambda row: join(inner(row | {name: value}) for value in value_at(row, path) or [])

    def _comparison(self) -> Test:
        path = self._next()
        if not re.fullmatch(r"[\w/$.@]+", path):
            raise self.wrong()
        how = self._take(*COMPARISONS, "in")
        values = self._literals() if how == "in" else [self._literal()]
        if path.casefold().endswith("/$count"):
            path = self._used(path[: -len("/$count")], "$count")
            return _compared(lambda row: len(value_at(row, path) or []), how, values)
        read = self._used(path, how, null=None in values)
        return _compared(lambda row: value_at(row, read), how, values)

    def _literals(self) -> list[Any]:
        self._take("(")
        values = [self._literal()]
        while self._take(",", ")") == ",":
            values.append(self._literal())
        return values

    def _literal(self) -> Any:  # noqa: ANN401 -- text, number, boolean or null
        token = self._next()
        if token in ("(", ")", ",", ":"):
            raise self.wrong()
        if token.startswith("'"):
            return token[1:-1].replace("''", "'").casefold()
        word = token.casefold()
        return WORDS.get(word, int(word) if word.lstrip("-").isdigit() else word)

    def _used(self, path: str, operator: str, *, null: bool = False) -> str:
        """Note that a property is asked about, unless it is a member's own inside any() or all()."""
        path = "/".join(part for part in path.split("/") if not CAST.match(part))
        if path.partition("/")[0] not in self.ranges:
            self.uses.append(Use(path, operator, null))
        elif operator in ("startswith", "endswith"):
            self.uses[-1:] = [Use(self.uses[-1].path, operator)] if self.uses else []
        return path


def _compared(read: Callable[[Json], Any], how: str, wanted: list[Any]) -> Test:
    def test(row: Json) -> bool:
        seen = read(row)
        seen = seen.casefold() if isinstance(seen, str) else seen
        if how in ("eq", "ne", "in"):
            return (seen in wanted) is (how != "ne")
        return seen is not None and _in_order(seen, how, wanted[0])

    return test


def _in_order(seen: Any, how: str, wanted: Any) -> bool:  # noqa: ANN401 -- two numbers or two texts
    if type(seen) is not type(wanted):
        raise bad_request("A binary operator with incompatible types was detected.")
    return bool({"ge": seen >= wanted, "le": seen <= wanted, "gt": seen > wanted, "lt": seen < wanted}[how])


def _each(value: Any) -> list[Any]:  # noqa: ANN401 -- whatever stands there
    return value if isinstance(value, list) else [value]


def value_at(row: Any, path: str) -> Any:  # noqa: ANN401 -- whatever stands there
    for name in path.split("/"):
        row = _member(row, name)
    return row


def _member(row: Any, name: str) -> Any:  # noqa: ANN401 -- whatever stands there
    """Look a name up in any case, as Graph does."""
    if not isinstance(row, dict):
        return None
    if name in row:
        return row[name]
    return next((value for key, value in row.items() if key.casefold() == name.casefold()), None)
