"""Associations at the desk: entered without a number, found, changed, and spoken for."""

from samspill.foundation import clock
from samspill.organisations.actions import change_organisation, make_program_key, register_group
from samspill.organisations.models import Organisation, Post
from samspill.organisations.queries.programs import key_behind
from samspill.people.actions import find_or_add_person

HERE = "/desk/associations/"


def body(response):
    return response.content.decode()


def entered(desk, **given):
    return desk.post(f"{HERE}new/", {"name": "Åsens strikkeklubb"} | given)


def test_a_group_without_a_number_is_entered_and_found(desk, town):
    answer = entered(desk, phone="412 34 567", about="Vi strikker")
    assert "Vi strikker" in body(desk.get(answer.url))
    assert "strikkeklubb" in body(desk.get(f"{HERE}?q=strikke"))
    assert "strikkeklubb" in body(desk.get(f"{HERE}?touch=1"))
    assert "strikkeklubb" not in body(desk.get(f"{HERE}?q=fotball&category=nonsense&area=1"))


def test_staff_tell_for_whom_and_where_and_narrow_the_list_by_it(desk, town):
    answer = entered(desk, audiences=["seniors", "adults"], place_text="Samfunnshuset, andre etasje")
    shown = body(desk.get(answer.url))
    assert "Voksne, Eldre" in shown and "Samfunnshuset, andre etasje" in shown
    assert "strikkeklubb" in body(desk.get(f"{HERE}?for=seniors"))
    assert "strikkeklubb" not in body(desk.get(f"{HERE}?for=children"))
    row = Organisation.objects.get()
    desk.post(f"{HERE}{row.pk}/facts/", {"name": row.name, "audiences": ["everyone"]})
    assert "strikkeklubb" in body(desk.get(f"{HERE}?for=children"))
    row.refresh_from_db()
    assert row.place_text == ""


def test_whom_two_doubles_are_for_is_chosen_in_words(desk, town):
    both = [register_group(name, by="system", at=clock.now()) for name in ("Koret", "Kor")]
    for row, code in zip(both, ("children", "youth"), strict=True):
        change_organisation(row, by="system", at=clock.now(), audiences=[code])
    shown = body(desk.get(f"{HERE}{both[0].pk}/merging/?gone={both[1].pk}"))
    assert "For hvem" in shown and "Barn" in shown and "Ungdom" in shown


def test_the_same_name_twice_is_asked_about_and_may_be_insisted_on(desk, town):
    entered(desk)
    page = entered(desk)
    assert page.status_code == 200
    assert 'name="insists"' in body(page)
    assert entered(desk, insists="1").status_code == 302
    assert Organisation.objects.count() == 2


def test_what_is_wrong_is_said_at_its_field(desk, town):
    for given, field in [({"number": "123456789"}, "number"), ({"phone": "12"}, "phone"), ({"email": "x"}, "email"),
                         ({"name": ""}, "name"), ({"postcode": "x"}, "postcode")]:  # fmt: skip
        assert f'id="id_{field}_error"' in body(entered(desk, **given)), given
    assert not Organisation.objects.exists()


def test_somebody_speaks_for_it_and_lays_the_post_down(desk, town):
    entered(desk)
    row = Organisation.objects.get()
    given = {"name": "Kari Berg", "phone": "412 34 567", "title": "leader"}
    desk.post(f"{HERE}{row.pk}/posts/", given)
    post = Post.objects.get()
    assert "Kari Berg" in body(desk.get(f"{HERE}{row.pk}/"))
    assert "strikkeklubb" not in body(desk.get(f"{HERE}?touch=1"))
    desk.post(f"{HERE}{row.pk}/posts/{post.pk}/display/", {"show": "1"})
    post.refresh_from_db()
    assert post.is_published
    desk.post(f"{HERE}{row.pk}/posts/{post.pk}/ending/")
    assert "Kari Berg" not in body(desk.get(f"{HERE}{row.pk}/"))


def test_it_is_changed_hidden_and_closed(desk, town):
    entered(desk)
    row = Organisation.objects.get()
    desk.post(f"{HERE}{row.pk}/facts/", {"name": "Åsen strikk", "phone": "22334455"})
    desk.post(f"{HERE}{row.pk}/visibility/", {"hide": "1"})
    desk.post(f"{HERE}{row.pk}/closing/")
    row.refresh_from_db()
    assert (row.name, row.phone, bool(row.hidden_at), bool(row.closed_on)) == (
        "Åsen strikk",
        "+4722334455",
        True,
        True,
    )
    assert "Åsen strikk" not in body(desk.get(HERE))
    assert "Åsen strikk" in body(desk.get(f"{HERE}?closed=1"))


