"""A damaged file set aside whole, and what could be read of it in a new one."""
