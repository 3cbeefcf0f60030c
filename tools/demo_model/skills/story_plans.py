"""The plans of stories: five sentences each, with choices in [brackets|like these] and {slots}.

A plan holds for the kinds of words that it names. `{word}` is what the story is about, `{a_word}`
the same with its article and adjective, `{the_word}` as it is known later; `{name}` with `{he}`,
`{him}`, `{his}` is who does things in it.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Plan:
    kinds: frozenset[str]
    sentences: tuple[str, ...]
    cast: str  # who {name} is: hero (the word itself), girl, child or adult


def _plans(text: str) -> tuple[Plan, ...]:
    """Blocks of "kind, kind; cast" and five lines."""
    plans = []
    for block in text.strip().split("\n\n"):
        head, *lines = block.replace("{hero_intro}", HERO_INTRO).splitlines()
        kinds, _, cast = head.partition("; ")
        names = frozenset(kind.strip() for kind in kinds.split(","))
        plans.append(Plan(names, tuple(lines), cast or "hero"))
    return tuple(plans)


HERO_INTRO = (
    "[there was {a_word} called {name} who lived {home}|{home} there lived {a_word} called {name}]."
)
PLANS = _plans("""
animal; hero
{hero_intro}
Every night {name} looked at the moon and wished [to touch it|that {he} could touch it].
So [one evening|one night] the {word} climbed the highest hill, but the moon was still too far away.
Then [an old|a wise old] {friend} showed {him} the moon in the still water of a pond.
{name} touched the water gently, and from then on [the moon was {his} friend|{he} visited the \
moon every night].

animal, small animal; hero
{hero_intro}
[When winter came|One cold winter], the snow was deep, and {name} could not find anything to eat.
{He} went from door to door, until [a kind|a friendly] {friend} let {him} in.
[All winter|Until spring] the {word} and the {friend} shared [warm soup and old stories|their \
food and their fire].
In spring {name} brought the {friend} a basket of berries, and they stayed friends forever.

animal, small animal; hero
{hero_intro}
{name} was afraid of {fear}, and the other animals [often laughed about it|made jokes about it].
{trouble}
The {word} forgot all {his} fear, [went out at once|did not wait a moment] and brought the little \
{tiny} home.
After that nobody laughed at {name}, and {he} was never afraid of {fear} again.

animal, small animal, person; hero
{hero_intro}
{name} loved music, but {he} was [too shy|much too shy] to sing when others could hear {him}.
[One day|One summer] {a_friend} heard {him} by chance and asked {him} to sing at the [summer \
party|spring party].
The {word} was very nervous, but {he} closed {his} eyes and sang [a song|an old song] that {he} \
loved.
Everyone clapped, and {name} [learned|understood] that it is good to be brave.

animal, small animal, person; hero
{hero_intro}
One [morning|rainy day] {name} found an old map under a stone.
Together with {his} friend, {a_friend}, {he} followed it [for three days|over hills and through \
dark woods].
At the end of the way there was no gold, but a garden full of sweet [apples|pears|cherries].
The {word} [shared them|shared the fruit] with everybody at home, and that was the best treasure \
of all.

animal, person; hero
{hero_intro}
One [morning|evening] {name} found {lost_thing} on the path.
{He} asked everyone on the way who had lost it, but nobody knew.
At last the {word} met {owner}, who was [very sad|crying] because it was gone.
{Owner} thanked {name} with a big smile, and [they had tea and cake together|from that day on \
they were good friends].

animal, small animal; hero
{hero_intro}
{name} was the [smallest|slowest] of all, so nobody wanted to play with {him}.
One day the others [lost their way|could not find the way home] in a thick fog.
Only the {word} knew every stone of the place, and {he} led all of them home.
Since then everyone has wanted to be [friends with {name}|near {name}], and {he} is never alone.

sea animal; hero
{hero_intro}
[One night|One day] a big storm carried {name} far away from home.
{He} was alone and sad, until {he} met {a_friend} who knew the way.
Side by side the {word} and the {friend} swam for [two days and two nights|three long days].
At home everyone cheered, and {name} had a new friend for life.

sea animal; hero
{hero_intro}
{name} wanted to know what was above the water, but {his} friends [were afraid|told {him} to stay].
One quiet evening the {word} swam up and saw [a thousand stars|the golden light of the sun].
{He} went back down and told everyone about it until they [were|became] curious, too.
The next evening they all swam up together, and {name} was the proudest {word} in the sea.

person; hero
{hero_intro}
[One night|One day] a storm broke the only bridge, and nobody could cross the river.
{name} asked everyone for help, but they all said that it was too hard.
So the {word} began alone, and soon one neighbour after another came [with wood and nails|to help].
When the new bridge was ready, they all danced on it, and {name} was the happiest of all.

person; hero
{hero_intro}
People said that a terrible dragon lived in the [mountains|dark cave nearby], but {name} wanted \
to see it.
The {word} walked all day and found the dragon, which was [crying|very sad] because it was so \
lonely.
{name} gave it [a piece of cake|half of an apple] and told it a funny story, and the dragon began \
to laugh.
Since that day the {word} and the dragon have been the best of friends.

