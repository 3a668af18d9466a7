"""What somebody wrote in an e-mail, without the letter she answers and the name below.

Mail programs put the letter that is answered under the answer, each in its own way. Cut at the first sign of it; where
there is none the whole text is hers. Nothing is guessed about the answer itself: that is `replies`.
"""

from __future__ import annotations

import re
from itertools import takewhile, zip_longest

#: Everything from a line like this on is the letter that is answered.
_BEGINS_THE_OLD_LETTER = re.compile(
    r"""^\s*(?:
        >                                                             # quoted
      | [-_]{2,}\s*(?:original|opprinnelig|opphavleg|videresendt|vidaresendt|forwarded)\b
      | _{8,}\s*$                                                     # Outlook's line
      | (?:fra|frå|from|von|från)\s*:.+                               # Outlook's heading
      | (?=.*(?:@|\b(?:19|20)\d\d\b)).{0,200}\b(?:skrev|skreiv|wrote|schrieb)\b.{0,80}:\s*$
      | (?=.*(?:19|20)\d\d).{0,120}\b(?:skrev|skreiv)\b.{0,80}<[^<>\s]+@[^<>\s]+>
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_SIGNATURE = re.compile(r"^\s*--\s*$")
_FOOTER = re.compile(
    r"^\s*(?:sendt fra|sent from|skickat från|get outlook for|hent outlook for)\b", re.IGNORECASE
)


def newest_part(text: str) -> str:
    """The newest part of an e-mail's plain text, without spaces at the ends.

    All of it where nothing stands above the old letter: she may have answered below it, and a person reads.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u00a0", " ").splitlines()
    hers = takewhile(lambda pair: not _ends_her_words(*pair), zip_longest(lines, lines[1:], fillvalue=""))
    return "\n".join(line.rstrip() for line, _ in hers).strip() or text.strip()


def _ends_her_words(line: str, following: str) -> bool:
    """Whether the old letter or the name below begins here; a heading may be broken over two lines."""
    whole = [line, f"{line} {following}"] if following.rstrip().endswith(":") else [line]
    old = any(_BEGINS_THE_OLD_LETTER.match(heading) for heading in whole)
    return bool(old or _SIGNATURE.match(line) or _FOOTER.match(line))
