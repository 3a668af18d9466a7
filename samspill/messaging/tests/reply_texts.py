"""What people answer by SMS, a line each, by what it is to be understood as."""

from __future__ import annotations

YES = """
JA
ja
Ja.
ja!
 J
j
Jada
ja takk
Ja takk!
Ja, takk.
Ja, jeg kan
Ja jeg kan
Ja, jeg kan det.
Ja det kan jeg
Det kan jeg
det kan eg gjerne
Jeg kan
Eg kan
æ kan
kan
Kan gjerne hjelpe
Jeg kan ta den
Jeg tar den
Jeg tar oppdraget
Eg tek turen
Jeg stiller
jeg stiller gjerne opp, ja
Jeg kommer
Eg kjem
Gjerne
gjerne det
Ja, gjerne!
Ja, veldig gjerne
Det går fint
Det går bra
Ja, det går fint det
går fint
Det passer bra
Passer fint!
Det høver godt
Ja, det passer
Selvfølgelig
sjølvsagt
så klart
Klart jeg kan
Absolutt!
Ja. Hilsen Kari
Ja, jeg kan. Mvh Kari Moe
JA HILSEN KARI
Ja takk. Vennlig hilsen Åse-Marie
Hei! Ja, det kan jeg. Ha en fin dag
Hei. Takk for at du spør. Ja, jeg kan.
Tusen takk, ja
OK, jeg kan
Fint, jeg kommer
Ja 👍
Ja 👍🏽
ja 😊
Ja ❤️
👍 ja
Ja :)
Jaaa!
ja da
Japp
Jepp
YES
yes please
Yes, I can
Sure
sure, i can help
Of course!
I'd love to
I’d love to
I'll be there
Happy to help
That works for me
Count me in
y
Ja, ikke noe problem
Ja det gjør jeg
Ja\u00a0takk
JA\u200b
ja|
Ja, jeg kan.||Sendt fra min iPhone
так
نعم
haa
"""

NO = """
NEI
nei
Nei.
n
nei takk
Nei, takk
nei dessverre
Nei diverre
Dessverre ikke
Dessverre
Diverre
Nei, beklager
Beklager, nei
Beklager, kan ikke
kan ikke
Kan ikkje
Eg kan ikkje
Jeg kan ikke
Jeg kan dessverre ikke
jeg kan dessverre ikke denne gangen
Det kan jeg ikke
Det kan jeg dessverre ikke
Nei, det kan jeg dessverre ikke
Kan itj
Æ kan itj
Jeg kommer ikke
Rekker det ikke
Jeg får det ikke til
Har ikke tid
Eg har ikkje høve
Det passer ikke
Passer dessverre ikke
det høver ikkje
passer dårlig
Det går ikke
ikke denne gangen
Nei, ikke denne gangen
Jeg må dessverre si nei
Må takke nei
Takker nei
Jeg står over denne gangen
Nei, jeg er bortreist
Nei, jeg er syk
Dessverre, er på jobb
Hei, nei takk. Hilsen Ola Nordmann
Nei 😢
nei :(
neeei
no
No thanks
No, thank you
Sorry no
Sorry, I can't
I cant come
can't make it
Not this time
Unfortunately not
I'm not available
I won't be able to
nope
ні
لا
maya
"""

WITHDRAW = """
AVBUD
avbud
Avbud, dessverre
Avbod
Jeg melder avbud
Må melde avbud
Jeg må dessverre melde avbud
Må melde forfall
Må dessverre trekke meg
AVBUD. Jeg er syk. Hilsen Kari
avbud 🤒
I have to cancel
cancel
"""

STOP = """
STOPP
Stopp
stopp!
Stopp.
STOP
stop
stopp takk
Stopp, takk
STOPP 2100
Stopp meldinger
Stopp meldingene
Stopp å sende meg meldinger
Slutt å sende meg SMS
slutt
Meld meg av
AVMELD
avmeld meg
Avmelding
Vær så snill, stopp
please stop
Stop all
STOPP Frivilligsentralen
stop texting me
Don't text me again
Ikke send meg flere meldinger
Jeg vil ikke ha flere meldinger
unsubscribe
opt out
стоп
توقف
إيقاف
Jooji
bisset
"""

START = """
START
start
Start igjen
Start på nytt
start att
start again
Begynn igjen
unstop
"""

UNCLEAR = """
nja
tja
njei
kanskje
kanskje ja
ja men kan vi ta onsdag
Ja, men ikke før kl 12
ja hvis det ikke regner
ja?
Ja??
JA/NEI
ja nei
nei ja
ja, nei forresten
ja eller nei
"ja"
«JA»
'ja'
Likte «Kan du handle for Astrid?»
Loved "Can you come on Tuesday"
👍
😊
❤
:)
ok
OK
greit
takk
Takk for meldingen!
hei
hva
Hvem er dette
Hvem er dette?
Kan du ringe meg
Kan jeg ta med mannen min
kan jeg komme litt senere
Ja, kl 17
Ja 17:30
ja 2
ja 1.5
ja, vi er to
Ja onsdag passer best
ja ja
Ja...
ja…
Jo
Jeg er syk
Jeg er bortreist
Beklager
Ja, dessverre
Ja, men
ja 😢
nei 👍
Nei, ikke noe problem
Nei, bare hyggelig
nei da
Fint, nei
ikke
Jeg kan kanskje
Jeg kan vel
Jeg kan ikke si nei
eg kan no
Jeg kan nesten ikke vente
Jeg kommer ikke til å si nei
ja fra mandag
Ja Hilsen kari men ikke tirsdag
JA HILSEN KARI MEN SEN
Ja. Hilsen Men Ikke Alene
bussen stopper ved senteret
Stopp ikke
ikke stopp
Stopper bussen der
stopp?
ja stopp
stopp og start
Avbud?
avbud fra bestemor, kan jeg ta med Ola
ikke avbud
meld meg på
slett meg
1234567 ja
123
JA 123 124
يوم الثلاثاء مناسب لي
Привіт
.
!
?
-
0
"""


def lines(block: str) -> list[str]:
    """The lines of a table; | stands for a new line."""
    return [line.replace("|", "\n") for line in block.strip("\n").split("\n")]
