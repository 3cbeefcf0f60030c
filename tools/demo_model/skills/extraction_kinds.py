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
        """,
        NAME, f("partner", "partner spouse partner", v.NAME),
        f("children", "children children kids", v.FEW), CITY,
    ),
)  # fmt: skip