def test_the_two_are_shown_side_by_side_in_words_and_not_in_codes(desk, at, town):
    from samspill.organisations.actions import change_organisation, register_group

    keep, gone = (register_group(name, by="system", at=at) for name in ("Koret", "Koret vårt"))
    change_organisation(keep, by="system", at=at, categories=("1100",), languages=("nb",))
    change_organisation(gone, by="system", at=at, categories=("1200",), languages=("ar", "so"))
    Organisation.objects.filter(pk=gone.pk).update(kind="public")
    page = body(desk.get(f"/desk/associations/{keep.pk}/merging/?gone={gone.pk}"))
    for words in ("Kunst og kultur", "Idrett", "norsk bokmål", "arabisk, somali", "Offentlig tjeneste"):
        assert words in page, words
    assert "1100" not in page and ">public<" not in page


def test_two_that_are_one_are_made_one_at_the_desk_and_the_old_address_leads_on(desk, at, town):
    from samspill.organisations.actions import register_group

    keep = register_group("Koret", by="system", at=at, phone="41234567")
    gone = register_group("Koret vårt", by="system", at=at, phone="92345678")
    page = f"/desk/associations/{keep.pk}/merging/"
    assert "Koret vårt" in desk.get(page).content.decode()
    assert "+4792345678" in desk.get(f"{page}?gone={gone.pk}").content.decode()
    desk.post(page, {"gone": gone.pk, "phone": "gone", "reason": "Samme kor"})
    keep.refresh_from_db()
    assert keep.phone == "+4792345678"
    for old in (f"/organisations/{gone.pk}/", f"/api/v1/organisations/{gone.pk}"):
        answer = desk.get(old)
        assert answer.status_code == 301, old
        assert str(keep.pk) in answer["Location"]


def test_possible_doubles_are_shown_with_what_they_share_told_apart_and_that_is_undone(desk, ola, at):
    from samspill.organisations.actions import register_group
    from samspill.organisations.models import ToldApart

    one = register_group("Lillevik IL", by=ola, at=at, phone="41234567")
    other = register_group("Lillevik idrettslag", by=ola, at=at, phone="41234567")
    page = desk.get("/desk/associations/doubles/").content.decode()
    assert "navnet, telefonen" in page and f"/desk/associations/{one.pk}/merging/?gone={other.pk}" in page
    alone = desk.post("/desk/associations/doubles/apart/", {"one": one.pk}, follow=True)
    assert "En av de to er ikke her lenger" in alone.content.decode() and not ToldApart.objects.exists()
    sent = {"one": str(one.pk), "other": str(other.pk), "reason": "Det ene er for barn"}
    answer = desk.post("/desk/associations/doubles/apart/", sent, follow=True)
    assert "Ingen dobbelte å se" in answer.content.decode()
    assert "Det ene er for barn" in desk.get("/desk/associations/doubles/?show=apart").content.decode()
    undoing = f"/desk/associations/doubles/{ToldApart.objects.get().pk}/undoing/"
    assert "navnet, telefonen" in desk.post(undoing, follow=True).content.decode()


def test_what_would_move_is_counted_before_two_are_made_one(desk, ola, at):
    from samspill.organisations.actions import give_post, register_group
    from samspill.people.actions import find_or_add_person

    keep = register_group("Koret", by=ola, at=at)
    gone = register_group("Koret vårt", by=ola, at=at)
    nothing = desk.get(f"/desk/associations/{keep.pk}/merging/?gone={gone.pk}").content.decode()
    assert "Den andre har ingenting som ville flytte" in nothing
    kari = find_or_add_person("Kari Berg", ["41234567"], by=ola, at=at, channel="phone")
    give_post(gone, kari, "leader", by=ola, at=at, channel="web")
    page = desk.get(f"/desk/associations/{keep.pk}/merging/?gone={gone.pk}").content.decode()
    assert "<dt>Verv</dt><dd>1</dd>" in page


def test_the_desk_sees_which_programs_write_for_an_association_and_stops_one(desk, ola, at):
    choir = register_group("Lillevik Blandakor", by=ola, at=at)
    marit = find_or_add_person("Marit Sand", ["41300001"], by=ola, at=at, channel="phone")
    key, secret = make_program_key(choir, "Nettsida vår", by=marit, at=at)
    page = f"/desk/associations/{choir.pk}/programs/"
    assert "Nettsida vår" in desk.get(page).content.decode() and secret not in desk.get(page).content.decode()
    assert desk.post(f"{page}{key.pk}/revocation/").status_code == 302
    assert key_behind(secret) is None and "Nettsida vår" not in desk.get(page).content.decode()
