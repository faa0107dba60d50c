"""Source mentions to agents."""
