"""What sentences tell: kinds of records, the names of their fields, and wordings for them."""

from dataclasses import dataclass

from tools.demo_model.exercise import Split
from tools.demo_model.skills import draws
from tools.demo_model.skills import value_types as v
from tools.demo_model.skills.tool_kinds import Parameter, Template, divided, templates
from tools.demo_model.skills.tool_kinds import parameter as f


@dataclass(frozen=True, slots=True, eq=False)
class Record:
    """A kind of thing that a sentence describes."""

    noun: str
    fields: tuple[Parameter, ...]
    sentences: dict[Split, tuple[Template, ...]]


def record(noun: str, sentences: str, *fields: Parameter) -> Record:
    return Record(noun, fields, divided(templates(sentences), noun))


AGE = f("age", "age age years age_years", draws.integer(1, 99))
NAME = f("name", "name name person full_name", v.PERSON)
CITY = f("city", "city city town location place", v.CITY)
DATE = f("date", "date date day when", v.DATE)
TIME = f("time", "time time start_time at hour", v.TIME)
PRICE = f("price", "price price cost amount", draws.decimal(1, 500, 20))
QUANTITY = f("quantity", "quantity quantity count amount number", draws.integer(2, 60))
TITLE = f("title", "title title name", v.TITLE)
YEAR = f("year", "year year published release_year", draws.integer(1900, 2026))
EMAIL = f("email", "email email email_address mail", v.EMAIL)
PHONE = f("phone", "phone phone phone_number number tel", v.PHONE)
SENTIMENT = f("sentiment", "sentiment sentiment mood opinion", draws.meaning(
    positive="great|wonderful|very good|excellent|lovely|fantastic|perfect|amazing|really nice",
    negative="terrible|awful|very bad|broken|horrible|disappointing|useless|poor|really bad",
    neutral="okay|average|nothing special|so-so|acceptable|neither good nor bad",
))  # fmt: skip
PRIORITY = f("priority", "priority priority importance level", draws.enum("low medium high"))
COLOUR = f("colour", "color color colour", v.COLOUR)
SOURCE = f("source", "from from origin departure from_city", v.CITY)
TARGET = f("target", "to to destination arrival to_city", v.CITY)

