"""The words people answer with, written out: what `replies` understands, and nothing else.

A line is a phrase. `(a|b)` stands for either, `(a|)` for a word that may be missing. Bokmål, nynorsk, common
dialect and English; the stop words also in the other languages our municipalities send in. A phrase that two
readers could take differently does not belong here: then a person reads the answer.
"""

from __future__ import annotations

import re
from enum import Enum


class Sense(Enum):
    """What a phrase says. The last four say nothing by themselves but go with some answers and not with
    others.
    """

    YES = "yes"
    NO = "no"
    WITHDRAW = "withdraw"
    STOP = "stop"
    START = "start"
    REGRET = "regret"  # «dessverre»: goes with no; alone it is a no
    SORRY = "sorry"  # goes with no, never with yes
    GLAD = "glad"  # goes with yes, never with no
    POLITE = "polite"  # goes with anything


_I = "(jeg|eg|æ|jæ|)"
_NOT = "(ikke|ikkje|itj|ikkj|itte|ikke det|ikkje det)"
_SADLY = "(dessverre|desverre|diverre|nok|nok dessverre|)"
_IT = "(det|den|han|oppdraget|turen|vakta|vakten|denne|dette|den vakta|den vakten)"
_THIS_TIME = "(|denne gangen|denne gongen|denne gang|da|då)"
_DO = (
    "(|det|komme|koma|kome|hjelpe|hjelpa|hjelpe til|stille|stille opp|bidra|være med|vere med|bli med|gjøre det"
    "|gjøre dette|gjera det|gjere det|ta det|ta den|ta denne|ta oppdraget|ta turen|ta vakta|ta vakten|ta vakt|ta dette)"
)

