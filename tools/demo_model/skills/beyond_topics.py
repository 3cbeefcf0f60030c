"""The tables of what the model does not know: topics, ways to ask, and their subjects.

The last template of every topic is kept from training, and so is a share of the subjects.
"""

from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from random import Random

from tools.demo_model.exercise import pick


class Answer(Enum):
    """What is said, by the kind of question, and why."""

    FACT = (
        "I don't know that. I am only a small demo model. Try a larger model.",
        "I never learnt that.",
    )
    HARD = (
        "I don't know. That is too hard for me: I am only a small demo model. Try a larger model.",
        "That is too hard for me.",
    )
    SUM = (
        "I can't work that out. I am only a small demo model, and I know only small sums.",
        "I know only small sums.",
    )
    CODE = (
        "I can't write programs. I am only a small demo model. Try a larger model.",
        "I never learnt to program.",
    )
    TRANSLATE = (
        "I can't translate. I am only a small demo model, and I know only English.",
        "I know only English.",
    )
    WRITE = (
        "I can't write that. I am only a small demo model. Try a larger model.",
        "I never learnt to write such texts.",
    )
    LIVE = (
        "I can't look that up. I am only a small demo model, and I see nothing of the world.",
        "I cannot look it up without a tool.",
    )
    ADVICE = (
        "I can't give advice on that. I am only a small demo model. Please ask an expert.",
        "Only an expert should answer that.",
    )
    ACT = (
        "I can't do that. I am only a small demo model, and I only read and write text.",
        "I have no tool for it.",
    )
    NONSENSE = (
        "I don't know what that means. I am only a small demo model. Please use other words.",
        "I do not understand this.",
    )

    def __init__(self, text: str, reason: str) -> None:
        self.text = text
        self.reason = reason


@dataclass(frozen=True)
class Topic:
    """Questions of one kind. Where there are `seconds`, a subject is a pair with glue between."""

    name: str
    answer: Answer
    asked: str = field(repr=False)
    subjects: str = field(repr=False)
    seconds: str = ""
    glue: str = " "
    invented: float = 0.0
    of_people: bool = False

    @cached_property
    def templates(self) -> tuple[str, ...]:
        return tuple(line.strip() for line in self.asked.strip().splitlines())

    @cached_property
    def firsts(self) -> tuple[str, ...]:
        return split_list(self.subjects)

    @cached_property
    def others(self) -> tuple[str, ...]:
        return split_list(self.seconds)

    def subject(self, random: Random) -> str:
        first = pick(random, self.firsts)
        return first + self.glue + pick(random, self.others) if self.seconds else first


def split_list(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.replace("\n", " ").split(";") if part.strip())


