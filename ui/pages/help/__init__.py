"""What people can read about using Atrium."""