_PHRASES: dict[Sense, str] = {
    Sense.YES: f"""
        (ja|j|jada|japp|jepp|jess|yes|y|yep|yeah|yup|sure|gjerne|absolutt|naturligvis|javisst)
        (selvfølgelig|selvsagt|sjølvsagt|sjølsagt|så klart|klart det|ja visst|med glede|med fornøyelse)
        (definitely|absolutely|certainly|gladly|of course|yes please|will do|count me in|with pleasure)
        (regn med meg|rekn med meg|ja da|gjerne det|veldig gjerne|svært gjerne)
        (ja|yes) til (|oppdrag|nr|nummer)
        (jeg|eg|æ) vil (|veldig) gjerne {_DO}
        {_I} kan (|godt|gjerne|fint) {_DO}
        (klart|selvfølgelig|selvsagt|sjølvsagt) (kan jeg|kan eg|jeg kan|eg kan) {_DO}
        (det|den) (kan|gjør|gjer|tar|tek|ordner|ordnar|fikser|fiksar|vil) (jeg|eg|æ) (|gjerne|godt|fint)
        {_I} (kommer|kjem|stiller|hjelper|hjelper gjerne|kommer gjerne)
        {_I} (stiller opp|stiller gjerne opp|blir med|blir gjerne med|er med|er gjerne med)
        {_I} (tar|tek|tar gjerne|tek gjerne|ordner|ordnar|fikser|fiksar) {_IT}
        {_I} har (tid|mulighet|moglegheit|anledning|høve)
        (det|) (går|passer|passar|høver) (fint|bra|godt|greit|flott|supert|perfekt|utmerket|veldig bra|kjempebra) (|det)
        det (går|passer|passar|høver) (|for meg)
        i can (|do it|do that|do this|come|help|make it|take it|take that|take this)
        (i will|i'll|ill) (do it|do that|come|be there|take it|help)
        (i'd|i would|id) (love to|be happy to|like to) (|help|come|do it)
        happy to (|help|come|do it)
        (that works|works) (|for me|fine)
        (that's fine|that is fine|thats fine|sounds good|count on me|i'm in|i am in|i'm available|i am available)
        (так|да|نعم|بله|haa|juo|እወ)
    """,
    Sense.NO: f"""
        (nei|n|nope|nah|no|no way|not possible|nein|ні|нет|لا|نه|maya|ii)
        (nei|no) til (|oppdrag|nr|nummer)
        (dessverre|diverre) {_NOT}
        {_I} kan {_SADLY} {_NOT} {_DO} {_THIS_TIME}
        {_I} kan {_SADLY} {_NOT} (den dagen|den kvelden|denne dagen|denne uka|denne veka)
        (det|den) (kan|gjør|gjer|tar|tek|vil) (jeg|eg|æ) {_SADLY} {_NOT} {_THIS_TIME}
        {_I} (kommer|kjem|rekker|rekk|klarer|klarar|orker|orkar|stiller|vil) {_SADLY} {_NOT} (|det|til) {_THIS_TIME}
        {_I} (rekker|rekk|klarer|klarar|orker|orkar) det {_SADLY} {_NOT} {_THIS_TIME}
        {_I} får (|det) {_SADLY} {_NOT} (|det) til {_THIS_TIME}
        {_I} har {_SADLY} (ikke|ikkje|itj|ingen|inga) (tid|mulighet|moglegheit|anledning|høve|kapasitet) (|til det)
        (det|) (passer|passar|høver|går) {_SADLY} (ikke|ikkje|itj) (|så bra|for meg|for oss) {_THIS_TIME}
        (det|) (passer|passar|høver) (dårlig|dårleg) (|for meg|for oss) {_THIS_TIME}
        (ikke|ikkje) (denne gangen|denne gongen|denne gang|aktuelt|mulig|mogleg|interessert|for meg)
        (jeg|eg|) må {_SADLY} (si|seie) nei (|takk) {_THIS_TIME}
        (jeg|eg|) må {_SADLY} takke nei {_THIS_TIME}
        (jeg|eg|) (takker|takkar) nei {_THIS_TIME}
        (jeg|eg|) må {_SADLY} stå over {_THIS_TIME}
        (jeg|eg|) står over {_THIS_TIME}
        (i|) (can't|cant|cannot|can not) (|do it|do that|come|help|make it|take it) (|this time|sorry)
        (not this time|not available|unfortunately not|i'm afraid not|im afraid not|no can do)
        (i'm|i am|im) not (available|able to) (|come|help|make it|do it)
        (i|) (won't|wont|will not) be able to (|come|help|make it|do it)
    """,
    Sense.WITHDRAW: f"""
        (avbud|avbod|forfall|cancel|withdraw)
        {_I} (melder|meld|må melde) (avbud|avbod|forfall)
        {_I} må {_SADLY} (melde avbud|melde avbod|melde forfall|avlyse|trekke meg|trekkja meg|trekke meg likevel)
        i (have to|need to|must) (cancel|withdraw)
    """,
    Sense.STOP: """
        (stopp|stop|stopall|avmeld|avmelding|slutt|unsubscribe|quit|end|optout|opt out|stopp alt|stop all)
        (meld meg (av|ut)|avmeld meg|remove me from (the|your) list|take me off (the|your) list)
        (stopp|stop|slutt) (med|med å sende|å sende) (|meg) (|alle|disse|slike) (sms|meldinger|meldingar|meldingene)
        (stopp|stop) (|alle|disse|slike|all|the|these) (sms|meldinger|meldingar|meldingene|messages|texts)
        stop (texting|messaging|writing|sending) (me|me messages|me texts|these messages|messages)
        (ikke|ikkje) send (|meg) (|flere|fleire) (sms|meldinger|meldingar)
        (jeg|eg) vil (ikke|ikkje) ha (|flere|fleire) (sms|meldinger|meldingar) (|fra dere|frå dykk)
        (don't|dont|do not) (text|message|write to) me (|again|anymore|any more)
        (стоп|стій|توقف|إيقاف|ايقاف|أوقف|قف|jooji|bisset|ደው)
    """,
    Sense.START: """
        (start|unstop|resume|старт|ابدأ|bilow)
        start (igjen|att|på nytt|again|opp igjen|opp att)
        begynn (igjen|på nytt|att)
        (jeg|eg) vil (|gjerne) ha (sms|meldinger|meldingar) (igjen|att)
    """,
    Sense.REGRET: """
        (dessverre|desverre|diverre|unfortunately)
    """,
    Sense.SORRY: f"""
        (beklager|beklagar|sorry|orsak|dumt|synd|kjempesynd|i'm sorry|im sorry|so sorry|lei for det|leit)
        {_I} (er|ble|blei|blir) {_SADLY} (syk|sjuk|forkjølet|bortreist|opptatt|oppteken)
        {_I} er {_SADLY} (på jobb|på ferie|på reise|på hytta)
        {_I} (jobber|jobbar|reiser bort|reiser vekk)
        {_I} har (influensa|feber|omgangssyke|time hos legen|legetime)
        (i'm|i am|im) (sick|ill|away|busy|working|travelling)
        (en annen gang|ein annan gong|neste gang|neste gong|another time|maybe next time|kanskje neste gang)
    """,
    Sense.GLAD: """
        (flott|fint|supert|super|topp|bra|perfekt|herlig|herleg|nydelig|kult|gøy|hyggelig|kjekt|great|perfect|good)
        (gleder|gler|gledar) meg (|til det)
        (det blir|blir) (hyggelig|koselig|koseleg|gøy|fint|bra|kjekt)
        (looking forward to it|my pleasure|bare hyggelig|berre hyggeleg)
        (ikke noe problem|null problem|ingen problem|inkje problem|no problem)
    """,
    Sense.POLITE: """
        (hei|heisann|hallo|hello|hi|god morgen|god dag|god kveld|morn|hei hei|hei på deg|hei der)
        (takk|tusen takk|mange takk|hjertelig takk|thanks|thank you|many thanks|please|ok|okay|okei|greit|den er grei)
        takk for (spørsmålet|forespørselen|førespurnaden|tilbudet|tilbodet|meldingen|meldinga|at du spør|at dere spør)
        (takk for at de spør|thanks for asking|thank you for asking)
        (vær så snill|ver så snill)
        (ha en fin|ha en god|ha ein fin|ha ein god) (dag|kveld|helg|uke|veke)
        (god|fin) (helg|påske|jul|sommer|sommar|kveld|dag)
        (vi sees|vi ses|sees|ses|vi snakkes|snakkes|see you|ha det|ha det bra|ha det fint)
        (nr|nummer|kode|koden|oppdrag|oppdraget|code|number|svar|svaret er|svaret mitt er) (|nr)
        (jeg svarer|my answer is)
    """,
}

