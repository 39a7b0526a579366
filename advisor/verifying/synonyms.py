"""A small table of words that say the same thing in this field; one group a line, the first word stands for all.

Words with opposite or graded meanings never share a group: ``all`` and ``most`` stay apart. Places, numbers,
negations and words of direction have checks of their own and are not here.
"""

from __future__ import annotations

from functools import cache

from Stemmer import Stemmer

GROUPS = """
study evaluation research investigation
report account describe say tell state note write explain remark observe
argue hold believe view think consider contend maintain reckon feel
find discover learn conclude show reveal identify indicate
manager leader executive boss
doctor physician clinician gp practitioner
nurse midwife
staff worker employee workforce personnel colleague
patient user client
hospital trust infirmary
teacher teaching
pupil student child
university academic academia
council authority municipality
organisation organization body agency institution
government ministry
use using usage utilise apply employ uptake
begin start launch open commence introduce establish found set
end close finish stop cease
give provide offer supply hand deliver
get receive obtain gain acquire
make create build produce develop design devise
help support assist aid enable back
train training course teach education instruct
meeting event session workshop gathering
fund funding finance pay money budget grant sponsor
spend cost outlay expense price
effect impact influence result outcome consequence difference
practice practise
programme program scheme initiative project campaign
evidence proof
review synthesis
barrier obstacle hindrance hurdle
time hour
year annual yearly annually
month monthly
quarter quarterly
week weekly
day daily
large big great sizeable substantial considerable
small little slight modest minor
quick fast rapid speedy
slow slowly
common frequent usual often commonest
rare seldom rarely hardly uncommon
main chief principal major primary
good well better
need require want ask demand request
important crucial vital essential key matter
spread rollout dissemination diffuse
change alter shift modify adapt adjust
choose pick select decide choice decision
lack short shortage scarce absence missing want
join combine merge couple connect link tie
partner partnership collaborate collaboration
team group
include among contain involve cover
last persist endure hold continue sustain
reach attain achieve meet
try attempt seek effort
test check examine assess measure evaluate
publish print issue release
question enquiry query
answer reply respond response
advice advise recommend suggest suggestion recommendation
aim goal purpose target objective intend
letter mail
software computer electronic
guideline guidance
medicine drug medication
prescribe prescription prescriber
death mortality die
ill illness sick disease
home house residential
job post role position
purchase buy
lead led headed run
wide broad
care careful
survey questionnaire poll
interview interviewee
participant attendee respondent member
skill skilled ability capability capacity competence
confidence confident
knowledge know understanding understand
expert specialist
journal paper article
compare comparison against versus
average mean
share proportion percentage
about approximately roughly around nearly almost
complete full whole entire
different differ vary various variation
similar same alike identical
several many multiple numerous
new novel
idea notion concept
reason cause why
employ hire appoint recruit
born birth
marry wife husband married wedding
win won victory winner
award prize honour honor
film movie
song track single
album record
perform play performance
star actor actress
write written author wrote writer
company firm business corporation
city town
kill killed dead died
attack assault raid
game match
season series
president chairman chair
move relocate
leave depart resign left quit
return returned back
buy acquire acquisition acquired bought
build construct construction built
destroy demolish
announce declare announced
agree accept consent
refuse decline reject declined
"""
_STEMMER = Stemmer("english")


@cache
def table() -> dict[str, str]:
    """Stem -> the stem that stands for its group; the first group that holds a stem keeps it."""
    found: dict[str, str] = {}
    for line in GROUPS.strip().splitlines():
        stems = _STEMMER.stemWords(line.split())
        for stem in stems:
            found.setdefault(stem, stems[0])
    return found


@cache
def canonical(word: str) -> str:
    """The stem of a lower-case word, or the stem that stands for its synonyms.

    >>> canonical("practitioners") == canonical("physician")
    True
    """
    stem = str(_STEMMER.stemWord(word))
    return table().get(stem, stem)


@cache
def stem_of(word: str) -> str:
    """The stem of a lower-case word, with no synonyms."""
    return str(_STEMMER.stemWord(word))
