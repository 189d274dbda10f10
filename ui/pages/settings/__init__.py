"""Settings: what a person decides about themselves, and admins about their organisation."""
