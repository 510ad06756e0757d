"""The event log and its filter."""
