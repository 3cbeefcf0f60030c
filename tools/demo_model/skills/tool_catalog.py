"""The tools that people try first: what they are called, and what people say to have them used.

Of a request's marks at the end, `?` is for questions, `.` for what one can put "Please" before.
"""

from random import Random

from tools.demo_model.exercise import JSON, number
from tools.demo_model.skills import draws
from tools.demo_model.skills import value_types as v
from tools.demo_model.skills.draws import enum, integer, shared
from tools.demo_model.skills.tool_kinds import Kind, Values, kind
from tools.demo_model.skills.tool_kinds import outcome as out
from tools.demo_model.skills.tool_kinds import parameter as p

SKY = shared("sunny, cloudy, rainy, windy, foggy, snowy, stormy, clear, dry, overcast")
DEGREES = integer(-15, 42)
AMOUNT = draws.decimal(1, 900, 20, 0.7)
OPERAND = draws.decimal(0, 999, 10, 0.85)
CITY_NAMES = "city city location location place town"
SWITCH = draws.boolean("on", "off")
CITY = p("city", CITY_NAMES, v.CITY, "The name of the city|City name|The city, e.g. Paris|City")
DATE = p("date", "date day when", v.DATE, "The date|The day|Date or day")
TIME = p("time", "time at hour", v.TIME, "The time|Time of day")


def total(random: Random, values: Values) -> JSON:
    return round(values["x"].json + values["y"].json, 2)


def difference(random: Random, values: Values) -> JSON:
    return round(values["x"].json - values["y"].json, 2)


def product(random: Random, values: Values) -> JSON:
    return round(values["x"].json * values["y"].json, 2)


def evaluated(random: Random, values: Values) -> JSON:
    value = eval(values["expression"].text)  # digits and + - * / only
    return round(value, 2)


def root(random: Random, values: Values) -> JSON:
    return round(values["x"].json ** 0.5, 2)


def between(random: Random, values: Values) -> JSON:
    return number(random, values["low"].json, values["high"].json)


