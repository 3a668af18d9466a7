"""Our own list of Norwegian building words: what names of activities, groups and places are put together from.

Written for this field. A word here is known: it is split off in compounds, its endings are taken off and nothing else,
and it is never taken for a misspelling. Regular endings are understood (`compounds`); only what is irregular stands
out. Adding a word is always safe for finding; old rows learn it when they are next changed.
"""

from __future__ import annotations

#: Words as they stand in the singular; verbs in the infinitive. Alphabetical within each field of life.
WORDS = """
agenda aksjon aktiv aktivitet allmøte annonse ansvar arbeid arena arkiv arrangement avis avtale bidrag brosjyre
budsjett bydel bygd bygg bygning distrikt drift dugnad fag fakta fellesskap flerbruk forbund foredrag forening forum
forvaltning frivillig frokost gave gjeng grend gruppe gårdsplass hjelp høst idé info informasjon initiativ
innsamling innsats innspill interesse invitasjon kafe kalender kampanje kart klubb komite kommune konferanse kontakt
kontor koordinator korridor krets kultur kurs kvartal kveld lag ledelse leder liste lokal lokale lokalsamfunn loppe
lotteri lunsj marked medlem melding middag midler miljø mobilisering morgen myndighet møte møteplass nabo nabolag
nasjon natt nettside nettverk nyhet næring offentlig område omsorg oppdrag oppgave opplevelse opplæring oppmøte
ordning organisasjon parti plan planlegge plass pris program prosjekt region ressurs rolle rom råd rådgivning sal
samarbeid samfunn samling samspill samvær side sekretær seksjon seminar senter sentral sentrum sertifikat skjema skole
skyss sommer sosial stand sted stevne stiftelse storby strategi styre støtte tema tilbud tilskudd time torg treff
trivsel tur uke ukeplan utlån utstilling utstyr utvalg vakt valg vedtekt veileder veiledning velforening vennskap
verksted vert verv vinter vår økonomi år

ambassadør arbeidsliv assistent asylmottak asylsøker barn barnebarn barnefamilie bestefar besteforelder bestemor
besøk bruker datter deltaker demens dommer ektefelle eldre elev enke enslig fadder familie far flerkultur flyktning
forelder foreldre funksjon følge følgevenn guide gutt hjelper hjem hjemme ildsjel inkludering innbygger innvandrer
instruktør jente kone kontaktfamilie kvinne lærer mann menneske mentor minoritet mobbe mor mottak mottaker
nyankommen onkel par pasient pensjonist person personell pårørende rullestol senior sjåfør spedbarn speider student
støttekontakt søsken tante tenåring tillitsvalgt tolk tolketjeneste trener trinn ung ungdom utøver venn vertinne
voksen

aerobic akrobatikk allidrett alpint bade bading badminton ball ballspill bandy basketball boccia boksing bordtennis
bowling bryting bueskyting cricket cup curling dans danse drakt dykking fekting fisk fiske fjell fjellsport fjelltur
fot fotgjenger fridykk friidrett friluft frisbee frisk geocaching golf gym gymnastikk hest hinder hockey hopp hund
idrett innebandy ishall ishockey jakt jogging judo kajakk kamp kampsport kano karate kayak klatre klatring
konkurranse langrenn leik lek leke løp løpe løype maraton marsj mosjon nordisk orientering padle padling parkour
petanque pilates pulk ri riding ridning ro roing rulle rulleskøyte seil seiling sirkus sjakk skate skateboard skyte
skyting skøyte slalåm snø snøbrett spill spille sport sprint stadion stavgang sti strand styrke svømme svømmehall
svømming sykkel sykle taekwondo tennis terreng trene trening trim turgåing turn turnering turnhall turstavgang
vandre vandring vann volleyball yoga zumba åpen

akvarell arkitektur ballett band barnekor bibliotek bilde biljett bladutgivelse blues bok bokstav brett brettspill
brodere broderi brukskunst bunad by bygdebok danseband data dikt diskusjon dokumentar drama dukke dukketeater
eventyr fele fest festival film filosofi flamenco fløyte folk folkedans folkemusikk forfatter fortelling foto
fotografi galleri gitar gospel handarbeid historie humor håndarbeid håndverk instrument jazz jul kabaret keramikk
kino klassisk klaver komponist konsert kor korps kortspill kreativ krim kunst kunstner kunstutstilling lese lesing
litteratur lokalhistorie lyrikk magi male maling manga maske minne museum musikal musikant musikk mønster navn
novelle opera orgel orkester piano poesi quiz radio ramme rap revy rim ritme rock roman samtale sang scene show
skrive skriving skuespill slekt slektsgranskning snekre spel strikk strikke sy sying syng søm søndag teater tegne
tegneserie tegning tekst tradisjon trekkspill trommer trylling tv verden vev veve vise visesang

baby bake baking barnevogn barsel basar bord brød butikk bær bærtur drikke frukt grill grille gryte grønnsak hage
hagearbeid handle handling havre honning innkjøp internasjonal is kaffe kake kjøkken kjøtt koke kokk kokke kost
kosthold krydder lefse lompe mat mattekurs måltid oppskrift pizza potet restaurant retter saft servere servering
smake suppe sushi te vaffel varme vegetar vin

alkohol ambulanse angst apotek arv astma avhengighet beredskap bil blod bolig brann briller busstur båt depresjon
diabetes familievern fattig flom forebygging førstehjelp gravid helse hjerte hjertestarter hospits hvile høreapparat
hørsel institusjon katastrofe kjøre kjøring kreft krise kriseteam lege legetime legevakt lindring livskvalitet
livssyn medisin mestring nød nødhjelp omsorgsbolig pleie pleiehjem psykiatri psykisk redning rehabilitering rus
samtykke selvhjelp sorg sykdom sykehjem sykehus sykepleie syn tannlege terapi trygg trygghet ulykke vaksine velferd
vern vold

alfabet analyse barneskole begynner brev digital eksamen engelsk epost ferie fjern forsker forskning fremmedspråk
grammatikk grunnskole hjemmeside høyskole internett jobb karriere kode koding kompetanse kunnskap lekse lær lære
læring matematikk matte mobil mobiltelefon modul mål nett nettbrett norsk norskkurs norsktrening ord pc praksis prat
programmering robot samfunnsfag skjerm skolefritid spania språk studie teknologi telefon tolke undervisning
universitet utdanning video videregående voksenopplæring

advent barneby bispedømme bønn diakoni dåp kapell kirke konfirmant konfirmasjon kors kristen menighet misjon moske
pinse prest påske ramadan religion same sami samisk sjømann synagoge tempel tro tros trosopplæring yngre

akvarium bie bille birøkt blomst båtforening dyr dyrevern elv fjord fjøs flora forurensning fugl fugletitting
gjenbruk gjenvinning gran gress gård hav hundeklubb høne innsjø insekt kanin katt klima klær kyst lam land
loppemarked natur nærmiljø park parsell plante plast plukke reparasjon reparere rydde ryddeaksjon rydding sau sjø
sko skog skrot sopp strandrydding søppel tang tre treplanting uteområde vassdrag vei villmark vær ørret åker

benk bod bru brygge buss bygdehus bygdekino flyplass forsamling garasje gate grendehus gymsal hall hus huskonsert
hytte idrettshall inngang jernbane kantine kiosk klasserom kulturhus kulturskole kunstgress ladestasjon leilighet
lekeplass loft lydrom lysløype låve naust nærbutikk omkledning parkering peis platting prestegård rådhus samfunnshus
scenerom skatepark ski skianlegg skibakke skiløype skolegård skur skytebane stasjon stavkirke stue terrasse toalett
tog torgplass trapp trikk tunnel tårn vaskerom vegg verkstedhall

belysning brukt bytte byttedag farge finans flytte flytting forsikring fylke gratis hammer henger innsamlingsaksjon
jord kasse kirkekaffe klokke konto kort kraft kurv lampe leie lyd lys låne maskin mekanisk mekke nøkkel olje papir
penger pose post pumpe rabatt regnskap sag saks salg seng sete sjekk skatt skru snekker snømåking spade stein stoff
stol støv søknad tau telt tømmer tøy vaske vasking verktøy

ettermiddag fellesmiddag formiddag fredag fritid halloween helg dag januar julaften juletre kvinnedag luciadag lørdag
mai mandag mars måned nasjonaldag nyttår onsdag sankthans sesong tid tidspunkt tirsdag torsdag

alta asker bergen bodø drammen lørenskog molde moss narvik oslo sandnes skien stavanger tromsø trondheim

automat barnlig bokser faktura filmatisering format kandidatur karikatur kollega kollegium korall kornett kultus
lagring lagune material materiale matros miniatyr privilegium sangria signatur skift skifte skifting skilt
skiltmaker skinn skisse skive skulptur struktur teknikk temperatur tomat turban turist turistforening vennlig
"""

