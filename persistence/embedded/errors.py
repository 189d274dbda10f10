"""What can go wrong with the PostgreSQL that comes along."""


class EmbeddedError(Exception):
    """It cannot be started; the message is a sentence that says what to do."""


class InUse(EmbeddedError):
    """Another process runs the PostgreSQL of this data folder."""
