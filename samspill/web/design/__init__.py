"""How it looks: base templates, components, tokens and style, icons and fonts. No rule and no query lives here."""
