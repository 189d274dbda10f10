"""What a measurement found: a figure, the baseline of the same run, and whether the target is met."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_HEADS = ("what", "figure", "baseline", "ratio", "target", "verdict")


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table. Smaller is better, except `at_least` the target; without a target it only tells."""

    what: str
    value: float
    unit: str = "ms"
    baseline: float | None = None
    target: float | None = None
    at_least: bool = False

    @property
    def is_missed(self) -> bool:
        if self.target is None:
            return False
        return self.value < self.target if self.at_least else self.value > self.target

    def cells(self) -> tuple[str, ...]:
        """The line as the table shows it."""
        ratio = f"{self.value / self.baseline:.2f}" if self.baseline else ""
        sign = "≥" if self.at_least else "≤"
        target = "" if self.target is None else f"{sign} {_shown(self.target)} {self.unit}"
        verdict = "" if self.target is None else "MISSED" if self.is_missed else "met"
        baseline = "" if self.baseline is None else f"{_shown(self.baseline)} {self.unit}"
        return self.what, f"{_shown(self.value)} {self.unit}", baseline, ratio, target, verdict


def _shown(number: float) -> str:
    if number == int(number):
        return f"{int(number):,}"
    return f"{number:,.0f}" if number >= 1000 else f"{number:.1f}" if number >= 20 else f"{number:.2f}"


def percentile(values: Iterable[float], share: float) -> float:
    """The smallest value that is not below `share` of them (nearest rank)."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def spread(what: str, values: Sequence[float], baseline: Sequence[float] = (), *, target: float | None = None
           ) -> list[Figure]:  # fmt: skip
    """Median and 99th percentile of milliseconds, each against the baseline's; the target is the latter's."""
    return [
        Figure(
            f"{what}, {name}", percentile(values, share),
            baseline=percentile(baseline, share) if baseline else None,
            target=target if share == 0.99 else None,
        )
        for name, share in (("p50", 0.5), ("p99", 0.99))
    ]  # fmt: skip


def table(figures: Sequence[Figure]) -> str:
    """All of them as a Markdown table."""
    rows = [_HEADS, *(figure.cells() for figure in figures)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    head, *lines = [" | ".join(_aligned(row, widths)) for row in rows]
    rule = " | ".join("-" * (w - 1) + (":" if _is_number(c) else "-") for c, w in enumerate(widths))
    return "\n".join(f"| {line} |" for line in (head, rule, *lines))


def _is_number(column: int) -> bool:
    return 0 < column < len(_HEADS) - 1


def _aligned(row: Sequence[str], widths: Sequence[int]) -> list[str]:
    return [
        cell.rjust(width) if _is_number(column) else cell.ljust(width)
        for column, (cell, width) in enumerate(zip(row, widths, strict=True))
    ]
