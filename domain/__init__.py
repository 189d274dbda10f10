"""What Atrium means: verbs, permissions, events. `domain.lifespan` starts and stops it in a process."""
