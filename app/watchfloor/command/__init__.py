"""One file per subcommand: `parser` says its words, `run` does it. Each imports lazily."""
