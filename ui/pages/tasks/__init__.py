"""Tasks: the list, the board, the trash, and one task from the side."""
