"""What is said in a debate: phases, speakers and lines, the same for the same topic and seed."""
# ruff: noqa: E501 -- prose

import random
from functools import lru_cache

from watchfloor.server.job import Beat

MODERATOR, PRO, SKEPTIC, ANALYST = "Moderator", "Pro advocate", "Skeptic", "Analyst"

OPENING = (
    (MODERATOR, "Welcome. The motion is: “{topic}”. Each side has an opening, then we go into the evidence."),
    (PRO, "We do not bring “{topic}” because it is fashionable. We ask because the present arrangement already costs more, only in places nobody adds up."),
    (SKEPTIC, "I share the aim. What I doubt is the plan: it promises “{topic}” on a schedule that no comparable city has kept."),
    (PRO, "Comparable cities started later and with less. Two of them are now ahead of their own plan."),
    (SKEPTIC, "Two of eleven. I would like to talk about the other nine as well."),
)  # fmt: skip
CASES = (
    ("cost", "The estimate spreads the cost over twenty years, the same period in which the old system would need replacing anyway.", "The cost model leaves out grid storage entirely. Put it in, and the first ten years look different."),
    ("fairness", "Households with the lowest income spend the largest share on the system we have. Leaving things alone is not neutral.", "A rebate that arrives a year later is no help to a household that counts weeks. Show me the timing."),
    ("evidence", "The pilot ran for fourteen months in three districts, and use went up in all of them, in winter too.", "The pilot districts volunteered. People who volunteer are not people who have to be persuaded."),
    ("risk", "We proposed three stopping points. At each one the council can end it and keep what was built.", "A stopping point that nobody has ever used is a comfort, not a control. Who may pull the brake, and on what figure?"),
    ("people", "Eighty of the jobs that go can be filled from the same depots. The agreement for that is signed.", "Signed for two years. The plan runs for ten. The drivers noticed, even if the brochure did not."),
    ("time", "Each year of waiting adds four per cent to the price. We have waited for six of them.", "Haste has a price too; it is only entered under repairs. Ask the harbour tunnel."),
    ("maintenance", "Maintenance is budgeted at three per cent a year, above what the regulator asks for.", "The regulator's figure was written for new networks. Ours has pipes older than the regulator."),
    ("trust", "We publish the figures every month, the bad ones on the first page.", "Then publish the assumptions beside them. A figure without its assumption is decoration."),
    ("night service", "Half of the hospital's shifts begin or end when nothing runs. That is not a detail, it is the morning shift.", "Then begin with the hospital line. One line, one year, and we count together."),
    ("the outer districts", "The outer districts pay the same tax and wait three times as long. This is where the plan begins.", "It begins there on page two and ends there on page nine. By page nine the money is spent."),
    ("energy", "The contract fixes the price for eight years, with a ceiling that we have seen in writing.", "A ceiling with an exception for markets is a curtain. The exception has been used twice this decade."),
    ("pupils", "Where pupils ride free, the school run falls by a fifth, and with it the queue in front of every school.", "It fell in spring. The counts for November are missing, and November is when people drive."),
    ("trade", "Shops along the trial street lost parking and gained walkers. Their takings are level, their rents are not.", "Level on average. The two that closed are not in the average any more."),
    ("data", "The sensors count wheels, not people, and what they count is deleted after a day.", "Then let somebody outside check the deletion. I believe you; I would like not to need to."),
    ("comparison", "Eleven cities tried it and seven kept it. I would take those odds for a bridge.", "For a bridge I would ask what the four had in common. It was the debt."),
    ("accountability", "One office, one name, one report each quarter. That is more than any plan of the last ten years had.", "A name is a start. I am waiting for the sentence that says what happens when the report is red."),
    ("weather", "The lanes are built for the flood of the century, because we have had two of those in nine years.", "Built for, or drawn for? The tender says half the depth."),
    ("noise", "At fifty metres the new vehicles are quieter than the rain on the roof.", "And at five metres, at the stop below the bedroom? That measurement is not in the annex."),
)  # fmt: skip
LINKS = (
    "Let me take that point in order.", "That is fair, up to a point.", "I have to disagree.",
    "The record says something else.", "Here we are closer than it sounds.", "That deserves a straight answer.",
)  # fmt: skip
REBUTTAL = (
    (PRO, "My colleague's strongest point is {word}. I grant it, and it changes the order of the steps, not the direction."),
    (SKEPTIC, "If the order changes, the price changes. That is all I have been asking to see."),
    (ANALYST, "For the record: on {word}, both sides quote the same table. They differ in the year they start counting."),
    (PRO, "Then let us both start at the year the council decided, and compare again."),
    (SKEPTIC, "Agreed. And with the assumptions on the same page."),
)  # fmt: skip
QUESTIONS = (
    (MODERATOR, "From the audience: who decides whether the {word} figure has been met?"),
    (SKEPTIC, "It should not be the office that wrote the target."),
    (PRO, "It will be the auditor, with the right to publish without asking. That is in the second draft."),
)  # fmt: skip
CLOSING = (
    (SKEPTIC, "I came with three doubts. One is answered, one is smaller. The one about {word} remains, and I would not sign before it is on paper."),
    (PRO, "A plan that survives its best critic is a better plan. We will write the {word} chapter again, and then I ask for your vote."),
    (MODERATOR, "Thank you both. The minutes and all figures are open from tomorrow morning."),
)  # fmt: skip


