"""Whatever is written in the trail about a person is told in words that people read."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import samspill
from samspill.web.access.stored_words import VERBS
from samspill.web.design.deeds import DEED_WORDS
from samspill.web.desk.people.words import HAPPENED

NOTED_BY = {"note", "note_each"}
#: What is about associations, places, calendars, staff, units and templates; and about a need, whose page tells it.
NOT_OF_A_PERSON = frozenset(
    """
    add_provider close_provider
    abandon_sheet add_area change_area remove_area bring_back_area
    add_place add_space ask_about_page answer_campaign ask_again ask_for_new_password assure_capability
    begin_draft begin_thanking begin_week_letters book bring_back_template cancel_activity cancel_need
    cancel_occurrence change_activity change_campaign change_draft change_need change_organisation change_place
    change_pool change_space change_week_letters choose_period choose_recipients close_group close_intake_link
    close_place close_pool close_unit closed_by_register confirm_columns confirm_mailing confirm_page decline
    decline_campaign decline_request discard_draft draft_text drop_recipient end_callout end_role end_stand_in
    end_subscription end_thanking end_week_letters end_what_is_due exported_list forget_staff forget_staff_name
    give_role hand_over hide_activity hide_organisation import_calendar import_row import_sheet invite_staff
    keep_school_holiday lend_again let_act let_staff_leave looked make_intake_link make_pool merge_organisations
    move_occurrence     next_wave_not_sent not_delivered note_contact_try offer_capability open_place open_unit
    part_organisations
    post_campaign_letters prepare_campaign prepare_mailing publish_activity publish_need publish_text
    receive_sheet register_group release remind_campaign remove_question remove_selection remove_template report
    reschedule_activity reset_second_step restore_activity restore_occurrence resume_campaign review_group
    save_selection save_template say_enough searched_across_units send_callout_wave send_campaign send_wave
    pause_subscription resume_subscription set_lending_hours set_policy settle_answer settle_report show_activity
    stand_in start_callout stop_campaign
    stop_lending stop_mailing subscribe take_back_contact_try take_page_over throw_away_mailing
    took_crisis_lists undo_answer unpublish_need unsettle_report use_capability withdraw_capability
    write_story change_story publish_story remove_story bring_back_story
    add_picture bring_back_picture describe_picture move_picture remove_picture replace_picture
    write_question write_to_those_signed_up write_to_those_who_come yes_too_late
    make_program_key revoke_program_key
    add_fair_offer add_pupil ask_for_drawing bring_in_classes change_fair change_fair_offer close_fair_offer
    draw_fair make_fair move_pupil note_joined
    approve_review choose_publishing_rule decide_trust end_trust_decision let_be_read return_review
    tell_apart undo_review undo_telling_apart
    fill_where_free place_where_free publish_fair remove_pupil reopen_fair_offer save_wishes
    add_thing change_thing set_fetching_hours
    open_season change_season copy_season share_season put_season_time lock_season_time remove_season_time
    decide_season undo_season
    take_source_words keep_own_words
    add_task_source pause_task_source resume_task_source remove_task_source read_task_source
    hide_outside_task bring_back_outside_task tell_tasks_apart undo_telling_tasks_apart
    """.split()
)


def verbs() -> set[str]:
    """Every verb the product writes in the trail."""
    return {
        verb for path in Path(samspill.__file__).parent.rglob("actions/**/*.py") for verb in _noted_in(path)
    }


def _noted_in(path: Path) -> Iterator[str]:
    for call in ast.walk(ast.parse(path.read_text("utf-8"))):
        named = isinstance(call, ast.Call) and getattr(call.func, "id", "") in NOTED_BY
        if named and call.args and isinstance(call.args[0], ast.Constant):  # type: ignore[attr-defined]
            yield call.args[0].value  # type: ignore[attr-defined]


def test_the_trail_of_a_person_is_told_in_words_at_the_desk_and_to_herself():
    lacking = verbs() - NOT_OF_A_PERSON - set(DEED_WORDS)
    assert not lacking - set(HAPPENED), "web/desk/people/words.py and web/design/deeds.py have no word"
    assert not lacking - set(VERBS), "web/access/stored_words.py and web/design/deeds.py have no word"


def test_what_is_left_out_is_still_written():
    assert not NOT_OF_A_PERSON - verbs(), "these are written nowhere: take them out"
