"""A SPARQL 1.1 endpoint over a store, and a page to ask it from."""
