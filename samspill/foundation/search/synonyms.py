"""Words that people use for the same thing, so that who asks with one finds the other.

Each line is a group; words of a group that are written together ask for all their parts ("IKT-hjelp" is ikt and hjelp).
The English words are for those who read the square in English while the association wrote in Norwegian.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from samspill.foundation.search.compounds import word
from samspill.foundation.search.folding import fold

#: One way to say something: all these index words.
Together = tuple[str, ...]

_GROUPS = """
data ikt pc computer
eldre senior pensjonist elderly
ungdom tenåring youth teenager
barn children kids
baby barsel spedbarn
kor choir sangkor
sang synge singing
språk language
venn friend
besøk visit
hjelp help
tur gåtur spasertur turgruppe walk hike hiking
trening trim mosjon gym gymnastikk exercise
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
reparasjonskafe fiksefest
språkkafe samtalekafe norskkafe
følgevenn ledsager
loppemarked bruktmarked flea
bytte byttemarked swap
førstehjelp
tv fjernsyn
idrett sport sports
norskkurs norsktrening norskopplæring norwegian
"""


#: How each word, as its index words, is also said: by groups of such.
Groups = Mapping[Together, frozenset[Together]]


def groups_of(lines: Iterable[str]) -> Groups:
    """Groups to look words up in, from lines of words that mean the same. A word may stand in several lines."""
    found: dict[Together, frozenset[Together]] = {}
    for line in lines:
        group = frozenset(_alternatives(written) for written in line.split()) - {()}
        for parts in group:
            found[parts] = found.get(parts, frozenset()) | group
    return found


def same_as(parts: Together, own: Groups | None = None) -> frozenset[Together]:
    """Other ways to say what these index words say, each as its own index words; without the words themselves.

    `own` are the municipality's words, which come beside ours.
    """
    return (_SAME.get(parts, frozenset()) | (own or {}).get(parts, frozenset())) - {parts}


def _alternatives(written: str) -> Together:
    folded = fold(written.replace("'", ""))
    return word(folded).parts if folded else ()


_SAME = groups_of(_GROUPS.strip().splitlines())
