"""The reading side: pages, searches and jumps on connections that only read."""
