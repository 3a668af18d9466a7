"""How fast the national register comes in, and that its length costs no memory: 10,000 rows and 1,000,000.

`python -m tools.bench.register read FILE` is the child that imports one file and tells how it went.
"""

from __future__ import annotations

import gzip
import json
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tools.bench import towns
from tools.bench.figure import Figure, hand_over
from tools.bench.ground import BENCH, ROOT, fresh_settings, open_database

SHORT, LONG = 10_000, 1_000_000
#: Of the country's entities about one in seventeen is an association, and of those our town has one in thirty.
ONE_IN, OF_OURS = 17, 30
BARE = "bare gunzip + json"


def main() -> None:
    """Write both files, import each in a child of its own, hand over."""
    fresh_settings("register")
    short, long = _file(SHORT), _file(LONG)
    brief, whole = _imported(short), _imported(long)
    floor = LONG / _seconds_of_reading(long)
    growth = whole["peak_mib"] / brief["peak_mib"] - 1
    hand_over(
        [
            Figure(
                "register import",
                whole["rows_a_second"],
                "rows/s",
                "5,000 rows/s",
                whole["rows_a_second"] >= 5000,
                floor,
                BARE,
            ),
            Figure(
                "register import, memory at its highest",
                whole["peak_mib"],
                "MiB",
                "as for 10,000 rows, +10 %",
                growth <= 0.10,
                brief["peak_mib"],
                "10,000 rows",
            ),
        ]
    )


def _imported(file: Path) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, "-m", "tools.bench.register", "read", str(file)],
        cwd=ROOT,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    told: dict[str, float] = json.loads(done.stdout.strip().splitlines()[-1])
    return told


def read(file: Path) -> None:
    """Import one file into a fresh database; print rows per second and the most memory held."""
    fresh_settings(f"register-{file.stem}")
    open_database()
    towns.open_town()
    from samspill.foundation import clock
    from samspill.organisations.actions.entities import import_entities

    began = time.perf_counter()
    with file.open("rb") as opened:
        run = import_entities(opened, origin=file.name, at=clock.now())
    seconds = time.perf_counter() - began
    rows = run.counts["read"]
    assert rows >= SHORT and run.counts["new"] > 0, run.counts
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"rows_a_second": rows / seconds, "peak_mib": peak}))


def _seconds_of_reading(file: Path) -> float:
    began = time.perf_counter()
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("{"):
                json.loads(line.rstrip(",\n]"))
    return time.perf_counter() - began


def _file(rows: int) -> Path:
    """A register of made-up entities, one a line in a JSON list, gzipped as the real one is."""
    file = BENCH / "register" / f"{rows}.json.gz"
    with gzip.open(file, "wt", encoding="utf-8", compresslevel=1) as out:
        for place, number in enumerate(_numbers(rows)):
            out.write(("[" if place == 0 else ",\n") + json.dumps(_entity(place, number), ensure_ascii=False))
        out.write("]")
    return file


def _numbers(count: int) -> Iterator[str]:
    """Organisation numbers with a right check digit (modulus 11, weights 3 2 7 6 5 4 3 2)."""
    eight = 81_000_000
    while count:
        digits = str(eight)
        rest = (
            -sum(int(digit) * weight for digit, weight in zip(digits, (3, 2, 7, 6, 5, 4, 3, 2), strict=True))
            % 11
        )
        if rest != 10:
            yield f"{digits}{rest}"
            count -= 1
        eight += 1


def _entity(place: int, number: str) -> dict[str, Any]:
    is_association = place % ONE_IN == 0
    municipality = towns.NUMBER if place % (ONE_IN * OF_OURS) == 0 else "0301"
    address = {
        "land": "Norge",
        "landkode": "NO",
        "postnummer": "9991",
        "poststed": "MÅLEVIK",
        "adresse": [f"Storgata {place % 200}"],
        "kommune": "MÅLEVIK",
        "kommunenummer": municipality,
    }
    return {
        "organisasjonsnummer": number,
        "navn": f"{'FORENINGEN' if is_association else 'FORETAKET'} NR {place}",
        "organisasjonsform": {
            "kode": "FLI" if is_association else "ENK",
            "beskrivelse": "Beskrivelse",
            "links": [],
        },
        "hjemmeside": f"www.nr{place}.example",
        "postadresse": address,
        "registreringsdatoEnhetsregisteret": "2004-02-19",
        "registrertIMvaregisteret": False,
        "naeringskode1": {"beskrivelse": "Aktiviteter i andre interesseorganisasjoner", "kode": "94.991"},
        "antallAnsatte": 0,
        "harRegistrertAntallAnsatte": False,
        "forretningsadresse": address,
        "stiftelsesdato": "1998-05-17",
        "institusjonellSektorkode": {"kode": "7000", "beskrivelse": "Ideelle organisasjoner"},
        "registrertIForetaksregisteret": False,
        "registrertIStiftelsesregisteret": False,
        "registrertIFrivillighetsregisteret": is_association and place % 2 == 0,
        "konkurs": False,
        "underAvvikling": False,
        "underTvangsavviklingEllerTvangsopplosning": False,
        "maalform": "Bokmål",
        "vedtektsfestetFormaal": ["Foreningen skal fremme samhold og møteplasser for alle i nærmiljøet."],
        "links": [],
    }


if __name__ == "__main__":
    read(Path(sys.argv[2])) if sys.argv[1:2] == ["read"] else main()
