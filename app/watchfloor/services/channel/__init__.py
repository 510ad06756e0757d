"""One feed kept alive, and many of them as one."""