RECORDS = (
    record(
        "person",
        """
        {name} is {age} years old and lives in {city}.
        {name} is {age} and lives in {city}.
        {name}, {age}, lives in {city}.
        My friend {name} from {city} is {age} years old.
        I am {name}, I am {age} years old and I live in {city}.
        My name is {name}. I am {age} and I come from {city}.
        Hi, I'm {name}, {age} years old, from {city}.
        {name} lives in {city} and turned {age} this year.
        In {city} lives {name}, who is {age} years old.
        {name} is {age} years old.
        {name} ({age}) is from {city}.
        This is {name}, aged {age}, from {city}.
        {name}, aged {age}, comes from {city}.
        At {age}, {name} still lives in {city}.
        Do you know {name} from {city}?
        I live in {city} and my name is {name}.
        From {city}: {name}, {age} years old.
        Name: {name}, age: {age}, city: {city}
        {city} is the home of {name}, who just turned {age}.
        My neighbour {name} is {age}.
        {name} moved to {city} at the age of {age}.
        I'm {age}, I live in {city}, and people call me {name}.
        Have you met {name} from {city}, aged {age}?
        My colleague is called {name}, is {age} and comes from {city}.
        {name} - {age} years - {city}
        """,
        NAME, AGE, CITY,
    ),
    record(
        "worker",
        """
        {name} works as a {job} in {city}.
        {name} is a {job}.
        {name} is a {job} from {city}.
        {name} is a {age} year old {job}.
        {name}, {age}, is a {job} in {city}.
        The {job} in {city} is called {name}.
        I am {name} and I work as a {job} in {city}.
        {name} is {age} years old and works as a {job}.
        Our new {job} is {name} from {city}.
        I'm {name}, a {job} from {city}.
        {name} ({age}) works as a {job}.
        Meet {name}, our {job} in {city}.
        Name: {name}, job: {job}, city: {city}
        In {city}, {name} found work as a {job}.
        Is {name} still a {job} in {city}?
        At the age of {age}, {name} became a {job}.
        We are looking for {name}, the {job} from {city}.
        My name is {name}, I am {age} and I am a {job}.
        {job}: {name}, {city}
        The best {job} I know is {name}.
        {name} moved to {city} to work as a {job}.
        """,
        NAME, f("job", "job job occupation profession role", v.JOB), AGE, CITY,
    ),
    record(
        "employee",
        """
        {name} works at {company}.
        {name} works at {company} as a {job}.
        {name} earns {salary} dollars at {company}.
        {name} is a {job} at {company}.
        {name} joined {company} as a {job} and earns {salary}.
        {company} pays {name} {salary} dollars.
        {company} hired {name} as a {job}.
        At {company}, {name} works as a {job}.
        {name} is the new {job} at {company}.
        As a {job} at {company}, {name} makes {salary} dollars.
        I am {name} and I work for {company}.
        My name is {name}. I am a {job} at {company} and earn {salary} euros.
        {name}, {job}, {company}
        Employee: {name}; company: {company}; salary: {salary}
        {name} started at {company} for {salary} dollars a month.
        Does {name} work for {company}?
        {name} gets {salary} dollars a month as a {job}.
        The {job} of {company} is called {name}.
        {name} ({job}) earns {salary} euros.
        """,
        NAME, f("company", "company company employer firm", v.COMPANY),
        f("job", "job position role title", v.JOB),
        f("salary", "salary salary income pay", draws.integer(1000, 9900, 50)),
    ),
    record(
        "event",
        """
        {title} is on {date} at {time}.
        {title} takes place on {date} at {time}.
        The event {title} is on {date} at {time} in {city}.
        On {date} at {time} there is {title} in {city}.
        Come to {title} on {date} at {time}!
        {title} starts at {time} on {date}.
        Join us for {title} in {city} on {date}.
        {title} will be in {city} on {date}.
        We invite you to {title} on {date} at {time}.
        On {date} we celebrate {title} in {city}.
        {city} hosts {title} on {date}.
        Are you coming to {title} in {city}?
        Don't miss {title}: {date}, {time}, {city}.
        At {time} {title} begins in {city}.
        Event: {title}, date: {date}, place: {city}
        I will be at {title} in {city} at {time}.
        The doors of {title} open at {time} on {date}.
        {title} ({city}) is on {date}.
        When is {title}? It is on {date} at {time}.
        {title} was moved to {date}.
        Reminder - {title} - {date} - {time}
        """,
        f("title", "title title name event event_name", v.TITLE), DATE, TIME, CITY,
    ),
    record(
        "meeting",
        """
        {person} and I meet on {date} at {time}.
        I meet {person} on {date} at {time}.
        Meeting with {person} on {date} at {time} in {city}.
        There is a meeting with {person} at {time} on {date}.
        Let us meet in {city} on {date} at {time}, says {person}.
        {person} wants to meet me on {date}.
        The meeting with {person} is at {time}.
        On {date} at {time} I have a meeting with {person}.
        At {time} I see {person} in {city}.
        Can you meet {person} in {city} on {date}?
        Meeting: {person}, {date}, {time}
        In {city} I will meet {person} at {time}.
        {person} is waiting for us in {city} at {time}.
        We have an appointment with {person} on {date}.
        My appointment with {person} is on {date} at {time}.
        Lunch with {person} at {time} in {city}.
        {person} can meet us at {time} on {date}.
        Does {time} on {date} work for {person}?
        Call with {person} - {date}, {time}.
        """,
        f("person", "person person with name attendee", v.PERSON), DATE, TIME, CITY,
    ),
    record(
        "gathering",
        """
        {people} are going to {event} on {date}.
        {people} meet for {event} on {date}.
        On {date}, {people} are going to {event}.
        {people} will come to {event}.
        {event} is on {date}, with {people}.
        {event} on {date}: {people} will be there.
        Who comes to {event}? {people}.
        Guests of {event}: {people}
        We invited {people} to {event}.
        {event} takes place on {date}. {people} are invited.
        I will go to {event} with {people} on {date}.
        {people} signed up for {event}.
        On {date} there is {event}, and {people} want to come.
        The participants of {event} are {people}.
        Are {people} coming to {event} on {date}?
        {people} want to see {event} on {date}.
        {event} ({date}): {people}
        """,
        f("event", "event name title", v.TITLE),
        DATE,
        f("people", "participants participants people names guests attendees",
          draws.list_of(v.NAME)),
    ),
    record(
        "product",
        """
        The {product} costs {price} dollars.
        The {product} is {colour} and costs {price} dollars.
        The {colour} {product} costs {price} euros.
        We sell a {colour} {product} for {price} dollars.
        I bought a {product} for {price} euros.
        A {product} in {colour} is {price} dollars.
        The price of the {product} is {price}.
        You can have the {product} for {price} euros. It is {colour}.
        New: the {product}, {colour}, only {price} dollars.
        For {price} dollars you get the {product}.
        How about a {product} in {colour} for {price} euros?
        Only {price} euros: the {colour} {product}.
        I am looking for a {product} in {colour}.
        Product: {product}, colour: {colour}, price: {price}
        The {product} is {colour}.
        Our {colour} {product} is on sale for {price} dollars.
        {price} dollars is too much for the {product}.
        I paid {price} euros for this {colour} {product}.
        {product} ({colour}): {price} dollars
        Does the {product} really cost {price} euros?
        The {product} comes in {colour} and sells for {price}.
        """,
        f("product", "name product item product_name", v.THING), PRICE, COLOUR,
    ),
    record(
        "stock",
        """
        We have {quantity} of the {product} and they are {available}.
        The {product} costs {price} and is {available}.
        The {product} is {available}.
        {quantity} pieces of {product} are left, each costs {price}.
        The {product} for {price} dollars is {available}.
        There are {quantity} of the {product}, they cost {price} each.
        {product}: {quantity} pieces, {available}
        The {product} is {available}, the price is {price} dollars.
        At the moment the {product} is {available}.
        We counted {quantity} of the {product}.
        Each {product} costs {price} dollars and we have {quantity} of them.
        It seems that the {product} is {available}.
        Item: {product}, price: {price} euros, {available}
        I checked: the {product} is {available}.
        For {price} euros you get the {product}, which is {available}.
        In the shop there are {quantity} of the {product}.
        Our {product} ({price} dollars) is {available}.
        """,
        f("product", "name product item", v.THING), QUANTITY, PRICE,
        f("available", "in_stock available in_stock is_available",
          draws.boolean("in stock|available", "sold out|not available|out of stock")),
    ),
    record(
        "order",
        """
        I would like {quantity} {item}.
        I want to order {quantity} {item}.
        {name} orders {quantity} {item}.
        {name} wants {quantity} {item}, please.
        Please send me {quantity} {item} for {price} dollars.
        {quantity} {item} for {name}.
        Can I have {quantity} {item}?
        {name} ordered {quantity} {item} for {price} euros.
        {name} needs {quantity} {item}.
        Send {quantity} {item} to {name}.
        For {price} euros I ordered {quantity} {item}.
        I'd like to buy {quantity} {item}, please.
        Order for {name}: {quantity} {item}
        Customer: {name}, item: {item}, quantity: {quantity}
        {quantity} x {item}, {price} dollars in total.
        Could you send {name} the {item}?
        I am {name} and I need {quantity} {item}.
        {name} paid {price} dollars for {quantity} {item}.
        We need {quantity} {item} by the end of the week.
        How much are {quantity} {item}? I can pay {price} euros.
        """,
        f("item", "item item product article", v.THING), QUANTITY,
        f("name", "customer customer name", v.PERSON), PRICE,
    ),
    record(
        "food order",
        """
        I would like {quantity} {dish} and {drink}.
        {name} takes the {dish} with {drink}.
        One {dish} and some {drink} for {name}, please.
        {name} wants {quantity} {dish}.
        {quantity} times {dish} for {name}.
        {name} would like to have {dish} and to drink {drink}.
        {name} eats {dish} and drinks {drink}.
        Can I get {quantity} {dish} and some {drink}?
        I'll have the {dish} and {drink}.
        For {name} the {dish}, please, and {drink} to drink.
        We take {quantity} {dish}, says {name}.
        To drink, {name} wants {drink}.
        {name}: {dish}, {drink}
        Please bring {name} the {dish}.
        Guest: {name}, food: {dish}, drink: {drink}
        I am {name} and I ordered {quantity} {dish} with {drink}.
        First the {dish}, then some {drink}, please.
        """,
        f("dish", "dish dish food meal item", v.DISH),
        f("drink", "drink drink beverage", draws.listed(
            "water, tea, coffee, apple juice, milk, lemonade, orange juice, beer, cola, wine")),
        QUANTITY, f("name", "customer name guest", v.PERSON),
    ),
    record(
        "address",
        """
        {name} lives at {street} in {city}.
        {name} lives in {city}, {street}.
        Send it to {name}, {street}, {zip} {city}.
        The address of {name} is {street}, {zip} {city}.
        My address is {street}, {zip} {city}.
        {company} is at {street} in {city}.
        Deliver the parcel to {street} in {city}, zip code {zip}.
        I live at {street}, {city}.
        {name}, {street}, {zip} {city}
        At {street} in {city} you will find {name}.
        {company} moved to {street} in {city}.
        The office of {company} is at {street}, {zip} {city}.
        Does {name} still live at {street}?
        Name: {name}, street: {street}, city: {city}, zip: {zip}
        The zip code of {city} is {zip}.
        Please send the letter to {street}, {zip} {city}.
        My name is {name} and I live at {street} in {city}.
        You can visit {company} at {street}.
        {name} moved to {city}. The new address is {street}.
        """,
        NAME, f("street", "street street address", v.ADDRESS), CITY,
        f("zip", "zip zip zip_code postal_code", draws.string(v.zip_text)),
        f("company", "company name company", v.COMPANY),
    ),
    record(
        "flight",
        """
        I fly from {source} to {target} on {date}.
        {name} flies from {source} to {target}.
        {name} flies from {source} to {target} on {date}.
        Flight {number} goes from {source} to {target}.
        Flight {number} from {source} to {target} leaves at {time}.
        My flight from {source} to {target} is on {date}.
        On {date} flight {number} leaves {source} for {target}.
        A flight from {source} to {target} on {date}, please.
        The plane from {source} arrives in {target} at {time}.
        On {date} I fly to {target} from {source}.
        To {target} from {source} on {date}: flight {number}.
        {name} leaves {source} on {date} and flies to {target}.
        Is there a flight from {source} to {target} on {date}?
        At {time} flight {number} takes off for {target}.
        {name} is on flight {number} to {target}.
        Flight {number} leaves at {time} on {date}.
        From {source}, {name} takes the {time} flight to {target}.
        I need to get from {source} to {target} by plane on {date}.
        Book {name} a flight from {source} to {target}, please.
        {number}: {source} to {target}, {date}, {time}
        My name is {name} and I want to fly to {target} on {date}.
        """,
        SOURCE, TARGET, DATE, TIME, NAME, f("number", "flight_number flight number", v.CODE),
    ),
    record(
        "train",
        """
        The train from {source} to {target} leaves at {time}.
        The {time} train from {source} goes to {target}.
        The train to {target} leaves {source} at {time} from platform {platform}.
        At {time} a train leaves {source} for {target}.
        The train from {source} to {target} costs {price} euros.
        Take the train from {source} to {target} at {time}, platform {platform}.
        From {source} to {target} by train: {price} euros.
        At {time} the train to {target} leaves from platform {platform}.
        Is there a train from {source} to {target} at {time}?
        Platform {platform}: the {time} train to {target}.
        I take the {time} train to {target}.
        A ticket from {source} to {target} is {price} dollars.
        The train to {target} departs from {source} at {time}.
        Train: {source} to {target} - {time} - platform {platform}
        For {price} euros you can go from {source} to {target} by train.
        On platform {platform} you find the train from {source} to {target}.
        We left {source} at {time} and are on the train to {target}.
        """,
        SOURCE, TARGET, TIME, f("platform", "platform platform track", draws.integer(1, 30)), PRICE,
    ),
    record(
        "contact",
        """
        You can reach {name} at {email}.
        You can reach {name} at {phone}.
        The number of {name} is {phone}.
        The email of {name} is {email}.
        {name}'s email is {email} and the phone number is {phone}.
        Write to {name} at {email} or call {phone}.
        {name}: {email}, {phone}
        Contact {name} at {email}.
        Please call {name} under {phone}.
        {name}, {email}
        My name is {name} and my email is {email}.
        I'm {name}, call me at {phone}.
        For questions, ask {name} ({email}).
        {phone} is the number of {name}.
        Is {email} the address of {name}?
        Send {name} an email: {email}
        Name: {name}, phone: {phone}, email: {email}
        {name} has a new number: {phone}.
        If {name} does not answer at {phone}, write to {email}.
        Mail {email} or call {phone} and ask for {name}.
        {name} - {phone}
        """,
        NAME, EMAIL, PHONE,
    ),
    record(
        "table booking",
        """
        A table for {people} at {restaurant} on {date} at {time}.
        {name} booked a table for {people} people at {restaurant}.
        {name} booked a table for {people} on {date}.
        Please reserve a table for {people} people at {time} for {name}.
        We are {people} people and come to {restaurant} at {time}.
        I want to eat at {restaurant} on {date} with {people} people.
        Table for {people} on {date} at {time}, please.
        On {date} at {time}, {name} needs a table for {people}.
        Do you have a table for {people} people at {time}?
        I am {name} and I'd like a table for {people} on {date}.
        {restaurant}, {date}, {time}, {people} people.
        Book {restaurant} for {people} people at {time}, please.
        {name} reserved at {restaurant} on {date} at {time}.
        We will be {people} people at {restaurant} on {date}.
        Name: {name}, guests: {people}, time: {time}
        Dinner at {restaurant} with {people} people on {date} at {time}.
        Can {restaurant} seat {people} guests on {date}?
        The table at {restaurant} is booked for {time}, under the name {name}.
        """,
        f("people", "people people guests party_size", v.FEW),
        f("restaurant", "restaurant restaurant place name", v.COMPANY), DATE, TIME,
        f("name", "name name guest customer", v.PERSON),
    ),
    record(
        "hotel booking",
        """
        {name} stays in {city} for {nights} nights.
        {name} stays at {hotel} in {city} for {nights} nights.
        I want a room at {hotel} for {nights} nights from {date}.
        {name} booked {nights} nights at {hotel}.
        We arrive in {city} on {date} and stay {nights} nights.
        A room in {city} for {nights} nights costs {price} euros.
        For {nights} nights {name} stays at {hotel}.
        From {date} I need a room in {city} for {nights} nights.
        {hotel} in {city}: {nights} nights, {price} dollars.
        Do you have a room for {nights} nights from {date}?
        {name} checks in at {hotel} on {date}.
        I am {name} and I booked {hotel} in {city} for {nights} nights.
        We paid {price} dollars for {nights} nights in {city}.
        Guest: {name}, hotel: {hotel}, nights: {nights}
        In {city} we stay at {hotel} from {date}.
        {name} arrives at {hotel} in {city} on {date} for {nights} nights.
        {nights} nights at {hotel} cost {price} euros.
        """,
        f("name", "guest guest name", v.PERSON), CITY, f("hotel", "hotel hotel name", v.TITLE),
        f("nights", "nights nights duration", v.FEW),
        f("date", "check_in date arrival", v.DATE), PRICE,
    ),
    record(
        "review",
        """
        The {product} is {sentiment}.
        The {product} is {sentiment}. I give it {rating} stars.
        I think the {product} is {sentiment}.
        {rating} stars: the {product} is {sentiment}.
        {name} says that the {product} is {sentiment}.
        I bought the {product} and it is {sentiment}, {rating} out of 5.
        My {product} was {sentiment}.
        The {product} gets {rating} stars from {name}.
        {sentiment}, that is what {name} says about the {product}.
        {name} gave the {product} {rating} stars.
        Only {rating} stars for the {product}, it is {sentiment}.
        {product}: {sentiment}, {rating} stars
        How is the {product}? It is {sentiment}.
        In my opinion this {product} is {sentiment}.
        Review by {name}: the {product} is {sentiment}, {rating} stars.
        The {product} I ordered turned out to be {sentiment}.
        We use the {product} every day and it is {sentiment}.
        {name} finds the {product} {sentiment}.
        I'd rate the {product} {rating} out of 5.
        The {product} was {sentiment}, writes {name} ({rating} stars).
        """,
        f("product", "product product item name", v.THING), SENTIMENT,
        f("rating", "rating rating stars score",
          draws.integer(1, 5)),
        f("name", "author reviewer name", v.PERSON),
    ),
    record(
        "opinion",
        """
        The food at {place} was {sentiment}.
        The film {title} was {sentiment}.
        I saw {title} and it was {sentiment}.
        {name} thinks that {title} is {sentiment}.
        The service at {place} is {sentiment}.
        My stay at {place} was {sentiment}.
        What did {name} think of {title}? It was {sentiment}.
        {place} is {sentiment}, says {name}.
        {title}: {sentiment}
        We went to {place} and it was {sentiment}.
        For {name}, {title} was {sentiment}.
        {name} ate at {place} and the food was {sentiment}.
        I watched {title} last night, it was {sentiment}.
        I think {place} is {sentiment}.
        At {place} the people are {sentiment}.
        {name} saw {title} and found it {sentiment}.
        My experience with {place}: {sentiment}.
        """,
        f("place", "place place company business", v.COMPANY), TITLE, SENTIMENT, NAME,
    ),
    record(
        "task",
        """
        I have to {task}.
        I have to {task} by {date}.
        {name} has to {task} by {date}.
        {name} must {task}, this has {priority} priority.
        The task to {task} has {priority} priority and is {done}.
        Task: {task} ({priority} priority)
        To do: {task}, priority {priority}, {done}
        The task to {task} is {done}.
        With {priority} priority, {name} should {task}.
        By {date}, {name} needs to {task}.
        Don't forget to {task} by {date}.
        {name}, please {task}.
        Can {name} {task} by {date}?
        I need to {task} ({priority} priority).
        Priority {priority}: {task} by {date}.
        Remind {name} to {task}.
        {task} - {priority} priority - due {date}
        Task for {name}: {task}, due {date}
        {name} was asked to {task}, and it is {done}.
        Due {date}: {task}. Status: {done}.
        My job is to {task} by {date}, the priority is {priority}.
        """,
        f("task", "title task title description", v.TASK), PRIORITY,
        f("date", "due due due_date deadline", v.DATE),
        f("done", "done done completed finished is_done",
          draws.boolean("done|finished|complete", "not done|not finished|still open|not done yet")),
        f("name", "assignee person owner name", v.PERSON),
    ),
    record(
        "ticket",
        """
        {name} reports that the {product} is broken, priority {priority}.
        Ticket {id}: the {product} does not work.
        Ticket {id} from {name} has {priority} priority.
        {name} opened ticket {id} about the {product}.
        {name} has a problem with the {product}.
        Ticket {id} is about the {product}, priority {priority}.
        The {product} of {name} is broken.
        Priority {priority}: the {product} of {name} does not work.
        Ticket {id}, {product}, priority {priority}
        In ticket {id}, {name} writes about the {product}.
        Can someone look at ticket {id}? The {product} is broken.
        I am {name} and my {product} stopped working.
        {name} needs help with the {product}, this has {priority} priority.
        Ticket number {id} was opened by {name}.
        User: {name}, problem: {product}, priority: {priority}
        There is a {priority} priority ticket from {name} about the {product}.
        Please set ticket {id} to {priority} priority.
        """,
        f("id", "id ticket_id ticket number", draws.integer(1, 9999)),
        f("name", "user name customer reporter", v.PERSON),
        f("product", "product item subject", v.THING), PRIORITY,
    ),
    record(
        "recipe",
        """
        For {dish} you need {ingredients}.
        {dish}: {ingredients}. It takes {minutes} minutes.
        To make {dish} you need {ingredients} and {minutes} minutes.
        My {dish} is made of {ingredients} and takes {minutes} minutes.
        You can cook {dish} in {minutes} minutes.
        Take {ingredients} for a good {dish}.
        Cook {dish} for {people} people with {ingredients}.
        You need {ingredients} for {dish}.
        In {minutes} minutes you can make {dish} with {ingredients}.
        How do I make {dish}? With {ingredients}.
        {dish} takes {minutes} minutes.
        Recipe: {dish}, time: {minutes} minutes, serves {people}
        {dish} for {people} people takes {minutes} minutes.
        I make {dish} with {ingredients}.
        Mix {ingredients} and after {minutes} minutes you have {dish}.
        This {dish} serves {people} and needs {ingredients}.
        Ingredients for {dish}: {ingredients}
        It takes {minutes} minutes to cook {dish} for {people} people.
        """,
        f("dish", "name dish recipe title", v.DISH),
        f("ingredients", "ingredients ingredients items", draws.list_of(v.INGREDIENT)),
        f("minutes", "minutes minutes time duration", draws.integer(5, 180, 5)),
        f("people", "servings servings people", v.FEW),
    ),
    record(
        "book",
        """
        {author} wrote {title} in {year}.
        {title} was written by {author} in {year}.
        {title} is a book by {author}.
        {title} by {author} came out in {year}.
        The book {title} by {author} has {pages} pages.
        I am reading {title} by {author}.
        In {year} {author} published the book {title}.
        {title} ({year}) by {author}
        Have you read {title} by {author}?
        In {year} {title} by {author} was published.
        {author} is the author of {title}.
        Title: {title}, author: {author}, year: {year}
        The novel {title} has {pages} pages and is from {year}.
        I read all {pages} pages of {title}.
        My favourite book is {title}, written by {author} in {year}.
        {author}: {title}, {pages} pages
        With {pages} pages, {title} is the longest book by {author}.
        {author} needed years to write {title}, which has {pages} pages.
        Who wrote {title}? It was {author}.
        {title}, a book from {year}, was written by {author}.
        """,
        TITLE, f("author", "author author writer", v.FULL_NAME), YEAR,
        f("pages", "pages pages page_count", draws.integer(40, 900)),
    ),
    record(
        "movie",
        """
        {title} is a film by {director} from {year}.
        {title} is a movie from {year}.
        {director} made the movie {title} in {year}.
        The film {title} was directed by {director}.
        {title} by {director} runs for {minutes} minutes.
        The movie {title} from {year} is {minutes} minutes long.
        In {year} {director} directed {title}.
        {director} is the director of {title}.
        Have you seen {title}, the film by {director}?
        {title} ({year}), directed by {director}, {minutes} minutes
        Movie: {title}, year: {year}, length: {minutes} minutes
        We watched {title} by {director} last night.
        The film {title} came out in {year}.
        After {minutes} minutes the film {title} is over.
        My favourite film by {director} is {title} from {year}.
        It takes {minutes} minutes to watch {title}.
        Who directed {title} in {year}? It was {director}.
        """,
        TITLE, f("director", "director director directed_by", v.FULL_NAME), YEAR,
        f("minutes", "minutes duration length runtime", draws.integer(60, 200)),
    ),
    record(
        "song",
        """
        {title} is a song by {artist}.
        {artist} sings {title}.
        {artist} sang {title} in {year}.
        The song {title} by {artist} is {genre}.
        {title} by {artist} came out in {year}.
        {artist} plays {genre}, for example {title}.
        In {year} {artist} recorded the song {title}.
        {title} ({artist}, {year})
        I love the song {title} by {artist}.
        Do you know {title} by {artist}?
        {artist} became famous with {title}.
        Song: {title}, artist: {artist}, genre: {genre}
        {title} is a {genre} song from {year}.
        Please play {title}, the {genre} song by {artist}.
        We are listening to {artist} singing {title}.
        {artist} wrote {title} in {year}, it is {genre}.
        The song is called {title} and the singer is {artist}.
        """,
        f("title", "title song title track", v.TITLE),
        f("artist", "artist artist singer band", v.FULL_NAME), YEAR, f("genre", "genre", v.GENRE),
    ),
    record(
        "pet",
        """
        {owner} has a {animal} called {name}.
        {name} is a {animal}.
        {name} is a {age} year old {animal}.
        {name} is a {colour} {animal} and belongs to {owner}.
        My {animal} {name} is {age} years old.
        {owner} owns a {colour} {animal} named {name}.
        The {animal} of {owner} is {age} years old and is called {name}.
        I have a {animal}. Its name is {name} and it is {colour}.
        This is {name}, the {animal} of {owner}.
        {name} belongs to {owner} and is {age} years old.
        Our {animal} is called {name}.
        My {animal} is {colour} and its name is {name}.
        {owner} lost a {colour} {animal}. It answers to {name}.
        Have you seen {name}, the {colour} {animal}?
        {name} ({animal}, {age} years, {colour})
        Pet: {name}, animal: {animal}, owner: {owner}
        At {age} years, {name} is an old {animal}.
        Is {name} the {animal} of {owner}?
        {owner} bought a {animal} and named it {name}.
        The {colour} {animal} is {age} years old and is called {name}.
        """,
        f("name", "name name pet_name", v.NAME),
        f("animal", "animal species animal type", v.ANIMAL),
        AGE, COLOUR, f("owner", "owner owner", v.NAME),
    ),
    record(
        "weather",
        """
        It is {temperature} degrees in {city}.
        It is {temperature} degrees and {condition} in {city}.
        In {city} it is {condition} with {temperature} degrees.
        The weather in {city} is {condition}.
        Today it is {condition} in {city}, {temperature} degrees.
        {city} has {temperature} degrees and it is {condition}.
        On {date} it will be {condition} in {city}.
        {city}: {temperature} degrees, {condition}
        What a day in {city}: {condition} and {temperature} degrees.
        On {date} it will be {temperature} degrees in {city}.
        The forecast for {city} on {date}: {condition}.
        We have {condition} weather here in {city}.
        I am in {city} and it is {condition}.
        At {temperature} degrees it is {condition} in {city}.
        Is it really {temperature} degrees in {city}?
        City: {city}, weather: {condition}, temperature: {temperature}
        On {date} we expect {temperature} degrees and {condition} weather in {city}.
        It stays {condition} in {city}, with up to {temperature} degrees.
        """,
        CITY, f("temperature", "temperature temperature temp degrees", draws.integer(-15, 42)),
        f("condition", "condition condition weather", draws.shared(
            "sunny, cloudy, rainy, windy, foggy, snowy, stormy, clear, dry, cold, warm")),
        DATE,
    ),
    record(
        "company",
        """
        {company} is a company from {city}.
        {company} was founded in {year}.
        {company} was founded in {city} in {year}.
        {company} in {city} has {employees} employees.
        {company} has {employees} workers and is based in {city}.
        {boss} leads {company} in {city}.
        {boss} founded {company} in {year}.
        The company {company} belongs to {boss}.
        In {year} {boss} founded {company} in {city}.
        {company} ({city}) has {employees} employees.
        {employees} people work for {company}.
        The boss of {company} is {boss}.
        Is {company} based in {city}?
        Company: {company}, founded: {year}, employees: {employees}
        I work for {company}, our boss is {boss}.
        Since {year} there is {company} in {city}.
        {company} from {city} is led by {boss}.
        {boss} is the head of {company} and its {employees} employees.
        We are {company}, founded in {year}, with {employees} employees.
        """,
        f("company", "name company company_name", v.COMPANY), CITY,
        f("year", "founded year founded_in", draws.integer(1850, 2026)),
        f("employees", "employees employees workers", draws.integer(2, 5000)),
        f("boss", "ceo founder boss", v.PERSON),
    ),
    record(
        "payment",
        """
        {sender} paid {recipient} {amount} {currency}.
        {sender} sent {amount} {currency} to {recipient}.
        {recipient} got {amount} {currency} from {sender}.
        {sender} owes {recipient} {amount} {currency}.
        On {date} {sender} paid {amount} {currency}.
        A payment of {amount} {currency} from {sender} to {recipient}.
        On {date} {sender} sent {recipient} {amount} {currency}.
        {sender} gave {recipient} {amount} {currency}.
        Did {sender} send {recipient} {amount} {currency}?
        {amount} {currency} from {sender} for {recipient}
        {recipient} received {amount} {currency} on {date}.
        Please send {recipient} {amount} {currency} by {date}.
        From: {sender}, to: {recipient}, amount: {amount} {currency}
        {sender} has to pay {amount} {currency} to {recipient} by {date}.
        {recipient} is waiting for {amount} {currency} from {sender}.
        The {amount} {currency} that {sender} sent to {recipient} arrived.
        I am {sender} and I sent {amount} {currency} to {recipient}.
        """,
        f("sender", "from sender payer from_name", v.NAME),
        f("recipient", "to recipient receiver payee", v.NAME),
        f("amount", "amount amount sum", draws.decimal(1, 900, 20, 0.7)),
        f("currency", "currency", draws.shared("dollars, euros, pounds, francs, yen")), DATE,
    ),
    record(
        "invoice",
        """
        Invoice {number} from {company} is {amount} euros.
        Invoice {number} over {amount} dollars is {paid}.
        {company} wants {amount} euros by {date}.
        The invoice {number} is {paid}.
        The invoice from {company} over {amount} euros is {paid}.
        Please pay invoice {number} of {company} by {date}.
        {company} sent invoice {number} over {amount} dollars.
        By {date} we must pay {amount} euros to {company}.
        Is invoice {number} from {company} due on {date}?
        The invoice of {company} is {paid}.
        {amount} euros for {company}, invoice {number}, {paid}
        Invoice: {number}, vendor: {company}, total: {amount} dollars
        Invoice {number} is due on {date}.
        I got invoice {number} from {company}. It is {paid}.
        We owe {company} {amount} dollars, due {date}.
        Invoice {number} ({company}): {amount} euros, due on {date}
        My invoice from {company} is {amount} euros and is {paid}.
        """,
        f("number", "invoice_number number invoice id", v.CODE),
        f("company", "company vendor sender", v.COMPANY),
        f("amount", "amount total amount sum", draws.decimal(1, 3000, 100)),
        f("date", "due_date due date", v.DATE),
        f("paid", "paid paid is_paid",
          draws.boolean("paid|already paid", "not paid|not paid yet|unpaid")),
    ),
    record(
        "user account",
        """
        User {id} is {name} with the email {email}.
        {name} has the user id {id} and is {active}.
        The account of {name} is {active}.
        User {name}, {email}, is {active}.
        {name} signed up as user {id} with {email}.
        The user {name} has the number {id}.
        {email} belongs to {name}, user {id}.
        I am {name} and my user id is {id}.
        The account of {name} with the email {email} is {active}.
        User {id} is {active}.
        Id: {id}, name: {name}, email: {email}
        Account {id} ({name}) is {active}.
        With {email}, {name} opened an account.
        The account with the email {email} is {active}.
        {name} is user number {id}, and the account is {active}.
        My name is {name}, my email is {email} and my account is {active}.
        User {id}: {name}, {active}
        """,
        f("id", "id id user_id", draws.integer(1, 9999)),
        f("name", "name name user username", v.PERSON), EMAIL,
        f("active", "active active is_active enabled",
          draws.boolean("active|enabled", "not active|disabled|blocked")),
    ),
    record(
        "car",
        """
        {owner} drives a {colour} car from {year}.
        {owner} drives a {colour} {brand}.
        I sell my {colour} {brand} from {year} for {price} dollars.
        The {brand} from {year} costs {price} euros.
        A {colour} {brand}, built in {year}.
        {owner} bought a {brand} for {price} dollars.
        For {price} dollars {owner} sold the {brand}.
        The {colour} {brand} belongs to {owner}.
        I drive a {brand} from {year}.
        My {brand} is {colour} and was built in {year}.
        Is the {colour} {brand} the car of {owner}?
        {brand}, {colour}, built in {year}, {price} euros
        Car: {brand}, colour: {colour}, owner: {owner}
        {owner} has a {colour} {brand}, built in {year}.
        {owner} wants {price} dollars for the {colour} {brand}.
        For sale: {brand} from {year}, {price} dollars.
        The {brand} of {owner} is {colour}.
        """,
        f("owner", "owner driver owner name", v.NAME), COLOUR, YEAR,
        f("brand", "brand make brand car", draws.listed(
            "Toyota, Ford, Honda, Volvo, Fiat, Renault, Audi, Mazda, Kia, Skoda, Opel, Seat")),
        f("price", "price price", draws.integer(500, 60000, 50)),
    ),
    record(
        "house",
        """
        The house in {city} has {rooms} rooms and costs {price} dollars.
        The flat at {street} has {rooms} rooms.
        A house with {rooms} rooms in {city}.
        {owner} sells a flat with {rooms} rooms in {city}.
        {owner} lives in a house with {rooms} rooms at {street}.
        For {price} euros you get {rooms} rooms in {city}.
        In {city} a flat with {rooms} rooms costs {price} euros.
        {street}, {city}: {rooms} rooms, {price} dollars
        The house of {owner} at {street} has {rooms} rooms.
        I live in {city} in a house with {rooms} rooms.
        {owner} wants {price} dollars for the house in {city}.
        Is the flat at {street} in {city} still free?
        For rent: {rooms} rooms in {city} for {price} euros.
        We are looking for {rooms} rooms in {city}.
        The flat at {street} costs {price} euros and belongs to {owner}.
        Owner: {owner}, rooms: {rooms}, price: {price} euros
        At {street} {owner} has a flat with {rooms} rooms.
        """,
        CITY, f("rooms", "rooms rooms bedrooms", v.FEW),
        f("price", "price price rent", draws.integer(300, 90000, 50)),
        f("street", "street address street", v.ADDRESS), f("owner", "owner seller owner", v.NAME),
    ),
    record(
        "game",
        """
        {winner} beat {loser} {score}.
        {winner} won {score} against {loser}.
        {loser} lost {score} against {winner}.
        {winner} won the game against {loser} in {city}.
        On {date} {winner} beat {loser}.
        The game in {city}: {winner} won {score} against {loser}.
        In {city} {winner} beat {loser} {score}.
        {loser} lost to {winner} on {date}.
        It was {score} for {winner} against {loser}.
        The final in {city} ended {score}, {winner} beat {loser}.
        Winner: {winner}, loser: {loser}, score: {score}
        Did {winner} really beat {loser} in {city}?
        On {date} {loser} lost {score} to {winner}.
        {winner} was better than {loser} and won {score}.
        With {score}, {winner} defeated {loser}.
        {loser} had no chance against {winner} in {city}.
        I saw {winner} win against {loser} on {date}.
        """,
        f("winner", "winner winner", v.NAME), f("loser", "loser loser", v.NAME),
        f("score", "score score result", draws.string(v.score_text)), CITY, DATE,
    ),
    record(
        "student",
        """
        {name} studies {subject} in {city}.
        {name} learns {subject} and got the grade {grade}.
        {name} is {age} years old and studies {subject}.
        In {subject} {name} has a {grade}.
        The student {name} from {city} is good at {subject}.
        {name}, {age}, takes a course in {subject}.
        I am {name} and I study {subject} in {city}.
        {name} got the grade {grade} in {subject}.
        At {age}, {name} began to study {subject}.
        Student: {name}, subject: {subject}, grade: {grade}
        The grade of {name} in {subject} is {grade}.
        In {city} {name} takes classes in {subject}.
        Is {name} studying {subject}?
        {name} ({age}) from {city} studies {subject}.
        My name is {name}, I am {age} and my subject is {subject}.
        {subject} - {name} - grade {grade}
        {name} moved to {city} for a course in {subject}.
        """,
        NAME, f("subject", "subject course subject field", v.SUBJECT),
        f("grade", "grade grade mark", draws.shared("A, B, C, D, F")), AGE, CITY,
    ),
    record(
        "hobbies",
        """
        {name} likes {hobbies}.
        {name} is {age} years old and likes {hobbies}.
        My hobbies are {hobbies}. I am {name}.
        {name} loves {hobbies}.
        The hobbies of {name} are {hobbies}.
        {name} from {city} enjoys {hobbies}.
        I am {name} and I like {hobbies}.
        {name} ({age}) enjoys {hobbies}.
        What does {name} like? {hobbies}.
        In {city} {name} has time for {hobbies}.
        Name: {name}, hobbies: {hobbies}
        I live in {city} and love {hobbies}.
        At {age}, {name} still loves {hobbies}.
        My name is {name}, I am {age} years old and my hobbies are {hobbies}.
        {name} lives in {city}. Interests: {hobbies}.
        {name} is a big fan of {hobbies}.
        I'm {age} and I enjoy {hobbies}.
        """,
        NAME, AGE, CITY,
        f("hobbies", "hobbies hobbies likes interests", draws.list_of(v.HOBBY)),
    ),
    record(
        "shopping",
        """
        I need to buy {items}.
        {name} buys {items} at {shop}.
        We need {items}.
        Please get {items} from {shop}.
        {name} bought {items} for {price} dollars.
        My shopping list: {items}
        Can {name} get {items} at {shop}?
        At {shop} I bought {items}.
        {name} needs {items}.
        For {price} euros I got {items} at {shop}.
        {name} went to {shop} and came back with {items}.
        Shopping at {shop}: {items}
        Don't forget to buy {items}.
        {name} paid {price} dollars at {shop}.
        Do they have {items} at {shop}?
        I am {name} and I want to buy {items}.
        {items} cost {name} {price} dollars.
        """,
        f("items", "items items products list", draws.list_of(v.THING)),
        f("name", "person name buyer", v.NAME), f("shop", "shop store shop", v.COMPANY), PRICE,
    ),
    record(
        "family",
        """
        {name} and {partner} have {children} children.
        {name} is married to {partner}.
        {name} is married to {partner} and lives in {city}.
        {name} has {children} children and lives in {city}.
        {partner} is the partner of {name}.
        {name} and {partner} live in {city} with {children} children.
        {name} lives in {city} with {partner} and {children} children.
        I am {name} and I am married to {partner}.
        {name} married {partner} in {city}.
        Do {name} and {partner} have {children} children?
        My name is {name}, I have {children} children.
        In {city} live {name}, {partner} and their {children} children.
        Name: {name}, partner: {partner}, children: {children}
        {name} has {children} kids with {partner}.
        {children} children live with {name} in {city}.
        {name} (married to {partner}, {children} kids)
        The partner of {name} is called {partner}.
        """,
        NAME, f("partner", "partner spouse partner", v.NAME),
        f("children", "children children kids", v.FEW), CITY,
    ),
)  # fmt: skip
