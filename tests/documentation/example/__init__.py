"""What docs/architecture.md shows: one of each thing that others add, whole and tested."""