EVENTS = """
the French Revolution; the Roman Empire; the Cold War; the First World War; World War II; the
Middle Ages; the Industrial Revolution; the Renaissance; the American Civil War; the Ottoman
Empire; the Vikings; the Black Death; the Great Depression; the Crusades; the Russian Revolution;
the Thirty Years' War; the Mongol Empire; the British Empire; the Byzantine Empire; the Ming
dynasty; the Aztecs; the Incas; the Maya; the fall of Rome; the Berlin Wall; the Gold Rush; the
Space Race; the Boston Tea Party; the Battle of Hastings; the Battle of Waterloo; the Trojan War;
the Peloponnesian War; the Punic Wars; the Spanish Armada; the Hundred Years' War; the Korean War;
the Vietnam War; the Cuban Missile Crisis; the Enlightenment; the Reformation; the Silk Road; the
Magna Carta; the Treaty of Versailles; the Weimar Republic; the Meiji Restoration; the Opium Wars;
the Boer War; the Crimean War; the Stone Age; the Bronze Age; the Iron Age; the Victorian age; the
Persian Empire; the Carthaginians; the Hanseatic League; the Congress of Vienna; the Suez Crisis;
the Marshall Plan; the Moon landing; the Great Fire of London; the abolition of slavery; the
suffragettes; the Prohibition; the Gunpowder Plot; the Wars of the Roses
"""
FAMOUS = """
Napoleon Bonaparte; Julius Caesar; Cleopatra; Marie Curie; Charles
Darwin; Michelangelo; Mozart; Beethoven; Bach; William Shakespeare; Goethe;
Charles Dickens; Jane Austen; Leo Tolstoy; Karl Marx; Sigmund Freud; Aristotle; Plato; Socrates;
Confucius; Buddha; Genghis Khan; Alexander the Great; Joan of Arc; Queen Victoria; Winston
Churchill; George Washington; Abraham Lincoln; Nelson Mandela; Gandhi; Martin Luther King; John F.
Kennedy; Barack Obama; Donald Trump; Angela Merkel; Vladimir Putin; Elon Musk; Bill Gates; Steve
Jobs; Alan Turing; Ada Lovelace; Nikola Tesla; Thomas Edison; Galileo; Copernicus; Kepler;
Marco Polo; Vasco da Gama; Pele; Lionel Messi; Cristiano Ronaldo; Roger
Federer; Michael Jordan; Muhammad Ali; Elvis Presley; Madonna; Michael Jackson; Taylor Swift; Bob
Dylan; John Lennon; Freddie Mercury; Picasso; Van Gogh; Rembrandt; Andy Warhol; Frida Kahlo;
Charlie Chaplin; Marilyn Monroe; Alfred Hitchcock; Steven Spielberg; Homer; Agatha Christie; J. K.
Rowling; J. R. R. Tolkien; Ernest Hemingway; Franz Kafka; Pythagoras; Archimedes; Euclid; Rosa
Parks; Florence Nightingale; Mother Teresa; Anne Frank; Robin Hood; King Arthur; Hannibal
"""
COUNTRIES = """
France; Germany; Italy; Spain; Portugal; Poland; Norway; Sweden; Finland; Denmark; Iceland;
Ireland; Greece; Turkey; Egypt; Kenya; Nigeria; Ghana; Morocco; Algeria; South Africa; Ethiopia;
India; China; Japan; Korea; Vietnam; Thailand; Indonesia; Australia; New Zealand; Canada; Mexico;
Brazil; Argentina; Chile; Peru; Colombia; Cuba; Russia; Ukraine; Hungary; Austria; Switzerland;
Belgium; the Netherlands; the United States; England; Scotland; Israel; Iran; Iraq; Saudi Arabia;
Pakistan; Nepal; Mongolia; Croatia; Serbia; Romania; Bulgaria
"""
PLACES = """
Oslo; Paris; London; Berlin; Rome; Madrid; Vienna; Prague; Tokyo; Beijing; Delhi; Mumbai; Sydney;
Cairo; Lagos; Nairobi; Moscow; New York; Chicago; Boston; Toronto; Lima; Bogota; Lisbon; Dublin;
Athens; Istanbul; Hamburg; Munich; Zurich; Milan; Naples; Seville; Lyon; Geneva; Helsinki;
Stockholm; Copenhagen; Warsaw; Budapest; Seoul; Bangkok; Singapore; Manila; Jakarta; Dubai;
Seattle; Miami; Denver; San Francisco; Los Angeles; Barcelona; my town; my city; Texas;
California; Bavaria; Scotland; Spain; Norway; Japan; the Alps; here
"""
SCIENCE = """
quantum mechanics; string theory; dark matter; black holes; DNA;
evolution; nuclear fusion; nuclear fission; thermodynamics; entropy; electromagnetism; plate
tectonics; climate change; the greenhouse effect; the Big Bang; natural selection; antibiotics;
vaccines; viruses; stem cells; genetics; the immune system; the nervous system; radioactivity;
superconductors; semiconductors; lasers; magnetism; the periodic table; chemical bonds; acids and
bases; osmosis; enzymes; neurons; mitosis; photons; quarks; the Higgs boson; gravitational waves;
the ozone layer; the water cycle; earthquakes; volcanoes; tornadoes; cosmic radiation; the Doppler
effect; Newton's laws; Ohm's law; game theory; chaos theory; set theory; number theory; topology;
group theory; inflation; the stock market; macroeconomics; capitalism; communism; democracy;
existentialism; stoicism; utilitarianism; psychoanalysis; Buddhism; Islam; Judaism; Hinduism;
machine learning; neural networks; backpropagation; cryptography; blockchain; quantum computers;
compilers; operating systems; databases; the TCP protocol; HTTPS; public key encryption; garbage
collection; recursion
"""
DEVICES = """
a diesel engine; a nuclear reactor; a refrigerator; a microwave oven; a jet engine; a steam
engine; a battery; a transistor; a solar panel; a wind turbine; a hard disk; a touch screen; a
satellite; a telescope; a microscope; a submarine; a helicopter; a lock; a piano; a vacuum
cleaner; a toaster; a printer; a scanner; a camera lens; a radar; a sonar; an electric motor; an
air conditioner; a washing machine; a gearbox; a parachute; a compass; a heat pump; a loudspeaker;
a thermostat; a lightning rod; a dam; a bridge; an elevator; a credit card; GPS; Bluetooth; wifi;
the internet; email; a search engine; a 3D printer; a drone; a hearing aid; a pacemaker
"""
RARE_WORDS = """
sesquipedalian; perspicacious; obfuscate; serendipity; ephemeral; quixotic; ubiquitous;
pulchritude; esoteric; defenestration; antediluvian; loquacious; cacophony; surreptitious;
mellifluous; petrichor; sycophant; zeitgeist; schadenfreude; onomatopoeia; palindrome; oxymoron;
metaphor; hyperbole; paradigm; hegemony; ontology; hubris; catharsis; nihilism; altruism;
pragmatic; empirical; heuristic; idiosyncratic; juxtaposition; ambivalent; anachronism; conundrum;
dichotomy; ennui; fastidious; garrulous; halcyon; ineffable; lugubrious; magnanimous; nefarious;
obsequious; panacea; quintessential; recalcitrant; taciturn; umbrage; vicarious; winsome; zenith
"""
CODE_TASKS = """
that sorts a list; that reverses a string; that prints the prime numbers; that reads a file; that
adds two numbers; for the Fibonacci numbers; that sends an email; that downloads a web page; for a
binary search; for a web server; that parses JSON; that counts words; that finds duplicates; for a
calculator; for tic-tac-toe; that plays chess; that checks a password; for a linked list; that
computes a factorial; for quicksort; that renames files; for a game; that merges two lists; that
converts dates; for a login form; that draws a circle; that connects to a database; that says
hello world; for a chat bot; that resizes images; that makes a chart; for a to-do list; that finds
a bug
"""
LANGUAGES = """
Python; Java; C; C++; Rust; Go; JavaScript; TypeScript; Ruby; PHP; Swift; Kotlin;
SQL; Bash; Haskell; Perl
"""
TONGUES = """
French; German; Spanish; Italian; Portuguese; Dutch; Polish; Russian; Chinese; Japanese; Korean;
Arabic; Turkish; Greek; Latin; Swedish; Danish; Norwegian; Finnish; Hungarian; Czech; Hindi;
Hebrew; Ukrainian; Swahili; Irish
"""
PHRASES = """
hello; good morning; thank you; the house; the cat; I love you; goodbye; where is the station?; a
glass of water; good night; how are you?; my name is Anna; the book is on the table; please; yes;
no; the weather is nice; bread; one beer, please; happy birthday; I am hungry; the dog; a red car;
the sun; see you tomorrow; friend; milk; water; the tree; where is the hotel?; I do not
understand; help; the train is late; my brother; summer; love; the sea
"""
ILLS = """
a headache; a cold; the flu; fever; back pain; a sore throat; a cough; diabetes; high blood
pressure; depression; asthma; an allergy; a rash; toothache; stomach pain; insomnia; a broken leg;
cancer; measles; anxiety; a migraine; chest pain; a sprained ankle; food poisoning; a bee sting;
sunburn; hay fever; low iron; covid; a burn; dizziness
"""
LEGAL = """
my landlord; a divorce; my tax return; a parking ticket; a contract; copyright; my pension; a
mortgage; a loan; shares; bitcoin; my savings; insurance; a will; my inheritance; a lawsuit; a
speeding fine; my salary; my debts; gold; bonds; an investment fund; my employer; my neighbour; a
patent; a trademark; custody; a deposit; my rent
"""
TEXTS = """
a poem; an essay; a song; a speech; an article; a letter; a blog post; a novel; a play; a haiku; a
sonnet; a report; a review; a rap; a film script; a long text; a business plan; a cover letter; a
press release; a summary; a sermon; a chapter; a thesis; a product description; an advertisement;
lyrics; a limerick; a 1000 word essay; a fable in verse
"""
THEMES = """
spring; autumn; the sea; love; friendship; war; peace; my cat; my dog; the moon; winter; summer;
the rain; climate change; freedom; money; football; music; my mother; school; the future; robots;
space; trees; the city; coffee; time; a lonely whale; death; happiness; bees; elephants; my job;
travelling; artificial intelligence; the wind; a mountain; a king; democracy; history; health;
sport; a small town; roses; birds; my grandmother; holidays
"""
DEEP = """
life; love; time; death; happiness; truth; justice; beauty; freedom; consciousness; the soul; God;
good and evil; existence; the universe; free will; art; friendship; the mind; knowledge; reality;
fate; morality; evil; wisdom; nothingness; infinity; language; human nature; hope; suffering;
courage; power; equality; progress; culture
"""
DISHES = """
pizza; pancakes; lasagne; chocolate cake; apple pie; tomato soup; risotto; sushi; curry; paella;
goulash; tiramisu; bread; cheesecake; chili; fried rice; dumplings; ratatouille; moussaka; pesto;
hummus; falafel; scones; omelettes; cookies; brownies; waffles; potato salad; roast beef; fish
soup; mushroom sauce; sourdough; strudel; meatballs; jam
"""
GOODS = """
a new car; a laptop; a house; a bicycle; an iPhone; a kilo of gold; a litre of milk; a ticket to
London; a flight to Rome; a hotel room; a Tesla; a loaf of bread; a cup of coffee; a piano; a
horse; a diamond ring; a television; a good camera; a washing machine; a barrel of oil; a bitcoin;
one euro in dollars; a pair of shoes; a taxi to the airport; a haircut; a wedding; a puppy; a
sofa; electricity; petrol; a train ticket; a pizza; a guitar; a boat; a helicopter
"""
CONTESTS = """
the World Cup; the Olympic Games; the Champions League; Wimbledon; the Super Bowl; the Tour de
France; the Oscars; the Nobel Prize; the US Open; the World Series; the Eurovision Song Contest;
the European Championship; the Six Nations; the Stanley Cup; the Masters; the election; the
Formula 1 championship; the Bundesliga; the Premier League
"""
YEARS = (
    "in "
    + "; in ".join(str(year) for year in range(1930, 2025))
    + "; last year; this year; yesterday"
)
WORKS = """
War and Peace; Moby-Dick; the Odyssey; the Iliad;
Pride and Prejudice; Harry Potter; The Lord of the Rings; Star Wars; Titanic; Casablanca; The
Godfather; Jaws; Psycho; The Matrix; Alien; Avatar; Frozen; The Lion King; Bambi; Dracula;
Frankenstein; Emma; Ulysses; The Trial; Nineteen Eighty-Four; Dune; The Hobbit; Sherlock Holmes;
Macbeth; Carmen; The Magic Flute; Swan Lake; Guernica; Bohemian Rhapsody;
Yesterday; Imagine; Thriller; the Ninth Symphony; The Simpsons; Friends; Breaking Bad; Game of
Thrones; Robinson Crusoe
"""
LIVE_MATTERS = """
the news; the latest news; the time; today's date; the date; the stock prices; the traffic; the
lottery numbers; the football results; the exchange rate; the next train; the bus timetable; the
cinema programme; the water level; the pollen count; the weather today; the weather tomorrow; the
weather forecast; the price of gold; the election results; the opening hours of the library; the
phone number of the police; the air quality; the football table; the TV programme; the ferry
times; the moon phase tonight; the snow report; the song of the day; the top story; the current
president; the current time; the local time; the latest film; the bestseller list; the opening
hours; the score of the match; what is on television; the price of petrol
"""
DEEDS = """
draw a cat; draw a picture of a tree; paint a house; play some music; open the door; turn on the
light; call
my mother; send an email; book a flight; book a table; order a pizza; set an alarm; wake me at
seven; buy milk; open this link; take a photo; sing me a song; delete my files; open my calendar;
read my emails; print this page; start the car; show me a map; show me a picture of a dog; make me
a coffee; clean my room; play a video; record my voice; turn off the heating; post this online;
pay my bill; water the flowers; save this file; search the web for shoes; read this PDF; look at
this picture; make a video; install Windows; fix my computer; write to my boss; feed the cat
"""
HOW_TO = """
fix a flat tyre; learn the piano; build a table; lose weight; write a CV; find a job; grow
tomatoes; paint a wall; tie a tie; clean an oven; change a car battery; get rid of ants; start a
company; learn to swim; train a puppy; install Linux; repair a roof; unclog a sink; remove a wine
stain; make soap; play chess; win at poker; knit a scarf; fly a plane; sail a boat; build a robot;
reset my phone; make a website; plan a wedding; become a doctor; meditate; get more followers;
make friends; save money; pass an exam; iron a shirt; sharpen a knife; plant a tree; ride a horse
"""

