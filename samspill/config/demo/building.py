"""Building the two towns, in the order things would happen."""

from __future__ import annotations

import datetime as dt

from samspill.config.demo import (
    aboard,
    clubs,
    crisis,
    desk,
    elsewhere,
    fairs,
    gatherings,
    happenings,
    intake,
    mapping,
    onboarding,
    pairs,
    plans,
    privacy,
    queues,
    readers,
    rooms,
    seasons,
    shapes,
    staff_training,
    talk,
    towns,
    visits,
    volunteers,
)
from samspill.foundation.tenancy import entered


def build_lillevik(*, at: dt.datetime) -> None:
    """Lillevik, served at `localhost`: services, people, clubs, a week of activities and a busy desk."""
    with entered(towns.open_town("9901", "Lillevik", "localhost", at=at)):
        units, spots = towns.furnish(at=at)
        staff = towns.hire(units, at=at)
        courses = onboarding.open_the_courses(units, staff, at=at)
        rooms.lend_out_rooms(spots, at=at)
        rooms.lend_out_equipment(spots, at=at)
        associations = clubs.found_the_clubs(at=at)
        activities = happenings.fill_the_week(units, spots, associations, at=at)
        readers.speak_up(activities, staff["Ola Brekke"], at=at)
        desk.send_from_here()
        people = volunteers.welcome_the_volunteers(units["centre"], staff["Ola Brekke"], at=at)
        pairs.bring_people_together(people, units, staff, at=at)
        desk.take_the_calls(units, staff, at=at)
        crisis.prepare_for_the_worst(people, associations, units["centre"], staff["Ingrid Solvang"], at=at)
        shapes.set_up_the_rotas(units, staff, at=at)
        desk.hear_from_people(people, staff["Ingrid Solvang"], at=at)
        intake.open_the_doors(units, staff, at=at)
        onboarding.bring_people_in(units, staff, people, courses, at=at)
        staff_training.teach_the_staff(units["centre"], staff["Ingrid Solvang"], at=at)
        privacy.use_their_rights(people, staff["Ingrid Solvang"], at=at)
        privacy.fill_the_past_year(people, units["centre"], staff["Ola Brekke"], at=at)
        plans.plan_next_week(units, staff, at=at)
        talk.talk(people, units, staff, at=at)
        mapping.get_to_know_them(associations, staff["Ingrid Solvang"], at=at)
        aboard.let_them_run_their_pages(list(associations.values()), at=at)
        rooms.let_associations_borrow(next(iter(associations.values())), at=at)
        queues.fill_an_evening(people, associations, at=at)
        gatherings.gather(people, associations, units["centre"], staff["Ola Brekke"], at=at)
        aboard.let_some_stand_here_twice(staff["Ingrid Solvang"], at=at)
        fairs.hold_fairs(units, staff, associations, at=at)
        elsewhere.read_what_others_ask_for(staff["Ingrid Solvang"], at=at)
        visits.let_people_read(at=at)
        seasons.share_out_the_hours(associations, staff, at=at)


def build_neighbour(*, at: dt.datetime) -> None:
    """Storfjordby, served at `nabo.localhost`: it sees nothing of Lillevik."""
    with entered(towns.open_town("9902", "Storfjordby", "nabo.localhost", at=at)):
        towns.open_unit("Storfjordby frivilligsentral", by="system", at=at, receives_the_public=True)
