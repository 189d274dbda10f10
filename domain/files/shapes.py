"""How pictures are made anew."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shape:
    """`longest` side in pixels (0: as it is); `square` cuts out the middle; `small` is the size of the small one."""

    name: str
    longest: int
    small: int
    square: bool = False
    keeps_format: bool = False  # else webp


WHOLE = Shape("whole", 0, 480, keeps_format=True)
SQUARE = Shape("square", 512, 96, square=True)
FIT = Shape("fit", 512, 96)
