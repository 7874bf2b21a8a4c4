"""Where journals are kept, and the keys that open them."""
