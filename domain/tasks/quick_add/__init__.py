"""Quick add: a line in, a task out. The grammar is pure; what it may name and what it makes is in `adding`."""