#: Irregular forms and spellings, bokmål and nynorsk, and what they are forms of.
FORMS = """
bok: bøker bøkene bøkar bøkane boken boka
mann: menn mennene mannfolk menner
hånd: hender hendene hand handa hånden hånda
barn: barna barnas born borna unger ungene ungar
fot: føtter føttene
natt: netter nettene
far: fedre fedrene fedrar
mor: mødre mødrene mødrer
datter: døtre døtrene døtrer dotter
bror: brødre brødrene brør brør
bonde: bønder bøndene
tre: trær trærne tree
kne: knær knærne
klær: klærne klede kleda
sko: skoene skorne
ku: kyr kyrne kuer
gås: gjess gjessene
and: ender endene
tann: tenner tennene
bot: bøter bøtene
rot: røtter røttene
land: landene landa
ski: skiene skia skiing
by: byer byen byene byar byane
ord: ordene orda
år: året årene åra årlig årleg
eldre: eldste eldres
ung: unge ungt yngst
liten: lite små
frivillig: frivillighet frivilligheten frivillighets frivillige frivilleg frivillegheit
voksen: voksne vaksen vaksne voksent
åpen: åpne åpent open opne opent
kafe: kafe cafe kafeer kafeene kafear kaféen caféen cafeen
senter: sentre sentrene senteret senterets sentra senterene sentera center
teater: teatre teatret teateret teatrene teatra
orkester: orkestre orkestret orkesteret orkestra
museum: museer museet museene musea museums
sentrum: sentrums sentrumet
album: albumet album
medlem: medlemmer medlemmene medlemmar medlemene
ungdom: ungdommer ungdommene ungdommar ungdomar ungdommens ungdomane ungdommen
program: programmer programmet programmene
hjem: hjemmet hjemmene heim heimen heimane hjemme heime
rom: rommet rommene romma
sommer: sommeren somrene sommar sommaren somrar
vinter: vinteren vintrene vintrar
venn: ven venen vener venene vennen venninne venninner venninnen veninne veninner
skole: skule skulen skular skulane skolen
kirke: kyrkje kyrkja kyrkjer kirken kirka
uke: veke veka veker vekene uker
leke: leike leiker leikane
lek: leik leiken leikar
gruppe: gruppa grupper gruppene gruppen gruppar
sang: song songen songar songane sanger sangene sangen
synge: syng synger syngje sunget syngjer
svømme: symje symjing svømming svømmer symjar svømmetrening
bade: bading bader badet
dans: danse danser dansen dansing dansere dansinga dansen
trening: trene trener trenere trenerne treninga treningen treninger treningar trenar
løpe: løping løper løpere springe springing
sykle: sykling sykler sykkel sykler sykkelen syklene sykkeltur
lese: lesing leser lesere lesinga leselyst lesning
strikke: strikking strikker strikk strikka strikket strikkinga
hekle: hekling hekler
brodere: broderi brodering broderier
sy: sying syr sømming
male: maling maler malere malinga
tegne: tegning tegner tegninger teikne teikning teikningar
bake: baking baker bakst bakinga
koke: koking koker kokk kokker kokke
lage: laging lager laga
rydde: rydding rydder ryddet rydda ryddinga
plukke: plukking plukker
reparere: reparasjon reparasjoner reparering reparerer fikse fiksing
handle: handling handler handlinga handleturen innkjøp
kjøre: kjøring kjører køyre køyring kjøreturen køyrer
vandre: vandring vandringer vandrer
ri: ridning riding rir ridetur ride
klatre: klatring klatrer klatring
padle: padling padler
snekre: snekring snekker snekkere snekkering
bygge: bygging bygger byggje
lære: læring lærer lærere lærerne læringa
skrive: skriving skriver
spille: spilling spiller spillere spele speling spelar
spill: spel spela spelet spillet spillene
møte: møter møtet møtene møta
besøk: besøke besøker vitje vitjing besøket besøkende
hjelp: hjelpe hjelper hjelpere hjelpen hjelpa hjelpar
samtale: samtaler samtalen samtalar
aktivitet: aktiviteter aktivitetene aktivitetar aktivitetane aktivitets
arbeid: arbeide arbeider arbeidet arbeida
håndarbeid: handarbeid
håndverk: handverk
håndball: handball
innvandrer: innvandrere innvandrar innvandrarar innvandrerne
flyktning: flyktninger flyktningene flyktningar
pensjonist: pensjonister pensjonistar pensjonistene
organisasjon: organisasjoner organisasjonar organisasjonen organisasjonene
forening: foreninger foreningen foreningar foreina foreninga
pårørende: pårørande
demens: dement demente
sykehjem: sjukeheim sjukeheimen sjukeheimar sykehjemmet
sykehus: sjukehus
syk: sjuk syke sjuke
sykdom: sjukdom sykdommer sjukdommar
helse: helsen helsa
høyskole: høgskole høgskule høgskolen
melk: mjølk
frokost: frukost
jul: jula julen jol jola
måned: månad måneder månader
bygd: bygda bygder bygdene
vei: veg veien vegen veier vegar
vern: vernet
gård: gard garden gårder gardar gården
dugnad: dugnader dugnaden dugnadar
sted: stad steder stader stedet staden
torg: torget torgene
sønn: son sønner søner
nabo: naboer naboen naboar
idé: ide ideer ideen idear
komite: komité komiteer komiteen komitear
moske: moské moskeer moskeen
museumsvenn: museumsvenner
bær: bæret bærene bærtur
nynorsk: nynorsken
data: datamaskin datamaskiner datamaskina datamaskinen
mobil: mobiltelefon mobiltelefoner mobilen mobiler
nettbrett: nettbrettet
epost: mail mailen eposten
tv: fjernsyn fjernsynet
idrett: idretter idretten idrettar
styre: styret styrer
båt: båter båten båtar
lån: låne låner utlån utlånet
parkour: parkur
kajakk: kayak kajakker kajakkar
skøyte: skøyter skeise skeiser
vaffel: vafler vaflene vaflar
trekkspill: trekkspel
innebandy: unihockey
allsang: allsong allsangen allsongen
øvelse: øving øvingen øvinga øvinger øvingar øvelsen øvelser øvelsene
"""

