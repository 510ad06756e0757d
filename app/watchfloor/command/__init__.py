"""One file per subcommand: `register` adds its parser, `run` does it. Each imports lazily."""
