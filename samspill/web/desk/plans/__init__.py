"""The week planned at once: a plan is made, changed by hand, compared, and approved before anybody is asked."""
