"""Teams: all of one's own, and one with its members and tasks."""
