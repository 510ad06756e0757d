"""One query language: text to one tree, the tree to SQL and to a predicate."""
