"""SpaCy Docs to attributions."""
