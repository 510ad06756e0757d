"""The feed server: the five systems, for real."""
