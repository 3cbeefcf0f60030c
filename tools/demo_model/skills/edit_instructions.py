"""How people ask for an edit.

Wordings that begin with a small letter are imperatives and take a wrapper ("Please ..."); the
others stand as they are.
"""

WRAPPERS = (
    "{}", "{}", "{}", "{}", "{}", "please {}", "please {}", "can you {}", "could you {}",
    "could you please {}", "I want you to {}", "hey, {}", "{}, please", "can you {}?",
    "could you {}?",
)  # fmt: skip
SHAPES = (
    "{instruction}\n\n{text}",
    "{instruction}\n\n{text}",
    "{instruction}.\n\n{text}",
    "{instruction}:\n\n{text}",
    "{instruction}\n{text}",
    "{instruction}:\n{text}",
    "{instruction}: {text}",
    "{instruction}: {text}",
    "{instruction}: {text}",
    '{instruction}: "{text}"',
    '{instruction} "{text}"',
    "{text}\n\n{instruction}",
    "Instruction: {instruction}\nInput: {text}",
)
QUESTION_SHAPES = (
    "{instruction}\n\n{text}",
    "{instruction}\n{text}",
    '{instruction} "{text}"',
    "{instruction} {text}",
)

CORRECT = (
    "correct this sentence", "correct the sentence", "correct", "correct this", "fix this sentence",
    "fix this", "fix", "fix the errors", "fix the mistakes", "fix all mistakes in this sentence",
    "correct the mistakes", "correct the errors", "correct the mistake", "proofread this",
    "proofread", "find the mistake and correct it", "improve this sentence", "improve this",
    "make this sentence correct", "correct this text", "correct my English", "correct my sentence",
    "write this correctly", "fix the text", "check this sentence and correct it",
    "What is the correct sentence?", "Correction", "Is this right? Correct it",
)  # fmt: skip
GRAMMAR = (
    "correct the grammar", "fix the grammar", "fix the grammar of this sentence",
    "fix grammar", "correct grammar", "correct the grammar of this sentence",
    "fix the grammar mistakes", "correct the grammatical errors", "correct the grammar errors",
    "make it grammatical", "use correct grammar", "fix the grammar and spelling",
    "rewrite this in correct English", "correct this to standard English",
    "rewrite this sentence with correct grammar", "check the grammar", "Grammar",
)  # fmt: skip
SPELLING = (
    "correct the spelling", "fix the spelling", "fix the spelling mistakes", "fix spelling",
    "correct the spelling mistakes", "fix the typos", "fix the typo", "correct the typos",
    "fix the spelling of this sentence", "correct the spelling errors", "remove the typos",
    "check the spelling", "spell this correctly", "fix the misspelled words", "Spelling",
    "correct spelling", "fix typos", "fix the spelling errors", "fix the grammar and spelling",
)  # fmt: skip
WORD = (
    "correct the spelling of this word", "spell this word correctly", "correct the word",
    "fix the spelling of the word", "correct the spelling", "fix the spelling",
    "write this word correctly", "How is this word spelled?", "correct this word",
    "What is the correct spelling of this word?", "fix this word", "spell correctly",
    "fix the typo",
)  # fmt: skip
CAPITALS = (
    "fix the punctuation", "correct the punctuation", "add punctuation", "add the punctuation",
    "fix the capitalisation", "fix the capitalization", "fix the capitals and the punctuation",
    "fix the capitalisation and punctuation", "fix the capitalization and punctuation",
    "add capital letters and punctuation", "correct the capital letters",
    "correct capitalization and punctuation", "punctuate this sentence", "Punctuation",
)  # fmt: skip
PAST = (
    "put this in the past tense", "change this to the past tense", "change to past tense",
    "rewrite this sentence in the past tense", "write this in the past tense", "Past tense",
    "put the sentence into the past tense", "convert to past tense", "make it past tense",
    "use the past tense", "rewrite in past tense", "turn this into the past tense", "In the past",
    "What is this sentence in the past tense?", "change the sentence to the past",
    "put this sentence in the past", "rewrite in the past tense", "change the tense to past",
)  # fmt: skip
FUTURE = (
    "put this in the future tense", "change this to the future tense", "change to future tense",
    "rewrite this sentence in the future tense", "write this in the future tense", "Future tense",
    "put the sentence into the future tense", "convert to future tense", "make it future tense",
    "use the future tense", "rewrite in future tense", "turn this into the future tense",
    "What is this sentence in the future tense?", "change the sentence to the future",
    "put this sentence in the future", "In the future", "change the tense to future",
)  # fmt: skip
PRESENT = (
    "put this in the present tense", "change this to the present tense", "change to present tense",
    "rewrite this sentence in the present tense", "write this in the present tense",
    "put the sentence into the present tense", "convert to present tense", "make it present tense",
    "use the present tense", "rewrite in present tense", "turn this into the present tense",
    "What is this sentence in the present tense?", "change the sentence to the present",
    "put this sentence in the present", "Present tense", "change the tense to present",
)  # fmt: skip
QUESTION = (
    "make it a question", "turn this into a question", "make a question of this sentence",
    "change this to a question", "rewrite this as a question", "make this a question",
    "turn the sentence into a question", "convert to a question", "As a question",
    "make a question",
    "change the sentence into a question", "write this as a question", "ask this as a question",
    "rephrase as a question", "turn this sentence into a yes or no question",
)  # fmt: skip
STATEMENT = (
    "make it a statement", "turn this question into a statement", "rewrite this as a statement",
    "make a statement of this question", "change the question to a statement",
    "turn this into a statement", "As a statement", "turn the question into a plain sentence",
)  # fmt: skip
NEGATIVE = (
    "make it negative", "make this sentence negative", "negate this sentence", "negate this",
    "put this in the negative", "rewrite this as a negative sentence", "turn this into a negative",
    "change this to the negative", "write the negative of this sentence",
    "say the opposite with not",
    "add not to this sentence", "Negative", "make the sentence negative", "convert to negative",
    "turn this into a negative sentence",
)  # fmt: skip
POSITIVE = (
    "make it positive", "make this sentence positive", "remove the negation", "remove the not",
    "rewrite this as a positive sentence", "turn this into a positive sentence", "Positive",
    "write this without not",
)  # fmt: skip
PLURAL = (
    "make it plural", "make the subject plural", "put this in the plural", "change this to plural",
    "put the subject in the plural", "rewrite this sentence in the plural", "convert to plural",
    "turn this into the plural", "use the plural", "write this in the plural", "Plural",
    "make this sentence plural", "change the subject to plural", "change to plural",
)  # fmt: skip
PASSIVE = (
    "put this in the passive voice", "change this to the passive voice", "use the passive voice",
    "rewrite this in the passive", "make it passive", "turn this into passive voice",
    "Passive voice",
    "convert to passive voice", "change to passive", "write this sentence in the passive",
    "rewrite this sentence in the passive voice", "use the passive", "change to passive voice",
)  # fmt: skip
ACTIVE = (
    "put this in the active voice", "change this to the active voice", "use the active voice",
    "rewrite this in active voice", "make it active", "turn this into active voice",
    "convert to active voice", "Active voice", "rewrite this sentence in the active voice",
)  # fmt: skip
REPHRASE = (
    "rephrase this sentence", "rephrase this", "rephrase", "rephrase the sentence",
    "say this in another way", "say this differently", "rewrite this sentence", "rewrite this",
    "rewrite the sentence in other words", "put this in other words", "paraphrase this",
    "paraphrase this sentence", "change the word order", "reword this", "reword this sentence",
    "paraphrase", "How else can I say this?",
)  # fmt: skip
POLITE = (
    "make it polite", "make this polite", "make this more polite", "make it more polite",
    "rewrite this politely", "say this politely", "be more polite", "make this sentence polite",
    "make this request polite", "turn this into a polite request", "write this in a polite way",
)  # fmt: skip
UPPER = (
    "write this in upper case", "write this in capital letters", "make it upper case",
    "put this in capitals", "convert to upper case", "convert to uppercase", "use all caps",
    "change to uppercase", "In capital letters", "make all letters capital", "Uppercase",
    "write everything in capitals", "make it uppercase", "write this in all caps",
)  # fmt: skip
LOWER = (
    "write this in lower case", "write this in small letters", "make it lower case",
    "put this in lower case", "convert to lower case", "convert to lowercase", "In lower case",
    "change to lowercase", "make all letters small", "Lowercase", "make it lowercase",
    "write everything in small letters",
)  # fmt: skip
EXPAND = (
    "expand the contractions", "expand the contraction", "write the contractions out",
    "write this without contractions", "replace the contractions by the long forms",
    "use the long form", "remove the contractions", "expand contractions", "Without contractions",
    "write the long form",
)  # fmt: skip
SHORTEN = (
    "use contractions", "use a contraction", "use the short form", "write this with contractions",
    "write this with a contraction", "contract the verb", "With contractions",
    "write the short form",
)  # fmt: skip

COMMANDS = (
    "Come here.", "Be quiet.", "Wait here.", "Help me.", "Sit down.", "Stand up.", "Stop talking.",
    "Listen to me.", "Give me the book.", "Give me a glass of water.", "Give me your phone.",
    "Pass me the salt.", "Pass me the bread.", "Turn off the light.", "Turn on the radio.",
    "Turn down the music.", "Call me tomorrow.", "Call me back.", "Send me the file.",
    "Send me the report.", "Send it today.", "Tell me your name.", "Tell me the time.",
    "Show me the way.", "Show me the map.", "Let me in.", "Let me know.", "Hurry up.", "Slow down.",
    "Speak slowly.", "Write to me.", "Look at this.", "Leave me alone.", "Go away.", "Go home.",
    "Come in.", "Come with me.", "Take off your shoes.", "Put the cup on the table.",
    "Put it in the box.", "Move your car.", "Pick up the paper.", "Take a seat.", "Answer me.",
    "Do it again.", "Do your homework.", "Finish your dinner.", "Lend me a pen.", "Follow me.",
    "Bring me a chair.", "Bring me the menu.", "Reply soon.", "Stay here.", "Try again.",
)  # fmt: skip
