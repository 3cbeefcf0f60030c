"""Common words that are often misspelt, typical mistakes, and sentences with such words."""

TYPICAL = dict(
    pair.split("-")
    for pair in """
    recieve-receive recieved-received freind-friend freinds-friends becuase-because
    becouse-because definately-definitely seperate-separate tommorow-tomorrow tommorrow-tomorrow
    tomorow-tomorrow beleive-believe belive-believe wierd-weird thier-their untill-until
    wich-which whith-with teh-the adn-and taht-that peice-piece adress-address begining-beginning
    buisness-business calender-calendar choclate-chocolate congradulations-congratulations
    dissapear-disappear embarass-embarrass enviroment-environment existance-existence
    familar-familiar finaly-finally foriegn-foreign goverment-government gaurd-guard
    happend-happened intresting-interesting knowlege-knowledge libary-library neccessary-necessary
    necesary-necessary occured-occurred realy-really rember-remember
    resturant-restaurant suprise-surprise truely-truly usualy-usually
    writting-writing yestarday-yesterday diffrent-different beautifull-beautiful
    beatiful-beautiful importent-important langauge-language probaly-probably questoin-question
    shcool-school wek-week somthing-something everthing-everything peopel-people litle-little
    tought-thought frist-first watter-water hte-the yuo-you waht-what whre-where
    """.split()
)

SPELLING_SENTENCES = """
I received a letter from my friend {name}.
{name} believes that tomorrow will be a beautiful day.
We definitely need a separate room for the children.
What day of the week is it?
My favourite colour is yellow.
{name} always drinks coffee before breakfast.
I think this is the beginning of a good friendship.
The children were playing in front of the library.
Their house is near the station.
{name} finally finished the difficult exercise.
It is necessary to write your address on the letter.
We had dinner at a small restaurant yesterday.
I really like chocolate because it is sweet.
{name} bought a birthday present for her sister.
The government made an important decision.
The weather is usually warm in August.
Which language do you speak at home?
{name} was surprised when the phone rang.
Please remember to close the window.
There are many different animals in the forest.
I would like to know the answer to this question.
{name} wants to learn a foreign language.
The teacher explained the problem again.
Something strange happened last night.
Everything is ready for the journey.
{name} works for a business in the city.
People often forget their umbrella on the train.
It was an interesting film about the environment.
We must protect the animals and the plants.
{name} could not believe what he saw.
The kitchen is between the bathroom and the garden.
I have never been to another country.
{name} said that the food was excellent.
Our neighbour has a very friendly dog.
They probably will arrive on Wednesday afternoon.
The doctor says that I should drink more water.
{name} wrote a short message to her brother.
Where did you find this wonderful picture?
He thought about the question for a minute.
The hospital is behind the old church.
{name} would rather walk than take the bus.
Winter is my favourite season because of the snow.
Please send me the details as soon as possible.
We are looking for a bigger apartment.
{name} knows every street in this town.
The computer is on the table in my office.
Thank you very much for your help.
I hope that you are having a good time.
The first train leaves early in the morning.
{name} has twenty books about science and nature.
Nobody understood what the old woman said.
She studies history at the university.
The mountain was covered with white clouds.
{name} made a mistake in the last sentence.
We should start again from the beginning.
The knife is in the drawer next to the spoons.
My parents travelled through Europe last summer.
It takes about fifteen minutes to get there.
{name} is afraid of the thunder and the lightning.
The bridge across the river is very narrow.
I already told you everything about the accident.
There is enough bread and butter for everybody.
{name} enjoys singing and dancing with friends.
The museum is closed on Monday and Tuesday.
I wonder whether the shop is still open.
Can you help me with my homework?
This medicine tastes really terrible.
{name} received good advice from the lawyer.
The temperature will fall during the night.
Is there a bank near the market?
February is the shortest month of the year.
{name} opened the heavy door very carefully.
They live together in a comfortable house.
The machine makes a lot of noise.
It is dangerous to swim in this lake.
{name} promised to return the money on Friday.
The young people listened to the music until midnight.
Every child needs a healthy breakfast.
I am sure that we will succeed.
{name} heard a knock at the door.
""".strip().splitlines()

COMMON_WORDS = """
about above across address advice afraid after afternoon again against almost alone already always
among angry animal animals another answer apartment arrive autumn baby balance beautiful because
become before begin beginning behind believe believes between bicycle bigger birthday bought bread
breakfast bridge bright brother building business butter calendar carefully certain chair chance
change cheap chicken child children chocolate church circle clean clear climb close closed clothes
cloud clouds coffee colour comfortable common computer congratulations corner country course
covered create cross dancing danger dangerous daughter decision definitely describe details
dictionary different difficult dinner disappear doctor doing door drawer during early earth easily
eight embarrass energy enjoys enough environment evening every everybody everyone everything exactly
example excellent exercise existence experience explain explained eyes family familiar famous farmer
father favourite February field finally finished first flower food foreign forest forget forty
found fourteen free fresh friend friendly friends friendship front fruit garden general getting
gives going government great green group guard guess guitar happen happened happy having health
healthy heard heavy height hello help history holiday homework hospital hotel hour house however
hundred husband idea important inside instead interesting island journey keep kitchen knife
knowledge knows language large later laugh lawyer learn leaves letter library lightning listen
listened little live machine makes many market maybe medicine meeting message midnight might minute
mistake moment money month more morning mother mountain much museum music must narrow nature near
necessary need neighbour never night nobody noise nothing number occurred often only open opened
orange other outside paper parents past peace people perfect perhaps person phone picture piece
place plant play playing please possible present probably problem promise promised protect pupil
question quick quickly quiet quite rather reach ready really reason receive received remember repair
restaurant return right river room school science season second sentence separate several shop short
shortest should simple since sister sleeping small someone something sometimes song soon special
spoons spring station still story straight strange street strong student studies succeed sugar
summer sure surprise surprised sweet table tastes teacher temperature terrible thank thanks their
them then there these they thing think thirty those though thought thousand through thunder today
together tomorrow town travel travelled tree truly trying twelve twenty under understand
understood university until usually vegetable very village visit wait walk want wants warm watch
water weather week weird well were what when where whether which while white whole window winter
with without woman wonder wonderful word work works world would write writing written wrong wrote
year yellow yesterday young your
""".split()
COMMON_WORDS = [word for word in COMMON_WORDS if word.islower()]
