"""How far it is, well enough for a town."""

from __future__ import annotations

import math
from dataclasses import dataclass

#: Of a meridian, and of the equator; the earth taken as a ball.
METRES_A_DEGREE = 111_195.0
#: Two decimals are about a kilometre: enough to find what is near, and too little to tell where somebody lives.
DECIMALS = 2


@dataclass(frozen=True, slots=True)
class Near:
    """Within so many metres of a spot (WGS 84, degrees)."""

    latitude: float
    longitude: float
    metres: float

    @property
    def metres_east(self) -> float:
        """The length of one degree eastwards here."""
        return METRES_A_DEGREE * math.cos(math.radians(self.latitude))

    @property
    def box(self) -> tuple[float, float, float, float]:
        """South, north, west, east: a rectangle round the circle, for the first sieve."""
        up = self.metres / METRES_A_DEGREE
        aside = self.metres / max(self.metres_east, 1.0)
        return self.latitude - up, self.latitude + up, self.longitude - aside, self.longitude + aside

    def km_to(self, latitude: float, longitude: float) -> float:
        """How far a spot is from here, in kilometres as the crow flies."""
        up = (latitude - self.latitude) * METRES_A_DEGREE
        aside = (longitude - self.longitude) * self.metres_east
        return math.hypot(up, aside) / 1000


def roughly(latitude: float, longitude: float, metres: float) -> Near | None:
    """A spot made coarse, whatever was sent: where somebody is, is not known here. None where there is no such spot."""
    if not (abs(latitude) <= 89 and abs(longitude) <= 180):
        return None
    return Near(round(latitude, DECIMALS), round(longitude, DECIMALS), metres)


def in_kilometres(km: float | None) -> int:
    """How far that is, in whole kilometres from 1: a spot that is made coarse is no finer."""
    return max(1, round(km or 0))
