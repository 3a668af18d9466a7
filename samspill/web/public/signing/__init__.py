"""Where somebody without an account reads and signs, by a link of her own."""
