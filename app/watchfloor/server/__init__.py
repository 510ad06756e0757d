"""The feed server: the five systems, on one node or many. Knows no window."""