KINDS: tuple[Kind, ...] = (
    kind(
        "weather",
        "get_weather get_weather get_current_weather weather current_weather lookup_weather "
        "check_weather weather_in fetch_weather city_weather",
        "Get the current weather in a city|Get the current weather|Current weather for a city"
        "|Get the weather for a location|Look up the weather|Returns the weather in a given place",
        (CITY, p("unit", "unit units", enum("celsius fahrenheit"), "Temperature unit|The unit")),
        """
        What's the weather in {city}?
        What is the weather in {city}?
        What's the weather like in {city}?
        How is the weather in {city}?
        How is the weather in {city} today?
        How warm is it in {city} right now?
        How cold is it in {city}?
        How hot is it in {city} now?
        Is it raining in {city}?
        Is it sunny in {city} right now?
        What is the temperature in {city}?
        What's the temperature in {city} right now?
        Tell me the weather in {city}.
        Check the weather in {city}.
        Get the weather for {city}.
        Look up the current weather in {city}.
        Show me the weather in {city}.
        Do I need an umbrella in {city}?
        Weather in {city}
        {city} weather
        What is the weather in {city} in {unit}?
        What's the temperature in {city} in {unit}?
        How warm is it in {city} in {unit}?
        Tell me the weather in {city} in {unit}.
        """,
        pairs="""
        What's the weather in {a} and in {b}?
        What is the weather in {a} and {b}?
        How is the weather in {a} and in {b}?
        Tell me the weather in {a} and {b}.
        Compare the weather in {a} and {b}.
        """,
        again="""
        And in {city}?
        What about {city}?
        And {city}?
        How about {city}?
        And how is it in {city}?
        """,
        outcome=out(
            "{temperature} degrees, {condition}",
            "It is {temperature} degrees and {condition} in {city}.",
            p("temperature", "temperature temp temperature_c degrees", DEGREES),
            p("condition", "condition conditions weather sky description", SKY),
        ),
        group="weather",
    ),
    kind(
        "weather forecast",
        "get_forecast weather_forecast forecast get_weather_forecast lookup_forecast",
        "Get the weather forecast for a city|Weather forecast for a day"
        "|Predict the weather for the coming days",
        (CITY, p("days", "days num_days day_count", v.FEW, "Number of days"), DATE),
        """
        What will the weather be like in {city} on {date}?
        What's the forecast for {city}?
        What's the forecast for {city} for {date}?
        Give me the forecast for {city}.
        Get the weather forecast for {city} for {days} days.
        Show me the {days} day forecast for {city}.
        Forecast for {city} for the next {days} days
        Will it rain in {city} on {date}?
        Will it be warm in {city} on {date}?
        What will the weather in {city} be in the next {days} days?
        I need the forecast for {city} for {date}.
        """,
        again="And the forecast for {city}?\nWhat is the forecast for {city}?",
        outcome=out(
            "{condition}, {temperature} degrees",
            "The forecast for {city} is {condition} with {temperature} degrees.",
            p("condition", "condition forecast outlook", SKY),
            p("temperature", "temperature temp high max", DEGREES),
        ),
        group="weather",
    ),
    kind(
        "time in a city",
        "get_time get_current_time time_in current_time local_time city_time what_time world_clock",
        "Get the current time in a city|Local time in a place|Tell the time in a city",
        (p("city", "city location place timezone city", v.CITY, "The city|City name"),),
        """
        What time is it in {city}?
        What's the time in {city}?
        What is the time in {city} now?
        What is the current time in {city}?
        What is the local time in {city}?
        Tell me the time in {city}.
        How late is it in {city}?
        Check the time in {city}.
        Get the current time in {city}.
        Time in {city}
        Do you know what time it is in {city}?
        """,
        pairs="What time is it in {a} and in {b}?\nTell me the time in {a} and {b}.",
        again="And in {city}?\nWhat about {city}?\nAnd {city}?\nHow about {city}?",
        outcome=out(
            "{clock}",
            "It is {clock} in {city}.",
            p("clock", "time current_time local_time now datetime", v.TIME),
        ),
        group="time",
    ),
    kind(
        "time now",
        "get_time now current_time get_current_time clock get_datetime",
        "Get the current time|Current time|Tell the time",
        (),
        """
        What time is it?
        What's the time?
        What time is it now?
        Tell me the time.
        What is the current time?
        Do you know what time it is?
        How late is it?
        Check the clock.
        The time, please
        """,
        outcome=out("{clock}", "It is {clock}.", p("clock", "time current_time now", v.TIME)),
        group="time",
    ),
    kind(
        "date today",
        "get_date today current_date get_current_date get_today todays_date",
        "Get the current date|Current date|Tell the date of today",
        (),
        """
        What day is it today?
        What's the date?
        What is the date today?
        What is today's date?
        Tell me the date.
        Which day is it?
        What is the current date?
        Tell me today's date.
        """,
        outcome=out("{today}", "Today is {today}.", p("today", "date today", v.ISO_DATE)),
        group="time",
    ),
    kind(
        "adding numbers",
        "add add_numbers sum add_two_numbers addition plus calculate_sum get_sum",
        "Add two numbers|Adds two numbers|The sum of two numbers",
        (
            p("x", "a x first num1 number1 left", OPERAND, "First number|The first number"),
            p("y", "b y second num2 number2 right", OPERAND, "Second number|The second number"),
        ),
        """
        What is {x} plus {y}?
        What is {x} + {y}?
        What's {x} + {y}?
        Add {x} and {y}.
        Add {x} to {y} and tell me.
        Calculate {x} + {y}.
        Calculate {x} plus {y}.
        Compute the sum of {x} and {y}.
        What is the sum of {x} and {y}?
        How much is {x} plus {y}?
        How much is {x} + {y}?
        Sum {x} and {y}.
        {x} + {y}
        {x} plus {y}
        """,
        outcome=out(
            "{sum}", "{x} plus {y} is {sum}.", p("sum", "result sum answer", OPERAND), compute=total
        ),
        group="arithmetic",
        answerable=True,
    ),
    kind(
        "subtracting numbers",
        "subtract subtract_numbers minus difference get_difference",
        "Subtract two numbers|Subtracts b from a|The difference of two numbers",
        (
            p("x", "a x first num1 number1", OPERAND, "First number"),
            p("y", "b y second num2 number2", OPERAND, "Second number"),
        ),
        """
        What is {x} minus {y}?
        What is {x} - {y}?
        What's {x} - {y}?
        Calculate {x} - {y}.
        Calculate {x} minus {y}.
        How much is {x} minus {y}?
        Compute {x} minus {y}.
        What do I get for {x} minus {y}?
        {x} minus {y}
        {x} - {y}
        """,
        outcome=out(
            "{rest}",
            "{x} minus {y} is {rest}.",
            p("rest", "result difference answer", OPERAND),
            compute=difference,
        ),
        group="arithmetic",
        answerable=True,
    ),
    kind(
        "multiplying numbers",
        "multiply multiply_numbers product multiplication times get_product",
        "Multiply two numbers|Multiplies two numbers|The product of two numbers",
        (
            p("x", "a x first num1 number1 left", OPERAND, "First number|The first factor"),
            p("y", "b y second num2 number2 right", OPERAND, "Second number|The second factor"),
        ),
        """
        What is {x} times {y}?
        What is {x} * {y}?
        What's {x} * {y}?
        Multiply {x} by {y}.
        Multiply {x} and {y}.
        Calculate {x} * {y}.
        Calculate {x} times {y}.
        How much is {x} times {y}?
        What is the product of {x} and {y}?
        What is {x} multiplied by {y}?
        {x} times {y}
        """,
        outcome=out(
            "{product}",
            "{x} times {y} is {product}.",
            p("product", "result product answer", OPERAND),
            compute=product,
        ),
        group="arithmetic",
        answerable=True,
    ),
    kind(
        "calculating",
        "calculate calculator calc evaluate compute eval_expression math",
        "Evaluate a math expression|Calculate an expression|A calculator"
        "|Evaluates a mathematical expression",
        (p("expression", "expression expr formula input calculation", v.EXPRESSION,
           "The expression to evaluate|Math expression, e.g. 2 + 2"),),
        """
        What is {expression}?
        What's {expression}?
        How much is {expression}?
        Calculate {expression}.
        Compute {expression}.
        Evaluate {expression}.
        Use the calculator for {expression}.
        Tell me what {expression} is.
        Work out {expression}.
        {expression}
        {expression} = ?
        """,
        again="And {expression}?\nAnd what is {expression}?\nNow calculate {expression}.",
        outcome=out(
            "{value}", "The result is {value}.", p("value", "result value answer output", OPERAND),
            compute=evaluated,
        ),
        group="arithmetic",
        answerable=True,
    ),
    kind(
        "square root",
        "square_root sqrt get_square_root root",
        "Square root of a number|Calculate the square root",
        (p("x", "number n x value", integer(2, 9999), "The number"),),
        """
        What is the square root of {x}?
        What's the square root of {x}?
        Calculate the square root of {x}.
        Compute the square root of {x}.
        Tell me the square root of {x}.
        Give me the square root of {x}.
        Square root of {x}
        How much is the square root of {x}?
        """,
        again="And of {x}?\nWhat about {x}?\nAnd the square root of {x}?",
        outcome=out(
            "{root}",
            "The square root of {x} is {root}.",
            p("root", "result root value", OPERAND),
            compute=root,
        ),
        group="arithmetic",
        answerable=True,
    ),
    kind(
        "searching the web",
        "web_search search search_web google internet_search search_internet find_online "
        "bing_search query_web",
        "Search the web|Search the internet for information|Look something up online"
        "|Run a web search and return results",
        (p("query", "query q search_query text term keywords", v.TOPIC,
           "The search query|What to search for|Search terms"),),
        """
        Search the web for {query}.
        Search for {query} on the web.
        Search the internet for {query}.
        Google {query}.
        Look up {query} online.
        Find information about {query} on the internet.
        Do a web search for {query}.
        What does the internet say about {query}?
        What can you find online about {query}?
        Search online for {query}.
        Web search: {query}
        """,
        pairs="Search the web for {a} and for {b}.\nGoogle {a} and then {b}.",
        again="Now search for {query}.\nAnd search the web for {query}.",
        outcome=out(
            "{found}",
            "I found this: {found}.",
            p("found", "result title snippet top_result", v.TITLE),
        ),
        group="search",
    ),
    kind(
        "sending an email",
        "send_email email send_mail write_email mail compose_email",
        "Send an email|Send an email to somebody|Write and send an email",
        (
            p("to", "to recipient address email receiver", v.EMAIL, "Recipient|Email address"),
            p("subject", "subject title topic", v.TOPIC, "Subject|The subject line"),
            p("body", "body text content message", v.MESSAGE, "The text of the email|Body"),
        ),
        """
        Send an email to {to} with the subject {subject} and the text {body}.
        Send an email to {to} saying {body}.
        Write an email to {to} that says {body}.
        Email {to} and say {body}.
        Email {to} about {subject} and say {body}.
        Send a mail to {to} with the subject "{subject}" and the body "{body}".
        Send an email to {to} about {subject}, saying {body}.
        Write to {to}: subject {subject}, text {body}.
        Send {to} an email with the text "{body}".
        Mail {to} that {body}.
        """,
        outcome=out("Email sent to {to}", "Done. I sent the email to {to}."),
        group="sending",
    ),
    kind(
        "sending a message",
        "send_message message send_text text_message send_sms sms write_message",
        "Send a text message|Send a message to a contact|Text somebody|Send an SMS",
        (
            p("to", "to recipient contact name person", v.PERSON, "Who gets it|The recipient"),
            p("text", "text message content body", v.MESSAGE,
              "The text of the message|What to say"),
        ),
        """
        Send a message to {to} saying {text}.
        Send a message to {to}: {text}
        Text {to} that {text}.
        Text {to}: {text}
        Tell {to} that {text}.
        Write {to} a message saying {text}.
        Message {to} that {text}.
        Let {to} know that {text}.
        Send {to} a text saying "{text}".
        Send an SMS to {to} saying {text}.
        Send {to} the message "{text}".
        """,
        outcome=out("Message sent to {to}", "Done. I sent the message to {to}."),
        group="sending",
    ),
    kind(
        "timer",
        "set_timer start_timer timer create_timer countdown",
        "Set a timer|Start a timer for some minutes|Start a countdown",
        (
            p("minutes", "minutes duration duration_minutes mins", integer(1, 120),
              "Minutes|Duration in minutes"),
            p("label", "label name title", v.THING, "Label|Name of the timer"),
        ),
        """
        Set a timer for {minutes} minutes.
        Start a timer for {minutes} minutes.
        Start a {minutes} minute timer.
        Set a {minutes} minute timer.
        Timer for {minutes} minutes
        Count down {minutes} minutes.
        I need a timer for {minutes} minutes.
        Set a timer to {minutes} minutes.
        Set a timer called {label} for {minutes} minutes.
        Set a {minutes} minute timer for the {label}.
        Start a timer for {minutes} minutes with the label {label}.
        """,
        again="And one for {minutes} minutes.\nNow a timer for {minutes} minutes.",
        outcome=out(
            "Timer set for {minutes} minutes", "Done. The timer is set for {minutes} minutes."
        ),
        group="clock",
    ),
    kind(
        "alarm",
        "set_alarm alarm create_alarm wake_up add_alarm",
        "Set an alarm|Set an alarm for a time|Wake the user up at a time",
        (TIME, p("day", "day date", shared("tomorrow, Monday, Tuesday, Friday, Sunday"), "Day")),
        """
        Set an alarm for {time}.
        Wake me up at {time}.
        Wake me at {time}.
        Set the alarm to {time}.
        Alarm at {time}
        I need an alarm at {time}.
        Create an alarm for {time}.
        I want to get up at {time}.
        Set an alarm for {time} on {day}.
        Wake me up at {time} on {day}.
        Set the alarm for {day} at {time}.
        """,
        again="And one at {time}.\nAnother alarm at {time}, please.",
        outcome=out("Alarm set for {time}", "Done. The alarm is set for {time}."),
        group="clock",
    ),
    kind(
        "reminder",
        "set_reminder create_reminder remind reminder add_reminder remind_me",
        "Set a reminder|Remind the user of something|Create a reminder for a task",
        (
            p("task", "task text title what message", v.TASK, "What to remind of|The task"),
            TIME,
            DATE,
        ),
        """
        Remind me to {task}.
        Remind me to {task} at {time}.
        Remind me at {time} to {task}.
        Set a reminder to {task}.
        Set a reminder to {task} at {time}.
        Create a reminder for {time}: {task}
        I must not forget to {task}.
        Don't let me forget to {task}.
        Remind me on {date} to {task}.
        Remind me to {task} on {date}.
        Remind me to {task} on {date} at {time}.
        Set a reminder for {date} to {task}.
        """,
        outcome=out("Reminder created: {task}", "Done. I will remind you to {task}."),
        group="planning",
    ),
    kind(
        "calendar event",
        "create_event add_event create_calendar_event schedule_meeting add_to_calendar "
        "new_appointment schedule_event",
        "Create a calendar event|Add an event to the calendar|Schedule a meeting",
        (
            p("title", "title name event summary subject", v.THING, "Title of the event|Title"),
            DATE,
            TIME,
            p("person", "person attendee with guest", v.PERSON, "Who comes|Attendee"),
        ),
        """
        Add {title} to my calendar on {date}.
        Add {title} to my calendar on {date} at {time}.
        Create an event called {title} on {date} at {time}.
        Schedule {title} on {date} at {time}.
        Schedule {title} with {person} on {date} at {time}.
        Put {title} in my calendar for {date} at {time}.
        Put {title} in my calendar for {date}.
        Plan {title} with {person} on {date}.
        Create a calendar event {title} on {date} at {time}.
        New event: {title} on {date} at {time}
        Make an appointment called {title} with {person} on {date} at {time}.
        """,
        outcome=out("Event created", "Done. I added {title} on {date}."),
        group="planning",
    ),
    kind(
        "calendar",
        "get_events list_events get_calendar show_calendar check_calendar get_schedule",
        "Show the events of a day|List calendar events|What is planned on a day",
        (DATE,),
        """
        What's on my calendar on {date}?
        What do I have planned on {date}?
        Show my calendar for {date}.
        List my events on {date}.
        Do I have any meetings on {date}?
        Am I free on {date}?
        What is my schedule for {date}?
        Check my calendar for {date}.
        Which events do I have on {date}?
        """,
        again="And on {date}?\nWhat about {date}?",
        outcome=out(
            "{event} at {clock}",
            "You have {event} at {clock}.",
            p("event", "event title summary", v.THING),
            p("clock", "time start starts_at", v.TIME),
        ),
        group="planning",
    ),
    kind(
        "stock price",
        "get_stock_price stock_price stock_quote get_quote lookup_stock share_price",
        "Get the price of a stock|Current stock price|Price of a share of a company",
        (p("symbol", "symbol ticker stock company", v.TICKER, "Ticker|The ticker symbol"),),
        """
        What's the stock price of {symbol}?
        What is the price of {symbol} stock?
        How much is a share of {symbol}?
        How is {symbol} stock doing?
        What is {symbol} trading at?
        Get the stock price of {symbol}.
        Look up the {symbol} stock.
        Show me the share price of {symbol}.
        Check the stock price of {symbol}.
        {symbol} stock price
        """,
        pairs="What are the stock prices of {a} and {b}?\nGet the stock prices of {a} and {b}.",
        again="And {symbol}?\nWhat about {symbol}?\nHow about {symbol}?",
        outcome=out(
            "{price} dollars",
            "The stock price of {symbol} is {price}.",
            p("price", "price current_price value last", draws.decimal(2, 900, 100, 0.1)),
        ),
    ),
    kind(
        "currency",
        "convert_currency currency_converter exchange convert_money currency_conversion",
        "Convert money into another currency|Convert currencies|Currency converter",
        (
            p("amount", "amount value sum", AMOUNT, "The amount|How much"),
            p("source", "from from_currency source base", v.CURRENCY,
              "From currency|Currency code"),
            p("target", "to to_currency target into", v.CURRENCY, "To currency|Target currency"),
        ),
        """
        Convert {amount} {source} to {target}.
        Convert {amount} {source} into {target}.
        How much is {amount} {source} in {target}?
        What is {amount} {source} in {target}?
        What's {amount} {source} in {target}?
        Change {amount} {source} to {target}.
        How many {target} do I get for {amount} {source}?
        Exchange {amount} {source} for {target}.
        {amount} {source} in {target}
        {amount} {source} to {target}
        """,
        outcome=out(
            "{converted}",
            "{amount} {source} is {converted} {target}.",
            p("converted", "result converted amount converted_amount", draws.decimal(1, 2000, 100,
              0.1)),
        ),
        group="conversion",
    ),
    kind(
        "exchange rate",
        "get_exchange_rate exchange_rate currency_rate fx_rate",
        "Get the exchange rate of two currencies|Exchange rate",
        (
            p("source", "from base from_currency source", v.CURRENCY, "From currency"),
            p("target", "to quote to_currency target", v.CURRENCY, "To currency"),
        ),
        """
        What is the exchange rate from {source} to {target}?
        What's the {source} to {target} rate?
        Get the exchange rate of {source} to {target}.
        Show me the rate of {source} in {target}.
        How does {source} stand against {target}?
        Check the exchange rate between {source} and {target}.
        Exchange rate {source} {target}
        Tell me the exchange rate for {source} and {target}.
        """,
        outcome=out(
            "{rate}",
            "The rate from {source} to {target} is {rate}.",
            p("rate", "rate exchange_rate value", draws.decimal(0, 20, 100, 0)),
        ),
        group="conversion",
    ),
    kind(
        "unit conversion",
        "convert_units unit_converter convert unit_conversion convert_unit",
        "Convert a value between units|Unit converter|Convert measurements",
        (
            p("value", "value amount number quantity", AMOUNT, "The value|How many"),
            p("source", "from_unit from source unit", shared(
                "kilometers, meters, centimeters, kilograms, grams, liters, hours, days, acres"),
              "From unit"),
            p("target", "to_unit to target into", shared(
                "miles, feet, inches, pounds, ounces, gallons, minutes, weeks, hectares"),
                  "To unit"),
        ),
        """
        Convert {value} {source} to {target}.
        Convert {value} {source} into {target}.
        How many {target} are {value} {source}?
        How many {target} are in {value} {source}?
        What is {value} {source} in {target}?
        How much is {value} {source} in {target}?
        {value} {source} in {target}
        Turn {value} {source} into {target}.
        Give me {value} {source} in {target}.
        """,
        outcome=out(
            "{converted}",
            "{value} {source} are {converted} {target}.",
            p("converted", "result value converted", draws.decimal(1, 3000, 100, 0.1)),
        ),
        group="conversion",
        answerable=True,
    ),
    kind(
        "translation",
        "translate translate_text translator get_translation translation",
        "Translate a text|Translate text into another language|Translator",
        (
            p("text", "text phrase sentence content input", v.MESSAGE,
              "Text to translate|The text"),
            p("language", "language target_language to target lang", v.LANGUAGE,
              "Target language|Language"),
        ),
        """
        Translate "{text}" to {language}.
        Translate "{text}" into {language}.
        Translate {text} into {language}.
        Translate into {language}: {text}
        How do you say "{text}" in {language}?
        What is "{text}" in {language}?
        Say "{text}" in {language}.
        What does "{text}" mean in {language}?
        Give me the {language} translation of "{text}".
        Put "{text}" into {language}.
        """,
        outcome=out(
            "{translated}",
            'In {language}: "{translated}".',
            p("translated", "translation translated result text", v.MESSAGE),
        ),
        answerable=True,
    ),
    kind(
        "music",
        "play_music play_song play start_music play_track music_player",
        "Play a song|Play music|Play a song by an artist",
        (
            p("song", "song title track name", v.TITLE, "The song|Title of the song"),
            p("artist", "artist by band singer", v.FULL_NAME, "The artist|Who sings"),
        ),
        """
        Play {song} by {artist}.
        Play {song}.
        Play the song {song}.
        Play the song {song} by {artist}.
        Start playing {song}.
        Put on {song} by {artist}.
        I want to hear {song}.
        I want to listen to {song} by {artist}.
        Let me hear {song}.
        Put on {song}, please
        """,
        again="Now play {song}.\nAnd then {song}.",
        outcome=out("Now playing {song}", "Now playing {song}."),
        group="music",
    ),
    kind(
        "music by genre",
        "play_genre play_radio start_radio play_playlist",
        "Play music of a genre|Play a radio station of a genre",
        (p("genre", "genre style music", v.GENRE, "Genre"),),
        """
        Play some {genre}.
        Play {genre} music.
        I want to hear some {genre}.
        Put on some {genre}.
        Start a {genre} station.
        Play a bit of {genre}.
        I am in the mood for {genre}.
        Play me something like {genre}.
        """,
        outcome=out("Playing {genre}", "Now playing {genre}."),
        group="music",
    ),
    kind(
        "volume",
        "set_volume volume change_volume adjust_volume",
        "Set the volume|Change the volume of the speaker",
        (p("level", "level volume percent value", integer(0, 100), "Volume in percent|Level"),),
        """
        Set the volume to {level}.
        Set the volume to {level} percent.
        Turn the volume to {level}.
        Change the volume to {level}.
        Volume {level}
        Put the volume at {level} percent.
        Make the volume {level}.
        I want the volume at {level}.
        """,
        again="Now {level}.\nMake it {level}.",
        outcome=out("Volume: {level}", "Done. The volume is {level}."),
    ),
    kind(
        "light",
        "set_light switch_light toggle_light light control_light turn_light",
        "Turn a light on or off|Switch the light in a room|Control the lights",
        (
            p("room", "room location area where", v.ROOM, "The room|Room name"),
            p("state", "on state power is_on turned_on", SWITCH, "On or off|True for on"),
        ),
        """
        Turn {state} the light in the {room}.
        Turn the light in the {room} {state}.
        Turn the {room} light {state}.
        Turn {state} the {room} lights.
        Switch {state} the light in the {room}.
        Switch the {room} light {state}.
        Lights {state} in the {room}
        I want the light in the {room} {state}.
        Put the {room} lights {state}.
        Turn {state} the lights in the {room}.
        """,
        outcome=out("The light is {state}", "Done. The light in the {room} is {state}."),
        group="home",
    ),
    kind(
        "light switch",
        "switch_device turn_device set_power device_power",
        "Switch a device on or off|Set the power of a device",
        (
            p("device", "device name appliance", shared(
                "lamp, fan, heater, radio, oven, printer, television, coffee machine, heating"),
              "The device"),
            p("state", "state power action mode", enum("on off"), "on or off"),
        ),
        """
        Turn {state} the {device}.
        Turn the {device} {state}.
        Switch {state} the {device}.
        Switch the {device} {state}.
        I want the {device} {state}.
        Power {state} the {device}.
        The {device} should be {state}
        Make sure the {device} is {state}.
        """,
        outcome=out("{device}: {state}", "Done. The {device} is {state}."),
        group="home",
    ),
    kind(
        "light color",
        "set_light_color change_color set_color light_color",
        "Set the color of the lights|Change the color of a light",
        (
            p("colour", "color colour value", v.COLOUR, "The color"),
            p("room", "room location where", v.ROOM, "The room"),
        ),
        """
        Make the light in the {room} {colour}.
        Make the lights {colour}.
        Set the lights to {colour}.
        Set the light in the {room} to {colour}.
        Change the color of the lights to {colour}.
        Change the {room} light to {colour}.
        I want {colour} light.
        I want {colour} light in the {room}.
        Turn the {room} lights {colour}.
        """,
        outcome=out("Color set to {colour}", "Done. The light is {colour}."),
        group="home",
    ),
    kind(
        "thermostat",
        "set_temperature set_thermostat thermostat adjust_temperature set_heating",
        "Set the thermostat|Set the temperature of a room|Set the heating to a temperature",
        (
            p("degrees", "temperature degrees target temp value", integer(10, 30),
              "Degrees|Target temperature"),
            p("room", "room location area zone", v.ROOM, "The room"),
        ),
        """
        Set the temperature to {degrees}.
        Set the temperature to {degrees} degrees.
        Set the thermostat to {degrees} degrees.
        Set the heating to {degrees} degrees.
        Heat the {room} to {degrees} degrees.
        Set the {room} to {degrees} degrees.
        Set the temperature in the {room} to {degrees} degrees.
        Make it {degrees} degrees in the {room}.
        Change the thermostat to {degrees}.
        I want {degrees} degrees in the {room}.
        Thermostat to {degrees} degrees
        """,
        outcome=out(
            "Temperature set to {degrees}", "Done. The temperature is set to {degrees} degrees."
        ),
        group="home",
    ),
    kind(
        "door lock",
        "lock_door set_lock door_lock lock control_lock",
        "Lock or unlock a door|Control a door lock",
        (
            p("door", "door name which", v.DOOR, "The door"),
            p("action", "action command state", enum("lock unlock"), "lock or unlock"),
        ),
        """
        Please {action} the {door}.
        Can you {action} the {door}?
        {action} the {door}
        Could you {action} the {door}?
        I want you to {action} the {door}.
        Go and {action} the {door}.
        Would you {action} the {door} for me?
        I need to {action} the {door}.
        """,
        outcome=out("ok: {action} {door}", "Done: {action} the {door}."),
        group="home",
    ),
    kind(
        "vacuum",
        "start_vacuum vacuum clean_room run_vacuum robot_vacuum start_cleaning",
        "Start the vacuum robot|Vacuum a room|Clean a room with the robot",
        (p("room", "room area location where", v.ROOM, "Room to clean|The room"),),
        """
        Vacuum the {room}.
        Start the vacuum in the {room}.
        Clean the {room}.
        Clean the {room} with the robot.
        Send the vacuum to the {room}.
        Start cleaning the {room}.
        The {room} needs vacuuming.
        Run the vacuum robot in the {room}.
        Let the robot clean the {room}.
        """,
        pairs="Vacuum the {a} and the {b}.\nClean the {a} and the {b}.",
        again="And the {room}.\nNow the {room}.",
        outcome=out("Cleaning started", "Done. The vacuum is cleaning the {room}."),
        group="home",
    ),
    kind(
        "table booking",
        "book_table reserve_table make_reservation restaurant_booking table_reservation",
        "Book a table at a restaurant|Reserve a table|Make a restaurant reservation",
        (
            p("restaurant", "restaurant name place venue", v.COMPANY, "Name of the restaurant"),
            p("people", "people guests party_size persons seats", v.FEW, "Number of people|Guests"),
            TIME,
            DATE,
        ),
        """
        Book a table at {restaurant} for {people} people.
        Book a table for {people} at {restaurant} at {time}.
        Book a table for {people} people at {restaurant} on {date} at {time}.
        Reserve a table at {restaurant} for {people} people on {date}.
        Reserve a table for {people} at {restaurant}.
        I need a table for {people} at {restaurant} on {date}.
        I want to eat at {restaurant} with {people} people at {time}.
        Make a reservation at {restaurant} for {people} people.
        Make a reservation at {restaurant} for {people} on {date} at {time}.
        A table for {people} at {restaurant}, please
        """,
        outcome=out(
            "Booked. Code {code}",
            "Done. The table at {restaurant} is booked. The code is {code}.",
            p("code", "code confirmation booking_id reservation_id", v.CODE),
        ),
        group="booking",
    ),
    kind(
        "flight booking",
        "book_flight flight_booking reserve_flight buy_flight_ticket",
        "Book a flight|Book a flight between two cities|Buy a plane ticket",
        (
            p("source", "from origin departure from_city", v.CITY, "Where from|Departure city"),
            p("target", "to destination arrival to_city", v.CITY, "Where to|Destination"),
            DATE,
        ),
        """
        Book a flight from {source} to {target}.
        Book a flight from {source} to {target} on {date}.
        Book me a flight to {target} from {source} on {date}.
        I want to fly from {source} to {target}.
        I want to fly from {source} to {target} on {date}.
        I need a flight from {source} to {target} on {date}.
        Reserve a flight from {source} to {target} for {date}.
        Get me a plane ticket from {source} to {target}.
        Flight from {source} to {target} on {date}
        """,
        outcome=out(
            "Booked. Code {code}",
            "Done. The flight from {source} to {target} is booked. The code is {code}.",
            p("code", "code confirmation booking_id ticket", v.CODE),
        ),
        group="booking",
    ),
    kind(
        "flight search",
        "search_flights find_flights get_flights flight_search list_flights",
        "Search flights between two cities|Find flights",
        (
            p("source", "from origin departure from_city", v.CITY, "Departure city"),
            p("target", "to destination arrival to_city", v.CITY, "Destination"),
            DATE,
        ),
        """
        Find flights from {source} to {target}.
        Find flights from {source} to {target} on {date}.
        Search for flights from {source} to {target}.
        Which flights go from {source} to {target} on {date}?
        Show me flights from {source} to {target}.
        Are there any flights from {source} to {target} on {date}?
        List the flights from {source} to {target}.
        What flights are there from {source} to {target}?
        """,
        outcome=out(
            "Flight {flight} at {clock}",
            "There is flight {flight} at {clock}.",
            p("flight", "flight flight_number number", v.CODE),
            p("clock", "time departure departs", v.TIME),
        ),
        group="booking",
    ),
    kind(
        "hotel",
        "book_hotel hotel_booking reserve_hotel find_hotel book_room",
        "Book a hotel room|Book a hotel in a city|Reserve a hotel",
        (
            CITY,
            p("nights", "nights number_of_nights duration", v.FEW, "Number of nights"),
            p("date", "date check_in arrival from_date", v.DATE, "Day of arrival"),
        ),
        """
        Book a hotel in {city}.
        Book a hotel in {city} for {nights} nights.
        Book a hotel in {city} for {nights} nights from {date}.
        I need a hotel in {city} for {nights} nights.
        I need a hotel in {city} on {date}.
        Reserve a hotel room in {city} for {nights} nights.
        Find me a hotel in {city}.
        Get me a hotel room in {city} for {date}.
        Hotel in {city} for {nights} nights
        """,
        outcome=out(
            "Booked: {hotel}",
            "Done. The hotel in {city} is {hotel}.",
            p("hotel", "hotel name hotel_name", v.TITLE),
        ),
        group="booking",
    ),
    kind(
        "food order",
        "order_food food_order place_order order_meal order_delivery",
        "Order food|Order a dish|Place an order for food delivery",
        (
            p("quantity", "quantity count amount number", v.FEW, "How many"),
            p("dish", "item dish food meal", v.DISH, "The dish|What to order"),
            p("address", "address deliver_to to", v.ADDRESS, "Delivery address"),
        ),
        """
        Order {dish}.
        Order a {dish} for me.
        Order {quantity} {dish}.
        Order {quantity} times {dish} to {address}.
        Order {dish} to {address}.
        I want to order {dish}.
        I would like {quantity} portions of {dish}.
        Get me some {dish}.
        I am hungry, order {dish}.
        Have {dish} delivered to {address}.
        """,
        outcome=out("Order placed", "Done. I ordered {dish}."),
        group="food",
    ),
    kind(
        "recipe",
        "find_recipe get_recipe recipe search_recipes recipe_search",
        "Find a recipe|Get the recipe for a dish|Search recipes",
        (p("dish", "dish name query food meal", v.DISH, "Name of the dish|The dish"),),
        """
        Find a recipe for {dish}.
        How do I cook {dish}?
        How do I make {dish}?
        Give me a recipe for {dish}.
        I need a recipe for {dish}.
        I want to cook {dish}.
        Show me how to make {dish}.
        What is the recipe for {dish}?
        Recipe for {dish}
        Look up a {dish} recipe.
        """,
        again="And for {dish}?\nAnd a recipe for {dish}?",
        outcome=out(
            "You need {ingredients}",
            "For {dish} you need {ingredients}.",
            p("ingredients", "ingredients items", draws.list_of(v.INGREDIENT)),
        ),
        group="food",
    ),
    kind(
        "restaurant",
        "find_restaurant search_restaurants restaurants restaurant_search nearby_restaurants",
        "Find a restaurant|Find restaurants in a city|Search for restaurants by cuisine",
        (CITY, p("cuisine", "cuisine type food_type kind", v.CUISINE, "Kind of food|Cuisine")),
        """
        Find a restaurant in {city}.
        Find a good {cuisine} restaurant in {city}.
        Find me {cuisine} food in {city}.
        Where can I eat in {city}?
        Where can I eat {cuisine} food in {city}?
        Is there a {cuisine} restaurant in {city}?
        Show me restaurants in {city}.
        I am looking for a {cuisine} restaurant in {city}.
        Which restaurants are there in {city}?
        """,
        again="And in {city}?\nWhat about {city}?",
        outcome=out(
            "{name}",
            "You can go to {name} in {city}.",
            p("name", "name restaurant", v.TITLE),
        ),
        group="food",
    ),
    kind(
        "news",
        "get_news news latest_news search_news headlines fetch_news",
        "Get the news on a topic|Latest news about something|Fetch news headlines",
        (p("topic", "topic query subject about category", v.TOPIC, "The topic"),),
        """
        What's the news about {topic}?
        What is the latest news on {topic}?
        Get me the news on {topic}.
        Show me news about {topic}.
        Is there any news about {topic}?
        Tell me the news on {topic}.
        Any news on {topic}?
        News about {topic}
        I want to read the news about {topic}.
        Give me headlines about {topic}.
        """,
        again="And about {topic}?\nAny news about {topic}?",
        outcome=out(
            "{headline}",
            "The news on {topic}: {headline}.",
            p("headline", "headline title top_story", v.MESSAGE),
        ),
        group="search",
    ),
    kind(
        "dictionary",
        "define define_word dictionary get_definition lookup_word word_meaning",
        "Define a word|Look up a word in the dictionary|Get the meaning of a word",
        (p("word", "word term query text", v.WORD, "The word|Word to look up"),),
        """
        What does {word} mean?
        What does the word {word} mean?
        Define {word}.
        Define the word {word}.
        Look up {word} in the dictionary.
        Look up the word {word}.
        What is the meaning of {word}?
        What is the definition of {word}?
        Give me the definition of {word}.
        Tell me the meaning of the word {word}.
        """,
        pairs="Define {a} and {b}.\nLook up the words {a} and {b}.",
        again="And {word}?\nWhat about {word}?\nAnd what does {word} mean?",
        outcome=out(
            "{meaning}",
            "{word} means: {meaning}.",
            p("meaning", "definition meaning", v.THING),
        ),
        answerable=True,
    ),
    kind(
        "encyclopedia",
        "wikipedia search_wikipedia get_article lookup_article encyclopedia",
        "Look up an article on Wikipedia|Search Wikipedia",
        (p("title", "title query topic article", v.TOPIC, "Title of the article|Topic"),),
        """
        What does Wikipedia say about {title}?
        Look up {title} on Wikipedia.
        Search Wikipedia for {title}.
        Find the Wikipedia article on {title}.
        Get the Wikipedia page about {title}.
        Read me the Wikipedia article about {title}.
        Show me {title} on Wikipedia.
        Wikipedia: {title}
        """,
        outcome=out(
            "{summary}",
            "Wikipedia says: {summary}.",
            p("summary", "summary extract text", v.MESSAGE),
        ),
        group="search",
    ),
    kind(
        "creating a note",
        "create_note add_note save_note write_note take_note new_note note",
        "Create a note|Save a note|Write something down",
        (
            p("title", "title name heading", v.THING, "Title of the note|Title"),
            p("text", "text content body note", v.MESSAGE, "Text of the note|Content"),
        ),
        """
        Make a note: {text}
        Take a note: {text}
        Note that {text}.
        Write down that {text}.
        Create a note saying {text}.
        Create a note called {title} that says {text}.
        Save a note with the title {title} and the text {text}.
        New note: {text}
        Write a note called {title}: {text}
        Add a note that says "{text}".
        """,
        outcome=out("Note saved", "Done. I saved the note."),
        group="notes",
    ),
    kind(
        "deleting a note",
        "delete_note remove_note erase_note drop_note",
        "Delete a note|Remove a note by its title",
        (p("title", "title name note note_title", v.THING, "Title of the note"),),
        """
        Delete the note {title}.
        Delete my note called {title}.
        Remove the note {title}.
        Remove my {title} note.
        Erase the note called {title}.
        Throw away the note {title}.
        I don't need the note {title} any more.
        Delete the {title} note.
        Get rid of the note called {title}.
        """,
        pairs="Delete the notes {a} and {b}.\nRemove the note {a} and the note {b}.",
        again="And the note {title}.\nNow delete {title}.",
        outcome=out("Note deleted", "Done. I deleted the note {title}."),
        group="notes",
    ),
    kind(
        "listing notes",
        "list_notes get_notes show_notes all_notes",
        "List all notes|Show the notes",
        (),
        """
        List my notes.
        Show me my notes.
        Show all my notes.
        What notes do I have?
        Which notes did I write?
        Give me a list of my notes.
        Read me the list of my notes.
        What did I note down?
        """,
        outcome=out(
            "{notes}", "Your notes are {notes}.", p("notes", "notes titles", draws.list_of(v.THING))
        ),
        group="notes",
    ),
    kind(
        "reading a file",
        "read_file open_file get_file file_read load_file cat",
        "Read a file|Return the content of a file|Read a text file from disk",
        (p("path", "path file filename file_path name", v.FILE, "Path of the file|The file"),),
        """
        Read the file {path}.
        Read {path}.
        What is in {path}?
        What's in the file {path}?
        Show me the content of {path}.
        Show me {path}.
        Print the file {path}.
        What does {path} say?
        Give me the content of the file {path}.
        Tell me what is in {path}.
        """,
        pairs="Read {a} and {b}.\nShow me the files {a} and {b}.",
        again="And {path}?\nNow read {path}.\nWhat about {path}?",
        outcome=out("{content}", "{path} says: {content}",
                    p("content", "content text data", v.MESSAGE)),
        group="files",
    ),
    kind(
        "writing a file",
        "write_file save_file create_file file_write",
        "Write a text into a file|Save text to a file|Create a file",
        (
            p("path", "path file filename file_path", v.FILE, "Path of the file"),
            p("content", "content text data", v.MESSAGE, "What to write"),
        ),
        """
        Write "{content}" into {path}.
        Write "{content}" to the file {path}.
        Save the text "{content}" to {path}.
        Create a file {path} with the content "{content}".
        Create the file {path} that says {content}.
        Put "{content}" into the file {path}.
        Save "{content}" as {path}.
        Make a file called {path} with the text "{content}".
        """,
        outcome=out("File written", "Done. I wrote {path}."),
        group="files",
    ),
    kind(
        "deleting a file",
        "delete_file remove_file rm erase_file",
        "Delete a file|Remove a file from disk",
        (p("path", "path file filename file_path", v.FILE, "Path of the file"),),
        """
        Delete the file {path}.
        Delete {path}.
        Remove {path}.
        Remove the file {path}.
        Erase {path} from the disk.
        Get rid of the file {path}.
        I want {path} to be deleted.
        Throw away {path}.
        """,
        pairs="Delete {a} and {b}.\nRemove the files {a} and {b}.",
        again="And {path}.\nNow delete {path}.",
        outcome=out("File deleted", "Done. I deleted {path}."),
        group="files",
    ),
    kind(
        "listing files",
        "list_files list_directory ls get_files show_files dir",
        "List the files in a folder|List a directory|Show what is in a folder",
        (p("folder", "path folder directory dir", v.FOLDER, "Path of the folder|The folder"),),
        """
        List the files in {folder}.
        Which files are in {folder}?
        What files are in {folder}?
        Show me the files in {folder}.
        What is in the folder {folder}?
        List the folder {folder}.
        Show the directory {folder}.
        Give me a list of the files in {folder}.
        Files in {folder}
        """,
        again="And in {folder}?\nWhat about {folder}?",
        outcome=out(
            "{files}",
            "The files in {folder} are {files}.",
            p("files", "files entries names", draws.list_of(v.FILE)),
        ),
        group="files",
    ),
    kind(
        "running a command",
        "run_command execute bash shell run_shell exec_command terminal",
        "Run a shell command|Execute a command|Run a command in the terminal",
        (p("command", "command cmd code input", v.COMMAND, "The command|Command to run"),),
        """
        Run {command}.
        Run the command {command}.
        Execute {command}.
        Execute the command {command}.
        Run "{command}" in the terminal.
        What does {command} print?
        What is the output of {command}?
        Type {command} into the shell.
        Run this: {command}
        Start {command} in the shell.
        """,
        again="Now run {command}.\nAnd {command}.",
        outcome=out(
            "{output}", "The output is: {output}", p("output", "output stdout result", v.FILE)
        ),
        group="search",
    ),
    kind(
        "user",
        "get_user get_user_by_id find_user lookup_user user_info fetch_user",
        "Get a user by id|Look up a user|Return the data of a user",
        (p("id", "id user_id userId uid", integer(1, 9999), "Id of the user|User id"),),
        """
        Get the user with id {id}.
        Get user {id}.
        Who is user {id}?
        Find the user with the id {id}.
        Look up user {id}.
        Look up the user number {id}.
        Show me user {id}.
        What is the name of user {id}?
        Give me the data of the user with ID {id}.
        Fetch user {id}.
        """,
        pairs="Get the users {a} and {b}.\nWho are user {a} and user {b}?",
        again="And user {id}?\nWhat about {id}?",
        outcome=out(
            "{name}, {email}",
            "User {id} is {name} with the email {email}.",
            p("name", "name full_name username", v.FULL_NAME),
            p("email", "email mail email_address", v.EMAIL),
        ),
    ),
    kind(
        "order status",
        "get_order_status order_status check_order lookup_order get_order",
        "Get the status of an order|Check an order by its number|Look up an order",
        (p("order", "order_id order_number id number order", v.CODE,
          "Order number|Id of the order"),),
        """
        What is the status of order {order}?
        What's the status of my order {order}?
        Where is my order {order}?
        Check order {order}.
        Check the status of order {order}.
        Look up the order {order}.
        Has order {order} been sent?
        When will my order {order} arrive?
        How far is order {order}?
        Status of order {order}
        """,
        pairs="What is the status of the orders {a} and {b}?\nCheck the orders {a} and {b}.",
        again="And order {order}?\nWhat about {order}?",
        outcome=out(
            "{status}",
            "Order {order} is {status}.",
            p("status", "status state order_status",
              shared("shipped, delivered, pending, cancelled, packed, on its way, paid, delayed")),
        ),
        group="parcel",
    ),
    kind(
        "package tracking",
        "track_package track_parcel track tracking package_status track_shipment",
        "Track a package|Find out where a parcel is|Track a shipment",
        (p("code", "tracking_number code number id", v.CODE, "Tracking number|The code"),),
        """
        Track package {code}.
        Track my package {code}.
        Where is my package {code}?
        Where is the parcel {code}?
        Track the shipment {code}.
        Where is the package with the number {code}?
        Find my parcel {code}.
        Tracking number {code}, where is it?
        I want to track {code}.
        """,
        again="And {code}?\nAnd the package {code}?",
        outcome=out(
            "In {where}",
            "The package {code} is in {where}.",
            p("where", "location city place", v.CITY),
        ),
        group="parcel",
    ),
    kind(
        "shopping list",
        "add_to_shopping_list add_item shopping_list add_to_list add_grocery",
        "Add an item to the shopping list|Put something on the shopping list",
        (
            p("item", "item product name article", v.THING, "The item|What to buy"),
            p("quantity", "quantity count amount number", v.FEW, "How many"),
        ),
        """
        Add {item} to my shopping list.
        Add {item} to the shopping list.
        Put {item} on my shopping list.
        Put {quantity} {item} on the shopping list.
        Add {quantity} {item} to my shopping list.
        I need to buy {item}.
        Write {item} on the shopping list.
        Add {quantity} {item} to my list.
        We need {item}, add it to the list.
        """,
        pairs="Add {a} and {b} to my shopping list.\nPut {a} and {b} on the shopping list.",
        again="And {item}.\nAlso {item}.",
        outcome=out("Added {item}", "Done. I added {item} to the list."),
        group="lists",
    ),
    kind(
        "to-do list",
        "add_task create_task add_todo new_task todo",
        "Add a task to the to-do list|Create a task",
        (
            p("task", "task title text name", v.TASK, "The task"),
            p("priority", "priority level importance", enum("low medium high"), "Priority"),
        ),
        """
        Add {task} to my to-do list.
        Add the task {task}.
        Add a task: {task}
        Create a task to {task}.
        Create a task to {task} with {priority} priority.
        Put {task} on my to-do list.
        New task: {task}
        Add {task} to my tasks with {priority} priority.
        New task with {priority} priority: {task}
        """,
        outcome=out("Task added", "Done. I added the task {task}."),
        group="lists",
    ),
    kind(
        "opening a page",
        "open_url open_website browse visit_page fetch_url open_page go_to",
        "Open a web page|Open a URL in the browser|Visit a website",
        (p("url", "url link address page site", v.URL, "The URL|Address of the page"),),
        """
        Open {url}.
        Open the page {url}.
        Open the website {url}.
        Go to {url}.
        Visit {url}.
        Show me {url}.
        Load {url} in the browser.
        Open {url} in my browser.
        Take me to {url}.
        I want to see {url}.
        """,
        pairs="Open {a} and {b}.\nVisit {a} and {b}.",
        again="Now open {url}.\nAnd {url}.",
        outcome=out(
            "Title: {title}",
            "I opened {url}. The title is {title}.",
            p("title", "title page_title", v.TITLE),
        ),
        group="search",
    ),
    kind(
        "image",
        "generate_image create_image draw image_generation make_picture paint",
        "Generate an image|Create a picture from a description|Draw something",
        (
            p("prompt", "prompt description text subject", v.TOPIC, "What to show|Description"),
            p("style", "style look art_style", enum("photo cartoon sketch painting"), "The style"),
        ),
        """
        Generate an image of {prompt}.
        Draw {prompt}.
        Draw a picture of {prompt}.
        Make a picture of {prompt}.
        Create an image of {prompt}.
        Create a {style} of {prompt}.
        Make a {style} of {prompt}.
        I want a picture of {prompt}.
        Show me a {style} of {prompt}.
        Paint {prompt}.
        """,
        again="Now {prompt}.\nAnd one of {prompt}.",
        outcome=out(
            "{url}", "Here is the image: {url}", p("url", "url image image_url link", v.URL)
        ),
    ),
    kind(
        "random number",
        "random_number get_random generate_random random_int randint pick_number",
        "Random number in a range|Generate a random number|Pick a random integer",
        (
            p("low", "min low start minimum from", integer(1, 50), "Smallest number|Minimum"),
            p("high", "max high end maximum to", integer(51, 999), "Largest number|Maximum"),
        ),
        """
        Give me a random number between {low} and {high}.
        Pick a random number between {low} and {high}.
        Pick a number from {low} to {high}.
        Random number between {low} and {high}
        Generate a random number from {low} to {high}.
        Choose a number between {low} and {high}.
        I need a random number between {low} and {high}.
        Think of a number between {low} and {high}.
        Tell me a random number from {low} to {high}.
        """,
        outcome=out(
            "{drawn}",
            "The number is {drawn}.",
            p("drawn", "number result value", v.FEW),
            compute=between,
        ),
        group="chance",
        answerable=True,
    ),
    kind(
        "dice",
        "roll_dice dice roll roll_die throw_dice",
        "Roll dice|Roll some dice|Throw a number of dice",
        (
            p("count", "count number dice n", v.FEW, "How many dice"),
            p("sides", "sides faces size", integer(4, 100), "Number of sides"),
        ),
        """
        Roll {count} dice.
        Roll {count} dice with {sides} sides.
        Throw {count} dice.
        Throw {count} dice for me.
        Roll {count} dice that have {sides} sides.
        I want to roll {count} dice.
        Let us roll {count} dice.
        Roll {count} {sides}-sided dice.
        """,
        outcome=out(
            "{total}", "The dice show {total}.", p("total", "total result sum", integer(2, 99))
        ),
        group="chance",
    ),
    kind(
        "coin flip",
        "flip_coin toss_coin coin coin_flip",
        "Flip a coin|Toss a coin",
        (),
        """
        Flip a coin.
        Toss a coin.
        Throw a coin for me.
        Heads or tails?
        Flip a coin for me.
        Let us flip a coin.
        I need a coin flip.
        Can the coin decide?
        """,
        outcome=out(
            "{side}", "It is {side}.", p("side", "result side outcome", shared("heads, tails"))
        ),
        group="chance",
    ),
    kind(
        "distance",
        "get_distance distance distance_between calculate_distance city_distance",
        "Distance between two cities|Get the distance between two places",
        (
            p("source", "from origin start city1 a", v.CITY, "First city|Start"),
            p("target", "to destination end city2 b", v.CITY, "Second city|End"),
        ),
        """
        How far is it from {source} to {target}?
        How far is {source} from {target}?
        What is the distance between {source} and {target}?
        What's the distance from {source} to {target}?
        How many kilometers are between {source} and {target}?
        Tell me the distance between {source} and {target}.
        Calculate the distance from {source} to {target}.
        Distance from {source} to {target}
        How long is the way from {source} to {target}?
        """,
        outcome=out(
            "{distance} km",
            "It is {distance} km from {source} to {target}.",
            p("distance", "distance distance_km km kilometers", integer(50, 9999)),
        ),
        group="map",
    ),
    kind(
        "directions",
        "get_directions directions navigate route find_route plan_route",
        "Get directions between two places|Find the way|Plan a route",
        (
            p("source", "from origin start start_location", v.PLACE, "Start|Where from"),
            p("target", "to destination end end_location", v.PLACE, "Destination|Where to"),
            p("mode", "mode transport by travel_mode", enum("car bus train bike foot"),
              "Means of transport"),
        ),
        """
        How do I get from {source} to {target}?
        How do I get from {source} to {target} by {mode}?
        Give me directions from {source} to {target}.
        Show me the way from {source} to {target}.
        Show me the way from {source} to {target} by {mode}.
        Navigate from {source} to {target}.
        Plan a route from {source} to {target} by {mode}.
        Find a route from {source} to {target}.
        What is the best way from {source} to {target}?
        Directions from {source} to {target}
        """,
        outcome=out(
            "{minutes} minutes via {via}",
            "Go via {via}. It takes {minutes} minutes.",
            p("minutes", "minutes duration duration_minutes time", integer(5, 300)),
            p("via", "via through road", v.ADDRESS),
        ),
        group="map",
    ),
    kind(
        "population",
        "get_population population city_population population_of",
        "Get the population of a city|Number of people in a city",
        (p("city", "city place location name", v.CITY, "The city|City name"),),
        """
        What is the population of {city}?
        How many people live in {city}?
        How many inhabitants does {city} have?
        What's the population of {city}?
        Tell me the population of {city}.
        Get the population of {city}.
        How big is the population of {city}?
        Population of {city}
        Look up how many people live in {city}.
        """,
        pairs="What is the population of {a} and {b}?\nHow many people live in {a} and in {b}?",
        again="And in {city}?\nWhat about {city}?\nAnd {city}?",
        outcome=out(
            "{people}",
            "{people} people live in {city}.",
            p("people", "population people inhabitants", integer(10000, 990000, 700)),
        ),
        group="facts",
        answerable=True,
    ),
    kind(
        "country",
        "get_country country_info get_capital lookup_country",
        "Get information on a country|Facts about a country such as its capital",
        (p("country", "country name country_name", v.COUNTRY, "The country"),),
        """
        What is the capital of {country}?
        Look up the country {country}.
        Tell me about the country {country}.
        Give me information on {country}.
        Which city is the capital of {country}?
        Get facts about {country}.
        Get the country info for {country}.
        I want to know more about the country {country}.
        """,
        again="And {country}?\nWhat about {country}?",
        outcome=out(
            "{capital}",
            "The capital of {country} is {capital}.",
            p("capital", "capital capital_city", v.CITY),
        ),
        group="facts",
        answerable=True,
    ),
    kind(
        "movie times",
        "get_showtimes movie_times showtimes movie_showtimes cinema_times",
        "Get the showtimes of a movie|When a movie is shown|Cinema program for a movie",
        (
            p("movie", "movie film title movie_title", v.TITLE, "Title of the movie|The movie"),
            CITY,
        ),
        """
        When is {movie} playing?
        When is {movie} playing in {city}?
        What are the showtimes of {movie}?
        What are the showtimes for {movie} in {city}?
        When can I see the movie {movie}?
        When can I see {movie} in {city}?
        At what time does the movie {movie} start?
        Show me the showtimes of {movie}.
        Is {movie} in the cinema in {city}?
        """,
        again="And {movie}?\nWhat about {movie}?",
        outcome=out(
            "{clock}",
            "{movie} starts at {clock}.",
            p("clock", "time showtime starts_at", v.TIME),
        ),
        group="media",
    ),
    kind(
        "movie",
        "find_movie movie_info get_movie search_movie lookup_film",
        "Get information about a movie|Look up a movie",
        (p("movie", "movie title film name", v.TITLE, "Title of the movie"),),
        """
        Look up the movie {movie}.
        Who directed {movie}?
        Who made the movie {movie}?
        When did the movie {movie} come out?
        Give me information about the film {movie}.
        Tell me about the movie {movie}.
        Find the film {movie}.
        What year is the movie {movie} from?
        """,
        outcome=out(
            "{movie} by {director}, {year}",
            "{movie} is a film by {director} from {year}.",
            p("director", "director directed_by", v.FULL_NAME),
            p("year", "year released release_year", integer(1930, 2025)),
        ),
        group="media",
    ),
    kind(
        "book search",
        "find_book search_books get_book lookup_book",
        "Find a book by its title|Look up a book",
        (p("title", "title book name query", v.TITLE, "Title of the book"),),
        """
        Who wrote {title}?
        Who wrote the book {title}?
        Find the book {title}.
        Look up the book {title}.
        Who is the author of {title}?
        Search for the book {title}.
        Tell me about the book {title}.
        Do you know who the author of the book {title} is?
        """,
        again="And {title}?\nWho wrote {title}?",
        outcome=out(
            "{author}",
            "{title} is a book by {author}.",
            p("author", "author writer by", v.FULL_NAME),
        ),
        group="media",
        answerable=True,
    ),
    kind(
        "phone call",
        "call_contact call phone make_call dial start_call",
        "Call a contact|Phone somebody|Start a phone call",
        (p("person", "name contact person who to", v.PERSON, "Who to call|Name of the contact"),),
        """
        Call {person}.
        Phone {person}.
        Give {person} a call.
        Call {person} for me.
        Make a call to {person}.
        I want to talk to {person} on the phone.
        I need to call {person}.
        Ring {person}.
        Dial the number of {person}.
        Start a call with {person}.
        """,
        again="Now call {person}.\nAnd then {person}.",
        outcome=out("Calling {person}", "I am calling {person}."),
        group="contacts",
    ),
    kind(
        "contact",
        "find_contact get_contact lookup_contact get_phone_number contact_info",
        "Look up a contact|Get the phone number of a person|Find a contact by name",
        (p("person", "name contact person full_name", v.PERSON, "Name of the person|The name"),),
        """
        What is the phone number of {person}?
        What's the number of {person}?
        Find the contact {person}.
        Look up {person} in my contacts.
        Give me the number of {person}.
        Do I have the number of {person}?
        Find {person} in my contacts.
        How can I reach {person}?
        Get the contact details of {person}.
        """,
        pairs="What are the phone numbers of {a} and {b}?\nGet the numbers of {a} and {b}.",
        again="And of {person}?\nWhat about {person}?\nAnd {person}?",
        outcome=out(
            "{phone}",
            "The number of {person} is {phone}.",
            p("phone", "phone number phone_number tel", v.PHONE),
        ),
        group="contacts",
    ),
    kind(
        "adding a contact",
        "add_contact create_contact save_contact new_contact",
        "Add a contact|Save the phone number of a person",
        (
            p("person", "name full_name contact", v.PERSON, "The name"),
            p("phone", "phone number phone_number", v.PHONE, "Phone number"),
        ),
        """
        Add {person} to my contacts with the number {phone}.
        Save the number {phone} for {person}.
        Create a contact for {person} with the phone number {phone}.
        The number of {person} is {phone}, save it.
        New contact: {person}, {phone}
        Save {person} as a contact, the number is {phone}.
        Store {phone} as the number of {person}.
        Add the contact {person}, phone {phone}.
        """,
        outcome=out("Contact saved", "Done. I saved the number of {person}."),
        group="contacts",
    ),
    kind(
        "photo",
        "take_photo take_picture camera capture_image snapshot",
        "Take a photo with the camera|Take a picture",
        (),
        """
        Take a photo.
        Take a picture.
        Take a photo with the camera.
        Make a photo.
        I want you to take a photo now.
        Use the camera and take a picture.
        Snap a photo for me.
        Shoot a picture.
        """,
        outcome=out(
            "{file}", "Done. The photo is in {file}.", p("file", "file path photo", v.FILE)
        ),
    ),
    kind(
        "account balance",
        "get_balance balance account_balance check_balance get_account_balance",
        "Get the balance of an account|How much money is in an account",
        (p("account", "account account_id account_number name", v.CODE, "Account number|Account"),),
        """
        What is the balance of account {account}?
        How much money is in account {account}?
        What's the balance of my account {account}?
        Check the balance of account {account}.
        Show me the balance of account {account}.
        Tell me how much is on account {account}.
        How much do I have in account {account}?
        Balance of account {account}
        """,
        again="And account {account}?\nWhat about {account}?",
        outcome=out(
            "{amount}",
            "The balance of {account} is {amount}.",
            p("amount", "balance amount available", draws.decimal(1, 9999, 100, 0.2)),
        ),
        group="bank",
    ),
    kind(
        "money transfer",
        "transfer_money send_money transfer pay make_payment bank_transfer",
        "Transfer money to somebody|Send money|Pay a person",
        (
            p("amount", "amount sum value money", AMOUNT, "How much|The amount"),
            p("person", "to recipient person name payee", v.PERSON, "Who gets it|Recipient"),
            p("currency", "currency unit", shared("euros, dollars, pounds, francs"), "Currency"),
        ),
        """
        Transfer {amount} {currency} to {person}.
        Send {amount} {currency} to {person}.
        Send {person} {amount} {currency}.
        Pay {person} {amount} {currency}.
        Give {amount} {currency} to {person}.
        I want to send {amount} {currency} to {person}.
        I owe {person} {amount} {currency}, pay it.
        Make a payment of {amount} {currency} to {person}.
        Transfer {amount} to {person}.
        Pay {amount} to {person}.
        """,
        outcome=out("Sent {amount}", "Done. I sent {amount} to {person}."),
        group="bank",
    ),
    kind(
        "taxi ride",
        "book_taxi call_taxi order_taxi request_ride order_ride",
        "Order a taxi|Call a taxi to an address|Request a ride",
        (
            p("target", "destination to address drop_off", v.PLACE, "Where to|Destination"),
            p("time", "time pickup_time when", v.TIME, "When"),
        ),
        """
        Call me a taxi to {target}.
        Order a taxi to {target}.
        Order a taxi to {target} at {time}.
        I need a taxi to {target}.
        I need a taxi to {target} at {time}.
        Book a taxi to {target} for {time}.
        Get me a ride to {target}.
        Get me a cab to {target} at {time}.
        Taxi to {target}
        """,
        outcome=out(
            "Arrives in {minutes} minutes",
            "Done. The taxi to {target} comes in {minutes} minutes.",
            p("minutes", "minutes eta eta_minutes wait", integer(2, 40)),
        ),
        group="map",
    ),
    kind(
        "train",
        "get_trains train_times next_train search_trains train_schedule",
        "Find trains between two cities|When the next train leaves|Train timetable",
        (
            p("source", "from origin departure start", v.CITY, "Where from"),
            p("target", "to destination arrival", v.CITY, "Where to"),
            DATE,
        ),
        """
        When does the next train from {source} to {target} leave?
        When is the next train from {source} to {target}?
        Find a train from {source} to {target}.
        Find a train from {source} to {target} on {date}.
        Which trains go from {source} to {target} on {date}?
        Show me trains from {source} to {target}.
        Is there a train from {source} to {target} on {date}?
        Train from {source} to {target}
        What trains are there from {source} to {target}?
        """,
        outcome=out(
            "{clock}, platform {platform}",
            "The train to {target} leaves at {clock} from platform {platform}.",
            p("clock", "time departure departs", v.TIME),
            p("platform", "platform track", integer(1, 30)),
        ),
        group="booking",
    ),
    kind(
        "joke",
        "tell_joke get_joke joke random_joke",
        "Get a joke|Get a random joke",
        (),
        """
        Tell me a joke.
        Do you know a joke?
        Tell a joke.
        I want to hear a joke.
        Make me laugh.
        Can you tell me something funny?
        Another joke, please
        Give me a joke.
        """,
        outcome=out("{joke}", "Here is one: {joke}.", p("joke", "joke text", v.MESSAGE)),
        answerable=True,
    ),
    kind(
        "inventory",
        "check_stock get_inventory inventory stock_level check_inventory",
        "Check how many pieces of a product are in stock|Get the inventory of a product",
        (p("product", "product item product_name name", v.THING, "The product"),),
        """
        How many {product} do we have in stock?
        Is the {product} in stock?
        Do we have the {product} in stock?
        Check the stock of {product}.
        Check the inventory for {product}.
        How many pieces of {product} are left?
        Show me the inventory for {product}.
        Are there any {product} in the warehouse?
        """,
        again="And {product}?\nWhat about {product}?",
        outcome=out(
            "{count} pieces",
            "There are {count} of {product} in stock.",
            p("count", "stock count quantity in_stock", integer(0, 500)),
        ),
        group="shop",
    ),
    kind(
        "product price",
        "get_price product_price price lookup_price check_price",
        "Get the price of a product|How much a product costs",
        (p("product", "product item product_name name", v.THING, "The product"),),
        """
        How much does the {product} cost?
        What does the {product} cost?
        What is the price of the {product}?
        How much is the {product}?
        Look up the price of the {product}.
        Check the price of the {product}.
        How expensive is the {product}?
        Tell me the price of the {product}.
        Price of the {product}
        """,
        pairs="What do the {a} and the {b} cost?\nTell me the prices of the {a} and the {b}.",
        again="And the {product}?\nWhat about the {product}?",
        outcome=out(
            "{price}",
            "The {product} costs {price}.",
            p("price", "price cost amount", draws.decimal(1, 300, 100, 0.3)),
        ),
        group="shop",
    ),
    kind(
        "rating",
        "rate_item rate submit_rating add_review",
        "Rate something from 1 to 5|Submit a rating",
        (
            p("item", "item product name what", v.TITLE, "What is rated"),
            p("stars", "stars rating score", integer(1, 5), "Number of stars"),
        ),
        """
        Give {item} {stars} stars.
        Rate {item} with {stars} stars.
        Rate {item} {stars} out of 5.
        I give {item} {stars} stars.
        Submit a rating of {stars} for {item}.
        My rating for {item} is {stars}.
        {item} gets {stars} stars from me
        Review {item} with {stars} stars.
        """,
        outcome=out("Rating saved", "Done. {item} has {stars} stars from you."),
    ),
    kind(
        "database query",
        "run_query query_database sql execute_sql db_query",
        "Run an SQL query|Query the database",
        (p("table", "table name table_name", v.WORD, "Name of the table"),
         p("limit", "limit max_rows count n", integer(1, 100), "How many rows")),
        """
        Show me {limit} rows of the table {table}.
        Give me the first {limit} rows of {table}.
        Get {limit} rows from the table {table}.
        Query the table {table}.
        Query the table {table} with a limit of {limit}.
        Read {limit} rows from {table}.
        What is in the table {table}?
        Show me the table {table}.
        Select {limit} rows from the table {table}.
        """,
        outcome=out(
            "{rows} rows", "The table {table} has {rows} rows.",
            p("rows", "rows count row_count", integer(1, 5000)),
        ),
        group="search",
    ),
)  # fmt: skip

BY_TOPIC = {kind.topic: kind for kind in KINDS}
