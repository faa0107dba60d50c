"""Documents to spaCy Docs: pipeline loading and quotation marks."""
