"""Which names of different documents are one agent's: pure functions over names and kinds."""