#: How people draw a face. The face tells whether it goes with a yes or with a no.
_FACES: dict[Sense, str] = {
    Sense.GLAD: "👍 👌 💪 🎉 🥳 🙌 ✅",
    Sense.POLITE: ":) :-) :d :-d =) ;) ;-) 😊 🙂 😀 😃 😄 😁 ☺ 😉 🤗 😇 🥰 ❤ 🧡 💛 💚 💙 💜 🙏 🌸 🌷 🌹 🌻 🌞 ☀ 🤝",
    Sense.SORRY: ":( :-( :/ 😢 😭 🙁 ☹ 😔 😞 😕 😟 😥 🤒 🤧 😷 🤕 👎 ❌",
}

#: What comes before a name at the end. The name is not an answer.
SIGN_OFFS = frozenset("hilsen mvh helsing vh klem regards".split())

#: Words that turn what stands before them, so that it is never taken for a name or passed over.
TURNING = frozenset(
    "men ikke ikkje itj om hvis dersom viss bare berre kanskje nesten unntatt bortsett but not if only maybe unless "
    "except feil likevel angrer".split()
)


def _as_regex(pattern: str) -> str:
    """A line of the table as a regular expression over words that each end in a space."""
    words = re.sub(r"[^\s()|]+", lambda word: re.escape(word[0]) + "\0", pattern)
    return re.sub(r"\s+", "", words).replace("\0", " ").replace("(", "(?:")


def _compiled(block: str) -> re.Pattern[str]:
    return re.compile("|".join(_as_regex(line) for line in block.strip().splitlines()))


def sense_of(words: str) -> Sense | None:
    """What these words say, each followed by a space ("det går fint "); None where the table does not hold
    them.
    """
    return next((sense for sense, pattern in _SENSES if pattern.fullmatch(words)), None)


_SENSES = [(sense, _compiled(block)) for sense, block in _PHRASES.items()]
#: Every word in the table. A reply with any other word is for a person to read.
KNOWN_WORDS = frozenset(re.findall(r"[^\s()|]+", " ".join(_PHRASES.values())))
FACES: dict[str, Sense] = {face: sense for sense, faces in _FACES.items() for face in faces.split()}
#: No phrase in the table has more words than this.
LONGEST_PHRASE = 12