PLAIN_TOPICS = (
    Topic("history", Answer.FACT, """
        Tell me about {}.
        When was {}?
        What was {}?
        What caused {}?
        Explain {}.
        Explain {} to me.
        Summarise {} for me.
        Why was {} important?
        How did {} begin?
        How did {} end?
        How long ago was {}?
        What do you know about {}?
        I need to learn about {}
        Give me a short history of {}.
        {}
        Who was important in the time of {}?
        What happened during {}?
        What were the consequences of {}?
    """, EVENTS),
    Topic("a person", Answer.FACT, """
        Who was {}?
        Who is {}?
        When was {} born?
        When did {} die?
        Where was {} born?
        Where did {} live?
        What is {} famous for?
        What did {} do?
        How old is {}?
        Is {} still alive?
        Tell me about {}.
        Tell me who {} is.
        Do you know {}?
        Have you heard of {}?
        What did {} discover?
        Why is {} famous?
        {}
        Who is {} married to?
        What do you know about {}?
        What do you think of {}?
        Write a short biography of {}.
    """, FAMOUS, invented=0.4, of_people=True),
    Topic("a country", Answer.FACT, """
        Who is the president of {}?
        Who is the king of {}?
        Who rules {}?
        Who is the prime minister of {}?
        What is the population of {}?
        How many people live in {}?
        How big is {}?
        What is the highest mountain in {}?
        What is the longest river in {}?
        What is the largest lake in {}?
        What is the national dish of {}?
        Tell me the history of {}.
        Who founded {}?
        How old is {}?
        What are the best places to visit in {}?
        How do I get to {}?
        When did {} become independent?
        What is the political system of {}?
        What is the second largest city in {}?
    """, COUNTRIES),
    Topic("science", Answer.HARD, """
        Explain {}.
        Explain {} to me.
        Explain {} in simple words.
        Explain {} to a child.
        Tell me about {}.
        How does one explain {}?
        What do you know about {}?
        Teach me {}.
        What is the idea of {}?
        Who discovered {}?
        Why is {} important?
        What are the basics of {}?
        I want to understand {}
        Give me an introduction to {}.
        Write about {}.
        What are the problems with {}?
        Can you explain {}?
        I have an exam about {}
        Help me understand {}.
    """, SCIENCE),
    Topic("how a thing works", Answer.HARD, """
        How does {} work?
        Explain how {} works.
        Tell me how {} works.
        Who invented {}?
        When was {} invented?
        How is {} made?
        How do you build {}?
        What are the parts of {}?
        I want to know how {} works
        Why does {} not work?
        How do I repair {}?
        What is the history of {}?
        What is inside {}?
        Describe the inner workings of {}.
    """, DEVICES),
    Topic("the difference of two things", Answer.HARD, """
        What is the difference between {}?
        Explain the difference between {}.
        Compare {}.
        Tell me the difference between {}.
        Which is better of {}?
        What is the connection between {}?
        What do I need to know about {}?
        How do I choose between {}?
        What are the similarities between {}?
    """, SCIENCE, DEVICES, " and "),
    Topic("a rare word", Answer.FACT, """
        What does {} mean?
        What does "{}" mean?
        What does the word {} mean?
        Define {}.
        Define the word {}.
        What is the meaning of {}?
        What is the definition of {}?
        Explain the word {}.
        What is the origin of the word {}?
        Do you know the word {}?
        meaning of {}
        Use {} in a sentence.
        What is a synonym for {}?
        Give me the definition of the word {}.
    """, RARE_WORDS, invented=0.35),
    Topic("programming", Answer.CODE, """
        Write a {}.
        Write me a {}.
        Give me a {}.
        Write a small {}.
        Show me a {}.
        Make a {}.
        How do I write a {}?
        I need a {}
        Code a {}.
        Implement a {}.
        Create a {}.
        Help me with a {}.
        What does a {} look like?
        Program a {}.
        Generate a {}.
        Build a {}.
    """, "; ".join(
        f"{language} {kind}" for language in split_list(LANGUAGES)
        for kind in ("function", "program", "script", "class")
    ), CODE_TASKS),
    Topic("programming", Answer.CODE, """
        Write code {}.
        Write a function {}.
        Write a program {}.
        Write a script {}.
        Give me the code {}.
        I need code {}
        How do I write a program {}?
        Show me code {}.
        Implement an algorithm {}.
        Write me a piece of code {}.
    """, CODE_TASKS),
    Topic("programming", Answer.CODE, """
        How do I learn {}?
        Teach me {}.
        Explain {} code.
        Fix my {} code.
        Why does my {} program crash?
        How do I write a loop in {}?
        How do I install {}?
        What is new in {}?
        Can you program in {}?
        Can you code in {}?
        Do you know {}?
        Write some {} code.
        Debug this {} code.
        Review my {} program.
    """, LANGUAGES),
    Topic("a translation", Answer.TRANSLATE, """
        Translate {}.
        How do you say {}?
        How do I say {}?
        What is {}?
        Say {}.
        Write {}.
        Can you say {}?
        Tell me how to say {}.
        What do people say for {}?
        I need the translation of {}
        How is {} written?
        What would {} be?
    """, "; ".join(f'"{phrase}"' for phrase in split_list(PHRASES)),
        "; ".join(f"in {tongue}" for tongue in split_list(TONGUES))),
    Topic("a translation", Answer.TRANSLATE, """
        Translate {}.
        Could you translate {}?
        Can you translate {} for me?
        I want you to translate {}
        Give me a translation of {}.
        Give me {}.
    """, "; ".join(
        [*(f'"{phrase}"' for phrase in split_list(PHRASES)), *split_list(PHRASES), "this",
         "this sentence", "this text", "my letter", "this word", "a sentence", "the following"]
    ), "; ".join(f"{to} {tongue}" for tongue in split_list(TONGUES) for to in ("into", "to"))),
    Topic("the weather", Answer.LIVE, """
        What is the weather in {}?
        What's the weather in {}?
        What is the weather like in {}?
        How is the weather in {}?
        How is the weather in {} today?
        What will the weather be in {} tomorrow?
        Is it raining in {}?
        Will it rain in {}?
        Will it rain in {} tomorrow?
        Is it cold in {}?
        How warm is it in {}?
        What is the temperature in {}?
        Is the sun shining in {}?
        weather {}
        weather in {}
        Tell me the weather in {}.
        Do I need an umbrella in {}?
        Is it snowing in {}?
        What is the forecast for {}?
        Check the weather in {}.
        What is the weather forecast for {}?
    """, PLACES),
    Topic("what happens now", Answer.LIVE, """
        What time is it in {}?
        What is the time in {}?
        What is happening in {}?
        What is on in {} tonight?
        How is the traffic in {}?
        What is the news from {}?
        Which restaurants are open in {}?
        Find a hotel in {}.
        Find me a good restaurant in {}.
        When does the next train to {} leave?
        How far is it to {}?
        Are there any flights to {}?
        What day is it in {}?
        Is the airport of {} open?
        Find a flight to {}.
        What is going on in {} right now?
    """, PLACES),
    Topic("what happens now", Answer.LIVE, """
        What is {}?
        Tell me {}.
        Do you know {}?
        Look up {}.
        Show me {}.
        Check {}.
        What about {}?
        Can you find out {}?
        I want to know {}
        Give me {}.
        {}
        Find {}.
        Get me {}.
        Can you look up {} for me?
    """, LIVE_MATTERS),
    Topic("the time", Answer.LIVE, """
        What {} is it?
        What {} is it now?
        What {} is it today?
        Which {} is it?
        Which {} do we have?
        Tell me what {} it is.
        Do you know what {} it is?
        Can you tell me what {} it is?
        What {} is it right now?
        The {} of today, please
    """, "time; day; date; year; month; hour; day of the week; season; week; century"),
    Topic("prices", Answer.LIVE, """
        How much is {}?
        How much does {} cost?
        What is the price of {}?
        What does {} cost?
        Where can I buy {}?
        How expensive is {}?
        Is {} expensive?
        Tell me the price of {}.
        price of {}
        Where do I get {} cheaply?
        What must I pay for {}?
        Find me a cheap offer for {}.
    """, GOODS),
    Topic("results", Answer.FACT, """
        Who won {}?
        Who lost {}?
        Who was the winner of {}?
        What was the result of {}?
        Tell me who won {}.
        Do you know who won {}?
        Where was {}?
        Who came second in {}?
        Who took part in {}?
        winner of {}
        Who will win {}?
        Which team won {}?
        Can you tell me who won {}?
    """, CONTESTS, YEARS),
    Topic("health", Answer.ADVICE, """
        I have {}. What should I do?
        What helps against {}?
        What can I do against {}?
        How do I treat {}?
        What is the best medicine for {}?
        Which pills should I take for {}?
        Should I see a doctor about {}?
        Is {} dangerous?
        My child has {}. What can I do?
        How do I get rid of {}?
        What are the symptoms of {}?
        What causes {}?
        I think I have {}
        Can I die of {}?
        Do I have {}?
        How is {} cured?
        My mother has {}. What helps?
    """, ILLS),
    Topic("law and money", Answer.ADVICE, """
        What should I do about {}?
        I have a legal question about {}
        I have a question about {}
        Give me advice about {}.
        What are my rights with {}?
        What does the law say about {}?
        Should I worry about {}?
        Should I put my money into {}?
        Do I need a lawyer for {}?
        I have a problem with {}. What can I do?
        How do I deal with {}?
        Can I go to court about {}?
        Advise me on {}.
        What would a lawyer say about {}?
    """, LEGAL),
    Topic("writing a text", Answer.WRITE, """
        Write {}.
        Write me {}.
        Can you write {}?
        Write {} for me.
        Compose {}.
        I need {}
        Give me {}.
        Make {}.
        Help me write {}.
        Could you write {} for me?
        I want you to write {}
        Create {}.
        I would like you to compose {}
    """, TEXTS, THEMES, " about "),
    Topic("a hard question", Answer.HARD, """
        What is the meaning of {}?
        What is the nature of {}?
        What is the purpose of {}?
        Why is there {}?
        Does {} exist?
        What do you think about {}?
        What is your opinion on {}?
        What do philosophers say about {}?
        Is {} an illusion?
        Discuss {}.
        Can we understand {}?
        Where does {} come from?
        Is {} important?
        What is more important than {}?
        Tell me your thoughts on {}.
    """, DEEP),
    Topic("a hard question", Answer.HARD, "{}\n{}\n{}", """
        What is the meaning of life?; Why are we here?; Is there a God?; What happens after
        death?; Who is right?;
        Is there life on other planets?; Will there be a war?; What is the best religion?; Who
        should I vote for?;
        Which party is the best?; What will the future bring?; Why do people fight?; Why is there
        evil in the world?;
        Is it wrong to lie?; What should I do with my life?; Should I get married?; How do I
        become rich?;
        How do I become happy?; Why does she not love me?; What is consciousness?; Can machines
        think?;
        What came first, the chicken or the egg?; Why is there something and not nothing?; Is time
        travel possible?;
        How did life begin?; Who built the pyramids?; What killed the dinosaurs?; How old is the
        universe?;
        How many people live on earth?; What is the best film ever?;
        What is the tallest building in the world?; Who is the richest person in the world?; What
        is the best car?;
        Who invented the telephone?;
        Why do we dream?; Why do we age?;
        What is the most spoken language in the world?; What is the oldest city?;
        How many words are there in English?;
        What is the largest number?; Who wrote the Bible?
    """),
    Topic("cooking", Answer.HARD, """
        How do I make {}?
        How do I cook {}?
        Give me a recipe for {}.
        What is the recipe for {}?
        recipe for {}
        How do you make {}?
        What do I need for {}?
        What are the ingredients of {}?
        Tell me how to make {}.
        I want to cook {}
        How long do I cook {}?
        How many calories are in {}?
        What goes well with {}?
        Write a recipe for {}.
        Can you give me a good recipe for {}?
    """, DISHES),
    Topic("how to do things", Answer.HARD, """
        How do I {}?
        How can I {}?
        How does one {}?
        Tell me how to {}.
        Explain how to {}.
        Teach me to {}.
        What is the best way to {}?
        I want to {}. How do I do it?
        How to {}?
        how to {}
        Show me how to {}.
        Give me tips to {}.
        Give me a plan to {}.
        I would like to {}. Where do I start?
    """, HOW_TO),
    Topic("books, films and music", Answer.FACT, """
        Who wrote {}?
        Who made {}?
        Who is the author of {}?
        What is {} about?
        Summarise {}.
        Tell me the story of {}.
        Who are the main characters in {}?
        When was {} published?
        When did {} come out?
        How does {} end?
        Do you know {}?
        Is {} good?
        Explain the plot of {}.
        What happens at the end of {}?
        Quote the first lines of {}.
        Who plays in {}?
        Have you read or seen {}?
    """, WORKS),
    Topic("doing something", Answer.ACT, """
        {}.
        {} for me.
        {} now.
        Can you {}?
        Could you {}?
        Would you {}, please?
        I want you to {}
        Are you able to {}?
        Are you allowed to {}?
        Will you {} for me?
    """, DEEDS),
)  # fmt: skip