#: Compounds that have become words of their own: they are found by themselves and by what stands after `=`, not by all
#: their parts. Nobody who looks for something for `fot` wants football.
WHOLE = """
barnehage fotball=ball håndball=ball volleyball=ball basketball=ball innebandy ishockey=hockey bordtennis=tennis
snøbrett kunstgress friidrett=idrett friluft friluftsliv førstehjelp=hjelp selvhjelp=hjelp nødhjelp=hjelp storby
hjertestarter bygdekino=kino sommerfugl kjøkkenhage=hage statsborger bestemor bestefar skolegård
matros korridor legevakt vaktmester verdensdel landskap lagring turist turnering kornett korall kulturskole=skole
grunnskole=skole høyskole=skole barneskole=skole+barn sykehjem=hjem sykehus bispedømme prestegård rådhus samfunnshus
bibliotek lekeplass=lek+plass loppemarked=marked rullestol jernbane tannlege klasserom velforening=forening
speider=speider musikant formiddag ettermiddag middag frokost lørdag søndag mandag tirsdag onsdag torsdag fredag
nasjonaldag helsetjeneste=helse telefon fritid norsktrening=norsk+trening ballett trommer kollega sirkus sankthans
kveld slektsgranskning=slekt måltid=mat veileder=veiledning fotgjenger allmøte=møte medlemskap=medlem vennskap=venn
allsang=sang nabolag=nabo lokalsamfunn=lokal+samfunn ildsjel
"""

#: Last parts that are split off even where the first part is not known: "Knausbergkoret", "Solvangsenteret".
TAILS = frozenset(
    """
    kor gruppe klubb kafe senter sentral forening skole festival kurs hjelp venn turnering trening verksted marked møte
    kveld korps orkester teater museum kirke menighet bibliotek hall park konsert quiz dugnad aksjon utvalg prosjekt
    stiftelse idrettslag idrett fotball håndball dans musikk kunst strikk hage hytte basar treff messe stevne cup
    forbund lokallag sykehjem sykehus barnehage ungdomsklubb
    """.split()
)
