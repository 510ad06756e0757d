"""The rows of the event log, in memory and beyond."""
