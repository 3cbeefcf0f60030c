"""How people ask for what the demonstration model knows.

Wordings that begin with a capital are orders or bare words, the others are questions; a wording
"what is X" is asked indirectly, too ("Can you tell me what X is?").
"""

PREFIXES = (
    "", "", "", "Hey, ", "Hi, ", "Hello, ", "Please tell me: ", "Tell me, ", "Quick question: ",
    "I have a question: ", "Question: ", "Can you tell me: ", "Do you know: ", "So, ", "OK, ",
    "I would like to know: ", "One question: ", "Please answer: ", "Hi! ", "Just curious, ",
)  # fmt: skip
NAMED_PREFIXES = ("", "", "Hey, ", "Please: ", "Hi! ", "OK: ")
INDIRECT = (
    "Can you tell me ", "Could you tell me ", "Do you know ", "Please tell me ", "Tell me ",
    "I would like to know ", "I want to know ", "I wonder ", "Can you say ", "Would you tell me ",
    "Can you please tell me ", "Do you happen to know ", "I'd like to know ", "Hi, do you know ",
    "Hey, can you tell me ", "I need to know ", "Could you please tell me ",
)  # fmt: skip
WORDINGS: dict[str, tuple[str, ...]] = {
    "capital": (
        "what is the capital of {country}", "what is the capital of {country}",
        "what's the capital of {country}", "which city is the capital of {country}",
        "what is the capital city of {country}", "what city is the capital of {country}",
        "what is {country}'s capital", "Name the capital of {country}",
        "Tell me the capital of {country}", "The capital of {country}", "Capital of {country}",
        "how is the capital of {country} called", "what is the name of the capital of {country}",
    ),
    "country": (
        "which country is {city} the capital of", "what country is {city} the capital of",
        "of which country is {city} the capital", "{city} is the capital of which country",
        "which country has {city} as its capital", "which country has the capital {city}",
        "what country has the capital {city}", "in which country is {city} the capital",
        "which country is {city} in",
        "whose capital is {city}", "Name the country whose capital is {city}",
    ),
    "is capital": (
        "is {city} the capital of {country}", "is the capital of {country} {city}",
        "is {city} the capital city of {country}",
        "is it true that {city} is the capital of {country}",
    ),
    "colour": (
        "what colour is {thing}", "what color is {thing}", "which colour is {thing}",
        "which color is {thing}", "what is the colour of {thing}", "what is the color of {thing}",
        "which colour does {thing} have", "what colour does {thing} have",
        "Tell me the colour of {thing}", "Name the colour of {thing}", "The colour of {thing}",
        "what's the colour of {thing}",
    ),
    "colours": (
        "what colour are {many}", "what color are {many}", "which colour are {many}",
        "what colour do {many} have", "what is the colour of {many}",
    ),
    "is colour": (
        "is {thing} {colour}", "is the colour of {thing} {colour}",
        "is it true that {thing} is {colour}",
        "would you say that {thing} is {colour}",
    ),
    "legs": (
        "how many legs does {animal} have", "how many legs has {animal}",
        "how many legs has {animal} got", "what is the number of legs of {animal}",
        "with how many legs does {animal} walk",
    ),
    "sound": (
        "what sound does {animal} make", "what does {animal} say", "which sound does {animal} make",
        "what noise does {animal} make", "how does {animal} sound", "what is the sound of {animal}",
        "Tell me the sound of {animal}",
    ),
    "young": (
        "what is a young {animal} called", "what is a baby {animal} called",
        "what do you call a young {animal}", "what do you call a baby {animal}",
        "what is the young of {a_animal} called", "how is a young {animal} called",
        "what is the name of a young {animal}", "what is the baby of {a_animal} called",
        "which word means a young {animal}",
    ),
    "next": (
        "which {unit} comes {side} {given}", "what {unit} comes {side} {given}",
        "what comes {side} {given}", "which {unit} is {side} {given}",
        "what {unit} is {side} {given}",
        "which {unit} is directly {side} {given}", "what is the {unit} {side} {given}",
        "Tell me the {unit} {side} {given}", "Name the {unit} {side} {given}",
    ),
    "second": (
        "which day comes two days {side} {given}", "what day is two days {side} {given}",
        "which day is two days {side} {given}", "what day comes two days {side} {given}",
        "what is two days {side} {given}", "which day is 2 days {side} {given}",
        "Name the day two days {side} {given}",
    ),
    "tomorrow": (
        "if today is {today}, what day is tomorrow", "today is {today}, what day is tomorrow",
        "if today is {today}, which day is tomorrow", "today is {today}. What day is tomorrow",
        "what day is tomorrow if today is {today}", "which day is tomorrow when today is {today}",
    ),
    "yesterday": (
        "if today is {today}, what day was yesterday", "today is {today}, what day was yesterday",
        "if today is {today}, which day was yesterday", "today is {today}. What day was yesterday",
        "what day was yesterday if today is {today}",
        "which day was yesterday when today is {today}",
    ),
    "month days": (
        "how many days does {month} have", "how many days has {month}",
        "how many days are in {month}",
        "how many days are there in {month}", "what is the number of days in {month}",
        "how long is {month}",
    ),
    "season": (
        "in which season is {month}", "in what season is {month}", "which season is {month} in",
        "what season is {month} in", "which season does {month} belong to",
        "to which season does {month} belong", "what season is it in {month}",
        "what is the season in {month}",
    ),
    "ordinal": (
        "which is the {ordinal} {unit} of the {whole}",
        "what is the {ordinal} {unit} of the {whole}",
        "which {unit} is the {ordinal} of the {whole}", "Name the {ordinal} {unit} of the {whole}",
        "what is the name of the {ordinal} {unit} of the {whole}",
    ),
    "opposite": (
        "what is the opposite of {word}", "what is the opposite of {word}",
        "what's the opposite of {word}", "which word is the opposite of {word}",
        "what is the contrary of {word}", "what is the antonym of {word}",
        "Give me the opposite of {word}", "Tell me the opposite of {word}",
        "The opposite of {word}",
        "Opposite of {word}", "Name the opposite of {word}",
        "which word means the opposite of {word}",
    ),
    "plural": (
        "what is the plural of {word}", "what's the plural of {word}",
        "what is the plural form of {word}", "how do you write the plural of {word}",
        "how do you say {word} in the plural", "what is the plural of the word {word}",
        "Give me the plural of {word}", "Tell me the plural of {word}", "The plural of {word}",
        "Plural of {word}", "Write the plural of {word}",
    ),
    "singular": (
        "what is the singular of {word}", "what's the singular of {word}",
        "what is the singular form of {word}", "Give me the singular of {word}",
        "Tell me the singular of {word}", "The singular of {word}", "Singular of {word}",
    ),
    "past": (
        "what is the past tense of {word}", "what's the past tense of {word}",
        "what is the past of {word}", "what is the past form of {word}",
        "what is the simple past of {word}", "how do you say {word} in the past tense",
        "what is the past tense of the verb {word}", "Give me the past tense of {word}",
        "Tell me the past tense of {word}", "The past tense of {word}", "Past tense of {word}",
    ),
    "in words": (
        "Write {value} in words", "Write the number {value} in words", "what is {value} in words",
        "how do you write {value} in words", "how do you spell {value}", "Spell the number {value}",
        "how do you say {value}", "Write {value} as a word", "Write out the number {value}",
        "what is the number {value} in words",
    ),
    "in digits": (
        "what number is {words}", "which number is {words}", "Write {words} in digits",
        "Write {words} as a number", "Write the number {words} in digits",
        "what is {words} in digits",
        "how do you write {words} in digits", "what is {words} as a number",
        "Write {words} in figures",
    ),
    "larger": (
        "which is larger, {one} or {other}", "which number is larger, {one} or {other}",
        "what is larger, {one} or {other}", "which is bigger, {one} or {other}",
        "what is bigger, {one} or {other}", "which number is bigger: {one} or {other}",
        "which is greater, {one} or {other}", "which is more, {one} or {other}",
        "what is more, {one} or {other}", "which of {one} and {other} is larger",
        "Name the larger number: {one} or {other}", "which is the larger number, {one} or {other}",
    ),
    "smaller": (
        "which is smaller, {one} or {other}", "which number is smaller, {one} or {other}",
        "what is smaller, {one} or {other}", "which is less, {one} or {other}",
        "what is less, {one} or {other}", "which number is smaller: {one} or {other}",
        "which of {one} and {other} is smaller", "Name the smaller number: {one} or {other}",
        "which is the smaller number, {one} or {other}",
    ),
    "is larger": (
        "is {one} larger than {other}", "is {one} bigger than {other}",
        "is {one} more than {other}",
        "is {one} greater than {other}", "is the number {one} larger than {other}",
    ),
    "is smaller": (
        "is {one} smaller than {other}", "is {one} less than {other}",
        "is the number {one} smaller than {other}",
    ),
}  # fmt: skip
