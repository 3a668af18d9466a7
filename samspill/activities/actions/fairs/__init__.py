"""What happens to Foreningenes dag, cut by subject."""

from samspill.activities.actions.fairs.classes import (
    add_pupil,
    bring_in_classes,
    remove_pupil,
)
from samspill.activities.actions.fairs.drawing import (
    NothingToDraw,
    WishesStillOpen,
    ask_for_drawing,
    draw_fair,
    draw_fairs_that_wait,
)
from samspill.activities.actions.fairs.fairs import (
    AlreadyDrawn,
    ClosesTooLate,
    FairFacts,
    RoundsOverlap,
    change_fair,
    copy_fair,
    make_fair,
)
from samspill.activities.actions.fairs.offers import (
    OfferFacts,
    SeatsTaken,
    add_offer,
    change_offer,
    close_offer,
    note_joined,
    reopen_offer,
)
from samspill.activities.actions.fairs.placing import (
    AlreadyPublished,
    AlreadyThere,
    NotDrawn,
    NotRunning,
    OfferFull,
    fill_where_free,
    move_pupil,
    place_where_free,
    publish_fair,
)
from samspill.activities.actions.fairs.telling import ask_hosts_how_many_joined, tell_hosts_who_comes
from samspill.activities.actions.fairs.wishes import (
    NotOffered,
    SameWishTwice,
    TooFewWishes,
    TooManyWishes,
    WishesClosed,
    save_wishes,
)

__all__ = [
    "AlreadyDrawn",
    "AlreadyPublished",
    "AlreadyThere",
    "ClosesTooLate",
    "FairFacts",
    "NotDrawn",
    "NotOffered",
    "NotRunning",
    "NothingToDraw",
    "OfferFacts",
    "OfferFull",
    "RoundsOverlap",
    "SameWishTwice",
    "SeatsTaken",
    "TooFewWishes",
    "TooManyWishes",
    "WishesClosed",
    "WishesStillOpen",
    "add_offer",
    "add_pupil",
    "ask_for_drawing",
    "ask_hosts_how_many_joined",
    "bring_in_classes",
    "change_fair",
    "change_offer",
    "close_offer",
    "copy_fair",
    "draw_fair",
    "draw_fairs_that_wait",
    "fill_where_free",
    "make_fair",
    "move_pupil",
    "note_joined",
    "place_where_free",
    "publish_fair",
    "remove_pupil",
    "reopen_offer",
    "save_wishes",
    "tell_hosts_who_comes",
]