person; hero
{hero_intro}
[One spring|One day] {name} put a small seed into the ground, but nothing grew.
Everyone told {him} to give up, but the {word} watered the ground every day.
After many weeks a green leaf came out, and then [a red flower|a golden flower] that nobody had \
ever seen before.
People came from far away to look at it, and {name} told them all to be patient.

person; hero
{hero_intro}
{name} wanted to give {his} best friend a present, but {he} had no money.
{He} thought about it all night, and in the morning {he} had an idea.
From an old piece of wood the {word} made a little [boat|bird|box], and {he} painted it [blue|red].
{His} friend said that it was the best present in the world, and {name} was very proud.

thing; girl
there was {a_word} that lay [forgotten|all alone] in the attic of an old house.
One rainy day a girl called {name} found the {word} under [a pile of books|a thick blanket].
She cleaned it carefully and wondered who had owned it.
Then her grandmother saw it and smiled, because it had been hers when she was [a child|a little \
girl].
From that day on {name} kept the {word} in [the best place in the house|a safe place near her \
bed], and she loved it.

thing; child
there was a {child} called {name} who loved {his} {adjective_word} more than anything else.
One [windy|grey] day {he} lost the {word} on the way home from school.
{He} looked under every bench and asked everyone, but nobody had seen it.
When {he} wanted to give up, an old {elder} came with the {word} in [one hand|a paper bag].
{name} [danced for joy|laughed for joy], and {he} made the old {elder} a card to say thank you.

thing; adult
there was {a_word} in the window of a little shop, and it could grant one wish.
A poor [tailor|painter|cook] called {name} bought the {word} with {his} last money.
{He} could have wished for gold, but the old woman next door was very ill.
So {he} wished that she would be well again, and [the next morning|an hour later] she was.
The {word} never did magic again, but {name} had a good friend, and that was worth more than gold.

thing; child
there was {a_word} in the window of an old shop, and nobody wanted to buy it.
[Year after year|Day after day] the {word} saw people come and go, and it was very sad.
One day a {child} called {name} came in with [only one coin|a few coins] in {his} hand.
The old shopkeeper saw how {he} looked at the {word}, and he gave it to {him} for nothing.
{name} took it home, and [neither of them was ever lonely again|they were never apart again].

thing; child
there was a {child} called {name} who wished for {a_word}.
{His} family had very little money, so {name} helped [the baker|the gardener] every day after \
school.
{He} saved every coin in a jar until it was full.
On a sunny Saturday {he} went to the shop, and [there it was|there was the {word}] on the shelf.
{name} carried the {word} home like a treasure, because {he} had [earned it all alone|worked for \
it].

vehicle; child
there was {a_word} that [stood|lay] at the edge of a town, and nobody used it any more.
A {child} called {name} [passed by|came by] every day and felt sorry for it.
Together with {his} uncle {he} cleaned the {word}, mended it and painted it [red|blue|yellow].
On a sunny morning they took it on its first trip, and it was as good as new.
The whole town came to see the {word}, and {name} [smiled all day|was very proud].

vehicle; child
there was a {child} called {name} who dreamed of a long journey with {a_word}.
One [evening|day] {his} grandfather said, "Pack your bag, because tomorrow we will go."
The next morning the {word} was waiting, and they both [got on|climbed in] with a basket full of \
food.
They saw mountains, rivers and [cities|green fields], and at night they counted the stars.
When they came home, {name} drew a picture of the {word} and [gave it to {his} grandfather|put it \
over {his} bed].

sky; child
there was a {child} called {name} who loved {a_word} more than anything else.
[One week|One autumn] the {word} did not come at all, and the whole village was sad.
So {name} climbed the highest hill and [sang a song|called] for the {word}.
At first nothing happened, but then the {word} slowly came over the [hills|mountains].
Everyone was happy again, and {name} [waved|said thank you] with a big smile.

plant; child
there was {a_word} that grew [on a hill|behind an old house].
One summer there was no rain, and the {word} became weaker every day.
A {child} called {name} saw it and carried water from the well every evening.
Slowly the {word} became strong again and [grew new leaves|turned green again].
In the next spring it was the most beautiful {word} of all, and {name} often sat next to it.

plant; child
there was {a_word} that grew just where a new road was to go.
A {child} called {name} was sad, because {he} loved the {word}.
{He} wrote a letter to the mayor and asked [all {his} friends|the whole school] to sign it.
The mayor read it, thought for a long time and moved the road [to the left|a little].
So the {word} still stands there today, and {name} says hello to it every morning.

landscape; child
there was {a_word} that everyone loved.
But over the years people left their rubbish there, and the birds flew away.
A {child} called {name} took a big bag and began to clean the {word} all alone.
Soon {his} friends came to help, and after [a week|ten days] everything was clean again.
The birds came back, and since then people have taken good care of the {word}.

landscape; child
there was {a_word} where, people said, a monster lived.
Nobody dared to go there, but a {child} called {name} wanted to know the truth.
{He} took a lantern, walked to the {word} and heard [a deep sound|a strange sound].
It was only a little calf that had lost its way, so {he} led it home to its mother.
From that day on all the children played at the {word}, and nobody was afraid.

