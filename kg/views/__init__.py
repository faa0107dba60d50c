"""Graph, page, table and file views of records."""
