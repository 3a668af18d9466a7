"""Exchange: what associations, companies and services want and offer each other, and the deals they make.

Nothing is built here yet. It will not know volunteering or dialogue.
"""
