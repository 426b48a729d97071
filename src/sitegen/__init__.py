"""sitegen: a note in plain text comes in, a site goes out; the layers stand in pyproject.toml."""
