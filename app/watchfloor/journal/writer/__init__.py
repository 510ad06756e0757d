"""The writing side: what waits, one thread that commits it, and what is dropped at last."""
