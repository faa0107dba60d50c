"""Parts of the training scripts; they need the extra ``train``."""
