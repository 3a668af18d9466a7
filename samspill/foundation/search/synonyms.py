"""Words that people use for the same thing, so that who asks with one finds the other.

Each line is a group; words of a group that are written together ask for all their parts ("IKT-hjelp" is ikt and hjelp).
The English words are for those who read the square in English while the association wrote in Norwegian.
"""

from __future__ import annotations

from samspill.foundation.search.compounds import word
from samspill.foundation.search.folding import fold

_GROUPS = """
data ikt pc computer
eldre senior pensjonist elderly
ungdom tenåring youth teenager
barn children kids
kor choir
sang synge singing
språk language
venn friend
besøk visit
hjelp help
tur walk hike hiking
trening trim mosjon exercise
kafe cafe
bok book
strikke knitting
lekse homework
frivillig volunteer volunteering
flyktning refugee refugees
kvinne dame women
mann herre men's
musikk music
dans dancing
matte matematikk mathematics
mat food
gratis free
hage garden gardening
skyss sjåfør kjøre transport
reparere repair
sykle bike cycling
svømme swimming
språkkafe samtalekafe norskkafe
følgevenn ledsager
loppemarked bruktmarked flea
bytte byttemarked swap
førstehjelp
tv fjernsyn
idrett sport sports
norskkurs norsktrening norskopplæring norwegian
"""


def _alternatives(phrase: str) -> tuple[str, ...]:
    return word(fold(phrase.replace("'", ""))).parts


def _read() -> dict[tuple[str, ...], frozenset[tuple[str, ...]]]:
    groups = [
        frozenset(_alternatives(phrase) for phrase in line.split()) for line in _GROUPS.strip().splitlines()
    ]
    return {parts: group for group in groups for parts in group}


_SAME = _read()


def same_as(parts: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
    """Other ways to say what these index words say, each as its own index words; without the words themselves."""
    return _SAME.get(parts, frozenset()) - {parts}
