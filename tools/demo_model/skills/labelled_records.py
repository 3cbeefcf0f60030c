"""Records as lists: any of a record's fields behind labels, in any order, as forms and notes are.

They teach that a label tells what stands behind it, whatever the key in the JSON is called.
"""

from random import Random

from tools.demo_model.exercise import Split, chance, is_held_out, number, pick, sample
from tools.demo_model.skills.extraction_kinds import RECORDS, Record
from tools.demo_model.skills.tool_kinds import Parameter, Template, template

MARKS = (": ", ": ", ": ", " = ", " is ", " ")
JOINTS = (", ", ", ", "; ", "\n", " | ", " and ")


def labelled(random: Random, split: Split) -> tuple[Record, Template]:
    """A record and a list of some of its fields, worded as no sentence kept for the other split."""
    while True:
        record = pick(random, RECORDS)
        fields = sample(random, record.fields, number(random, 1, min(4, len(record.fields))))
        text = listed(random, record, fields)
        if is_held_out(record.noun + text) == (split is Split.HELD_OUT):
            return record, template(text)


def listed(random: Random, record: Record, fields: list[Parameter]) -> str:
    mark, joint = pick(random, MARKS), pick(random, JOINTS)
    labels = [pick(random, field.names).replace("_", " ") for field in fields]
    if fields[0] is record.fields[0] and chance(random, 0.3):
        labels[0] = record.noun
    if chance(random, 0.4):
        labels = [label.capitalize() for label in labels]
    text = joint.join(
        f"{label}{mark}{{{field.key}}}" for label, field in zip(labels, fields, strict=True)
    )
    if chance(random, 0.3):
        text = (
            f"{pick(random, ('New ', 'The ', ''))}{record.noun}{pick(random, (': ', ' - '))}{text}"
        )
    text = text[:1].upper() + text[1:] if chance(random, 0.7) else text
    return text + "." if chance(random, 0.3) else text
