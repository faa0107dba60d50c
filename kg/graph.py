"""The knowledge graph as a Python object: build it, query it, export it."""
