"""Volunteering: from a request that somebody phoned in to a volunteer who comes.

Words: a *request* says who asked and for whom; a *need* what volunteers are wanted for; a *shift* one occurrence
of it, with places; an *offer* the question put to one volunteer; an *assignment* the accepted result. A *volunteer*
is a person with a volunteer profile, a *recipient* a person who gets help, known to one unit alone.

It does not know how a message travels (that is `messaging`), nor what an activity is (`activities`).
"""
