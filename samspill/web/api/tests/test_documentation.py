"""The page on open data: its examples run, and what it says of the feeds is so."""

from __future__ import annotations

import html
import json
import re


def _page(machine):
    return machine.get("/open-data/").content.decode()


def test_each_example_runs(machine, put_on, library):
    put_on("Korøvelse", place=library, is_free=True, audiences=("children",))
    examples = re.findall(r'<code>curl "([^"<]+)"</code>', html.unescape(_page(machine)))
    assert len(examples) >= 10
    for address in examples:
        answer = machine.get(address)
        assert answer.status_code == 200, address
        assert answer.headers["Content-Type"].startswith(("application/json", "text/calendar"))
        if "near=" in address:
            assert answer.json()["data"], "it is a spot in this town"


def test_every_link_leads_somewhere(machine, town):
    for address in re.findall(r'<a href="((?:http://lillevik.test)?/[^"]*)"', _page(machine)):
        assert machine.get(html.unescape(address)).status_code in (200, 302), address


def test_the_problems_it_tells_of_are_those_that_are_given(machine, town):
    page = _page(machine)
    for asked in (machine.get("/api/v1/x"), machine.post("/api/v1/places"), machine.get("/api/v1/needs?x=1")):
        place, _, code = asked.json()["type"].partition("#")
        assert place == "/open-data/" and f'id="{code}"' in page


def test_the_dataset_names_each_feed_by_its_address(machine, town):
    told = re.search(r'<script type="application/ld\+json">(.*?)</script>', _page(machine), re.DOTALL)
    dataset = json.loads(told[1])
    assert dataset["@type"] == "Dataset" and dataset["license"].startswith("https://data.norge.no/nlod")
    for feed in dataset["distribution"]:
        answer = machine.get(feed["contentUrl"])
        assert answer.status_code == 200 and answer.headers["Content-Type"] == feed["encodingFormat"]