@lru_cache(maxsize=64)  # a long debate is asked for at each of its steps
def script(topic: str, rounds: int, utterance_s: float, seed: int) -> tuple[Beat, ...]:
    """Beats of one debate."""
    chance = random.Random(f"{topic}/{seed}")
    word = CASES[0][0]
    beats: list[Beat] = []

    def phase(name: str, lines: list[tuple[str, str]]) -> None:
        beats.append(
            Beat(type="phase_transition", data={"phase": name}, wait_s=utterance_s if beats else 0.0)
        )
        for speaker, content in lines:
            wait_s = utterance_s * (0.7 + min(len(content), 240) / 400)
            data = {"phase": name, "speaker": speaker, "content": content}
            beats.append(Beat(type="utterance", data=data, wait_s=wait_s))

    phase("opening", _filled(OPENING, topic=topic))
    for number in range(rounds):
        cases = chance.sample(CASES, 4)
        word = cases[-1][0]
        phase("arguments", _arguments(cases, chance, number))
        phase("rebuttal", _filled(REBUTTAL, word=word))
        phase("questions", _filled(QUESTIONS, word=word))
    phase("closing", _filled(CLOSING, word=word))
    total = sum(beat.type == "utterance" for beat in beats)
    return (
        *beats,
        Beat(type="complete", data={"utterances": total}, wait_s=utterance_s, ends="complete"),
    )


def answer(content: str, speaker: str) -> str:
    """How a speaker takes up an intervention."""
    shown = content if len(content) <= 240 else content[:239] + "…"
    if speaker == SKEPTIC:
        return f"The question was: “{shown}” It is the right one, and I have not seen a page of the plan that answers it."
    return f"The question was: “{shown}” It belongs here, and the next round will start with it."


def _arguments(
    cases: list[tuple[str, str, str]], chance: random.Random, number: int
) -> list[tuple[str, str]]:
    lines = [(MODERATOR, f"Round {number + 1}. We begin with {cases[0][0]}.")]
    for index, (word, claim, doubt) in enumerate(cases):
        first, second = (
            ((PRO, claim), (SKEPTIC, doubt)) if chance.random() < 0.7 else ((SKEPTIC, doubt), (PRO, claim))
        )
        lines.append((first[0], first[1] if index == 0 else f"On {word}: {first[1]}"))
        lines.append((second[0], f"{chance.choice(LINKS)} {second[1]}"))
    lines.append(
        (ANALYST, f"Time check: {len(lines)} statements in this round, {cases[-1][0]} was disputed most.")
    )
    return lines


def _filled(lines: tuple[tuple[str, str], ...], **words: str) -> list[tuple[str, str]]:
    # A topic comes from a user and may hold braces: only our own names are filled in.
    filled = []
    for speaker, content in lines:
        for name, word in words.items():
            content = content.replace(f"{{{name}}}", word)
        filled.append((speaker, content))
    return filled
