"""A believable world, made with the domain's own verbs: Ada leads, Ben is in, Cleo is not, and the work of sixty days.

`seed` fills an installation with it.
"""

from domain.sample_world.making import World, make

__all__ = ["World", "make"]
