"""The installation, for those who run it."""
