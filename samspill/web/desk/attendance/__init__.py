"""Who came, for how long, and a thank-you; noted by staff for a whole group in one step."""
