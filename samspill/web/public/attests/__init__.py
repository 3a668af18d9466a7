"""Whether a certificate is genuine: anybody who holds one may ask by its code."""
