"""Contents to claims and propositions."""