building; child
there was {a_word} that had been empty for many years.
People believed that a ghost lived in the {word}, so nobody went near it.
One evening a {child} called {name} opened the heavy door and found only a [grey|small black] cat.
{He} laughed, opened all the windows and [made a fire|lit a lamp].
The next day everyone came to see the {word}, and {name} and the cat showed them around.

building; adult
there was {a_word} on top of a hill, and {name} looked after it.
One winter night a snowstorm came, and all the houses [in the valley|at the foot of the hill] \
became cold and dark.
{name} lit every lamp in the {word} and opened the door wide.
Everyone came up the hill, and they sat close together, ate hot soup and told stories.
In the morning the sun shone again, but nobody wanted to leave the {word}.

settlement; child
there was {a_word} where nobody ever said hello.
One day a {child} called {name} came there, and {he} smiled at everyone.
At first the people looked away, but then [an old man|the baker|an old woman] smiled back.
The next day ten people said hello, and [after a week|a week later] everyone did.
Soon it was the friendliest {word} in the whole country, all because of {name}.

dish; adult
there was a cook called {name} who made the best {word} in town.
One morning the {word} was gone from the kitchen table.
{name} saw small footprints on the floor and followed them [into the garden|behind the shed].
There sat a hungry little dog, and it looked very sorry.
{name} laughed and gave it the rest of the {word}, and the dog stayed with {him} forever.

dish, food; adult
there was a poor old {man} called {name} who had nothing left but {a_word}.
On the road {he} met a child who was [very hungry|hungry and cold].
{name} did not think long and gave the child half of the {word}.
The child thanked {him} and put a small seed into {his} hand.
From the seed grew a tree full of [golden apples|sweet fruit], and {name} was never hungry again.

food; child
there was a {child} called {name} who found {a_word} as big as a house.
{He} could not carry it alone, so {he} called [all {his} friends|the whole village].
They pulled and pushed, but the {word} did not move at all.
Then a little mouse came to help, and suddenly the {word} began to move.
That evening there was a great feast, and {name} gave the mouse the [first|biggest] piece.

other, sky, landscape, building; child
there was a {child} called {name} who wanted to paint {a_word}.
{He} tried [all day|for a week], but the {word} in {his} picture never looked right.
So {he} put down the brush and went to {his} grandfather, who was a painter.
The old man told {him} to look not only with the eyes, but [also with the heart|with the heart too].
{name} tried again, and this time the picture of {the_word} was so good that everyone wanted to \
see it.

other, thing, sky, vehicle, food; child
there was a {child} called {name} who dreamed of {a_word} every night.
In the morning {he} talked about the dream, but nobody listened.
So {he} wrote it all down and drew the {word} on every page.
[A teacher|A librarian|An old printer] read the pages and made a [real|beautiful] book of them.
Soon children everywhere fell asleep with the story of the {word}, and {name} was very proud.

other, settlement, building, landscape; adult
there was an old sailor called {name} who knew a hundred stories.
The story of {a_word} was the best, and the children asked for it every [evening|Sunday].
But one day {name} could not remember how the story ended, and {he} became sad.
Then a little girl stood up and told the end of the story of the {word} all alone.
Everyone clapped, and {name} said that a good story belongs to all of us.
""")

# Two heroes: {first} and {second} with their articles {a_first} and {a_second}.
PAIRS = _plans("""
animal
there were {a_first} and {a_second} who lived [in the same valley|near the same lake].
They never talked to each other, because [each of them was too proud|they were both too shy].
One day a storm came, and the {first} and the {second} had to hide in the same cave.
To pass the time they told each other stories, and soon they [laughed together|were not afraid \
any more].
When the sun came out, the {first} and the {second} went home side by side, as the best of friends.

animal
there were {a_first} and {a_second} who were best friends.
One day they found [an apple|a big cake], and each of them wanted to have it alone.
The {first} and the {second} were so angry that they did not see the little mouse that ate it.
When they looked again, there was nothing left, and they both had to laugh.
From then on the {first} and the {second} shared everything they found.

animal
there were {a_first} and {a_second} who wanted to [see the sea|climb a high mountain].
The way was long, and the {second} was soon [tired|too tired to walk].
So the {first} waited, told jokes and found [fresh water|some berries] for both of them.
After seven days they arrived, and the {first} and the {second} danced for joy.
They understood that the best journey is a journey with a friend.
""")

FEARS = (
    ("the dark", "One night a little {tiny} lost its way in the dark and called for help."),
    ("deep water", "One day a little {tiny} fell into deep water and called for help."),
    ("thunder", "One evening a little {tiny} was out in the thunder and called for help."),
    ("high places", "One day a little {tiny} was stuck on a high rock and called for help."),
    ("strange noises", "One night a little {tiny} was trapped in a noisy old mill and called."),
)
LOST = (
    ("a golden ring", "a young woman"),
    ("a red scarf", "an old woman"),
    ("a silver key", "the old baker"),
    ("a blue hat", "a little boy"),
    ("a small doll", "a little girl"),
    ("a brown bag", "the postman"),
)
