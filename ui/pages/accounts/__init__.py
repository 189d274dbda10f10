"""Getting in: the sign-in and sign-up pages. Their forms are real HTTP posts; see ui/auth.py for what answers them."""
