"""Tasks of others: lists that other sites publish, read into plain values.

Reading is pure: bytes in, results out, never an exception for what stands in a single task. It knows nothing of tables:
`volunteering.actions` makes rows of the results.
"""

from samspill.volunteering.outside.kinds import next_page, read_pages
from samspill.volunteering.outside.results import Limits, Problem, ReadTask, ReadTasks, UnreadableTasks

__all__ = ["Limits", "Problem", "ReadTask", "ReadTasks", "UnreadableTasks", "next_page", "read_pages"]