MATHS = """
What is {s} times {t}?
What is {s} * {t}?
{s} * {t}
{s} x {t}
{n} * {s}
What is {n} times {s}?
Multiply {s} by {t}.
Multiply {n} and {s}.
What is {n} plus {s}?
What is {n} + {n}{t}?
{n} + {s}
{n} - {s}
What is {n} minus {s}?
Add {n} and {s}.
Subtract {s} from {n}.
What is {n} divided by {t}?
{n} / {t}
Divide {n} by {s}.
What is the square root of {n}?
What is the square root of {s}?
square root of {n}
sqrt({n})
What is {s} squared?
What is {t} to the power of {s}?
{t}^{s}
What is the logarithm of {n}?
What is the sine of {s}?
What is {t} percent of {n}?
{t}% of {s}
Is {n} a prime number?
What are the prime factors of {n}?
Factor {n}.
Solve {t}x + {s} = {n}.
Solve x^2 + {t}x = {s}.
Solve the equation {t}x = {n}.
What is x if {t}x - {s} = 0?
What is the integral of {t}x^2?
Integrate x^{t} + {s}.
What is the derivative of {t}x^3 + {s}?
Differentiate sin({t}x).
How many seconds are in {s} days?
Convert {s} miles to kilometres.
How many metres are {s} feet?
What is {s} degrees Celsius in Fahrenheit?
What is {n} in binary?
Write {n} in Roman numerals.
What is the factorial of {t}?
Calculate {n} * {t} + {s}.
Compute {s} * {s}.
What is the sum of all numbers from 1 to {n}?
What is pi to {t} digits?
How many digits has {t}^{s}?
Prove that there are more than {n} primes.
Round {n}.{t} to one decimal place.
What is {s}/{n} as a decimal number?
What is the area of a circle with radius {s}?
A train goes {s} km in {t} minutes. How fast is it?
I have {n} apples and give away {s}. How many are left?
""".strip().splitlines()
