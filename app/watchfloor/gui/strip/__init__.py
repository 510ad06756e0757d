"""The strips above and below the work, and quiet lines on it."""
