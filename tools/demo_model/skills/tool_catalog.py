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
        "Tells how warm it is in a city and how the sky is|Current temperature and conditions|"
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
        How's the weather in {city}?
        What's it like outside in {city}?
        What is the weather like in {city} at the moment?
        Is it cold in {city}?
        Is it windy in {city}?
        Is it snowing in {city} right now?
        Is the sun shining in {city}?
        Do I need a jacket in {city} right now?
        How many degrees is it in {city}?
        How are things in {city}, weather-wise?
        I need the weather for {city}.
        I want to know how warm it is in {city}.
        I wonder what the weather is like in {city}
        I'd love to know the current weather in {city}
        Can you check the weather in {city}?
        Can you tell me the temperature in {city}?
        Find out how cold it is in {city}.
        Give me the current conditions in {city}.
        Weather report for {city}
        Temperature in {city}
        {city}: weather?
        Current temperature in {city}, in {unit}
        I need the temperature in {city} in {unit}.
        Can you give me the weather in {city} in {unit}?
        How many degrees {unit} is it in {city}?
        Check how hot it is in {city} in {unit}.
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
        "predict_weather future_weather daily_forecast "
        "get_forecast weather_forecast forecast get_weather_forecast lookup_forecast",
        "What the weather in a city will be like|Forecast of the weather for the next days|"
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
        What's the outlook for {city}?
        Can you check the forecast for {city}?
        I'd like to see the forecast for {city}
        Look up the weather forecast for {city}.
        Weather forecast {city}
        Will it snow in {city} on {date}?
        Do I need an umbrella in {city} on {date}?
        How cold will it be in {city} on {date}?
        Can you tell me what the weather will be in {city} on {date}?
        What kind of weather can I expect in {city} on {date}?
        Get the forecast for {date} in {city}.
        Forecast for {city}, {date}
        Is rain expected in {city} in the next {days} days?
        I need a {days} day forecast for {city}.
        Tell me what the next {days} days will be like in {city}, weather-wise.
        {days} day forecast, {city}
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
        "What the clock says in a city|Current time at a location|"
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
        How late is it now in {city}?
        What does the clock say in {city}?
        What hour is it in {city}?
        Which time do they have in {city}?
        Can you check what time it is in {city}?
        Could you look up the local time in {city}?
        I need the time in {city}.
        I want to know what time it is in {city}.
        I have to call someone in {city}, what time is it there?
        I wonder what time it is in {city} now
        I'd like the current time in {city}
        Find out what time it is in {city}.
        Give me the local time in {city}.
        Show me the clock in {city}.
        Look up the time in {city}.
        Local time {city}
        {city} time
        What time is it right now over in {city}?
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
        "tell_time get_clock "
        "get_time now current_time get_current_time clock get_datetime",
        "What the clock says|Returns the time of day|"
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
        What time do you have?
        What does the clock say?
        What's the current time?
        What hour is it?
        Could you tell me the time?
        Can you check what time it is?
        Do you have the time?
        I need the current time.
        I want to know what time it is.
        I lost track of time, how late is it?
        I wonder what time it is
        Give me the time.
        Give me the current time.
        Look at the clock for me.
        Current time
        Current time, please
        """,
        outcome=out("{clock}", "It is {clock}.", p("clock", "time current_time now", v.TIME)),
        group="time",
    ),
    kind(
        "date today",
        "what_day fetch_date "
        "get_date today current_date get_current_date get_today todays_date",
        "What day it is|Returns the date of today|"
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
        What's today's date?
        Which date is it today?
        What date do we have today?
        What day of the month is it?
        Is it Monday today?
        Do you know the date?
        Do you know what day it is?
        Can you give me the date?
        Could you check today's date?
        I need the date of today.
        I need today's date for a form.
        I forgot what day it is
        Give me today's date.
        Look up the current date.
        Date today
        Today's date
        """,
        outcome=out("{today}", "Today is {today}.", p("today", "date today", v.ISO_DATE)),
        group="time",
    ),
    kind(
        "adding numbers",
        "add add_numbers sum add_two_numbers addition plus calculate_sum get_sum",
        "Returns a plus b|Addition of two numbers|"
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
        How much do {x} and {y} make?
        How much are {x} and {y} together?
        What do {x} and {y} add up to?
        What do I get when I add {x} and {y}?
        What's the total of {x} and {y}?
        What's the sum of {x} and {y}?
        What is the total if I add {y} to {x}?
        Can you add {x} and {y}?
        Could you sum up {x} and {y} for me?
        I need the sum of {x} and {y}.
        I have {x} and get {y} more, how much is that?
        I'd like to know {x} plus {y}
        Add the numbers {x} and {y}.
        Add up {x} and {y}.
        Put {x} and {y} together, how much is it?
        Tell me what {x} plus {y} is.
        Give me the sum of {x} and {y}.
        Work out {x} plus {y}.
        Sum of {x} and {y}
        {x} plus {y} equals what?
        """,
        outcome=out(
            "{sum}", "{x} plus {y} is {sum}.", p("sum", "result sum answer", OPERAND), compute=total
        ),
        group="arithmetic",
        answerable=True,
    ),
    kind(
        "subtracting numbers",
        "sub subtraction take_away "
        "subtract subtract_numbers minus difference get_difference",
        "Returns a minus b|Take one number from another|"
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
        What's {x} minus {y}?
        What is left of {x} without {y}?
        How much is {x} - {y}?
        How much is {x} less {y}?
        What remains if I take {x} and remove {y}?
        What is the difference of {x} and {y}?
        Can you work out {x} minus {y}?
        Could you calculate {x} - {y}?
        I need {x} minus {y}.
        I have {x} and spend {y}, how much is left?
        I had {x} and lost {y}, what is left?
        I'd like to know {x} minus {y}
        Compute {x} - {y}.
        Give me the result of {x} minus {y}.
        Tell me what {x} minus {y} is.
        Start with {x} and subtract {y}.
        {x} minus {y} equals what?
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
        "mul times_numbers "
        "multiply multiply_numbers product multiplication times get_product",
        "Returns a times b|Multiplication of two numbers|"
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
        What's {x} times {y}?
        What do I get for {x} times {y}?
        What do I get if I multiply {x} by {y}?
        What's the product of {x} and {y}?
        How much is {x} * {y}?
        How much is {x} multiplied by {y}?
        Can you multiply {x} by {y}?
        Could you work out {x} times {y}?
        I need the product of {x} and {y}.
        I need {x} times {y}.
        I have {x} boxes with {y} each, how many is that?
        I'd like to know {x} times {y}
        Compute {x} * {y}.
        Compute the product of {x} and {y}.
        Give me {x} times {y}.
        Take {x} times {y}.
        {x} * {y}
        {x} multiplied by {y}
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
        "solve_expression do_math "
        "calculate calculator calc evaluate compute eval_expression math",
        "Work out the result of a formula|Does arithmetic|"
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
        What do I get for {expression}?
        What does {expression} come to?
        What is the result of {expression}?
        What's the answer to {expression}?
        What does {expression} equal?
        Can you calculate {expression}?
        Can you do the math: {expression}
        Could you work out {expression} for me?
        I need the result of {expression}.
        I want to know what {expression} is.
        I can't do {expression} in my head
        I'd like to know {expression}
        Solve {expression}.
        Do the calculation {expression}.
        Give me the result of {expression}.
        Run {expression} through the calculator.
        Calculate this: {expression}
        Math: {expression}
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
        "calc_sqrt compute_root take_root "
        "square_root sqrt get_square_root root",
        "Returns the root of a number|Takes the square root|"
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
        How big is the square root of {x}?
        What number squared gives {x}?
        Which number times itself is {x}?
        What do I get as the square root of {x}?
        Do you know the square root of {x}?
        Can you work out the square root of {x}?
        Could you find the square root of {x}?
        I need the square root of {x}.
        I want to know the square root of {x}.
        I wonder what the square root of {x} is
        I'd like the square root of {x}
        Find the square root of {x}.
        Take the square root of {x}.
        Get the square root of the number {x}.
        sqrt {x}
        Root of {x}
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
        "online_search find_on_web "
        "web_search search search_web google internet_search search_internet find_online "
        "bing_search query_web",
        "Find pages about something on the internet|A search engine|"
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
        Can you google {query}?
        Can you look on the internet for {query}?
        Could you search the web for {query}?
        Can I find anything on the web about {query}?
        What's on the web about {query}?
        What does Google say about {query}?
        Are there any websites about {query}?
        I need some web pages about {query}.
        I want you to search the internet for {query}.
        I couldn't find anything on {query}, search the web for me
        I'd like to know what is online about {query}
        Find websites about {query}.
        Browse the web for {query}.
        Look on the web for {query}.
        Run a web search on {query}.
        See what the internet has on {query}.
        Use the search engine to find {query}.
        Check online for {query}.
        Internet search: {query}
        Google: {query}
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
        "mail_to deliver_email "
        "send_email email send_mail write_email mail compose_email",
        "Mail a text to an address|Sends a mail with a subject and a body|"
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
        Can you send an email to {to} saying {body}?
        Can you email {to} that {body}?
        Could you write a mail to {to} with the text "{body}"?
        I need to send {to} an email saying {body}.
        I want to email {to} that {body}.
        I'd like to mail {to} the text "{body}"
        Drop {to} an email that says {body}.
        Let {to} know by email that {body}.
        Tell {to} by email that {body}.
        Compose an email to {to} with the text "{body}".
        Email to {to}: {body}
        Mail to {to}, text: {body}
        Can you email {to} about {subject} and write {body}?
        I want to write to {to} about {subject} and say {body}.
        Compose an email to {to}, subject {subject}, body "{body}".
        Email {to} with subject {subject} and text "{body}".
        New mail to {to}, subject: {subject}, body: {body}
        The subject is {subject}, the text "{body}", email it to {to}.
        """,
        outcome=out("Email sent to {to}", "Done. I sent the email to {to}."),
        group="sending",
    ),
    kind(
        "sending a message",
        "text_contact send_chat_message "
        "send_message message send_text text_message send_sms sms write_message",
        "Write to somebody on the phone|Sends a short message to a person|"
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
        Can you text {to} that {text}?
        Can you tell {to} that {text}?
        Could you send {to} a message saying {text}?
        Could you let {to} know that {text}?
        I need to tell {to} that {text}.
        I want to text {to} that {text}.
        I'd like {to} to know that {text}
        I have to let {to} know that {text}.
        Drop {to} a message: {text}
        Send a text to {to} that says {text}.
        Send {to} a quick text: {text}
        Shoot {to} a message saying {text}.
        Inform {to} that {text}.
        Give {to} the message that {text}.
        Pass on to {to} that {text}.
        Message for {to}: {text}
        SMS to {to}: {text}
        {to} should know that {text}.
        Write to {to} that {text}.
        """,
        outcome=out("Message sent to {to}", "Done. I sent the message to {to}."),
        group="sending",
    ),
    kind(
        "timer",
        "add_timer run_timer kitchen_timer "
        "set_timer start_timer timer create_timer countdown",
        "Count down some minutes|Rings after a number of minutes|"
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
        Can you set a timer for {minutes} minutes?
        Could you start a {minutes} minute timer?
        Can you time {minutes} minutes for me?
        I want a timer of {minutes} minutes.
        I'd like a {minutes} minute timer
        Give me a {minutes} minute timer.
        Put {minutes} minutes on the timer.
        Ring after {minutes} minutes.
        Let me know when {minutes} minutes are over.
        Start counting down {minutes} minutes.
        Create a timer of {minutes} minutes.
        {minutes} minute timer
        Timer, {minutes} minutes
        Can you set a timer named {label} for {minutes} minutes?
        I need a {minutes} minute timer for the {label}.
        Create a timer called {label} of {minutes} minutes.
        Time the {label}, {minutes} minutes.
        Timer {label}: {minutes} minutes
        """,
        again="And one for {minutes} minutes.\nNow a timer for {minutes} minutes.",
        outcome=out(
            "Timer set for {minutes} minutes", "Done. The timer is set for {minutes} minutes."
        ),
        group="clock",
    ),
    kind(
        "alarm",
        "new_alarm schedule_alarm wake_me_up "
        "set_alarm alarm create_alarm wake_up add_alarm",
        "Ring at a time|Sets the alarm clock|"
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
        Can you wake me at {time}?
        Can you set an alarm for {time}?
        Could you set my alarm clock to {time}?
        I have to get up at {time}, set an alarm.
        I must be awake at {time}, wake me up.
        I want to be woken up at {time}.
        I'd like an alarm at {time}
        Set my alarm clock for {time}.
        Make the alarm go off at {time}.
        Let the alarm ring at {time}.
        Get me out of bed at {time}.
        Wake-up call at {time}
        Can you set an alarm for {day} at {time}?
        I need to get up at {time} on {day}, set an alarm.
        Wake me on {day} at {time}.
        Get me out of bed at {time} on {day}.
        Alarm for {day}, {time}
        I want an alarm on {day} at {time}.
        """,
        again="And one at {time}.\nAnother alarm at {time}, please.",
        outcome=out("Alarm set for {time}", "Done. The alarm is set for {time}."),
        group="clock",
    ),
    kind(
        "reminder",
        "new_reminder schedule_reminder "
        "set_reminder create_reminder remind reminder add_reminder remind_me",
        "Remind somebody to do something at a time|Makes sure that a task is not forgotten|"
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
        Can you remind me to {task}?
        Could you make sure I don't forget to {task}?
        I need a reminder to {task}.
        I always forget to {task}, remind me.
        I'd like to be reminded to {task}
        Make sure I remember to {task}.
        Reminder: {task}
        Can you remind me to {task} at {time}?
        I need a reminder at {time} to {task}.
        I have to {task} at {time}, remind me.
        Don't let me forget to {task} at {time}
        Reminder at {time}: {task}
        Can you remind me on {date} to {task}?
        I want a reminder for {date} to {task}.
        I must not forget to {task} on {date}.
        Create a reminder to {task} on {date}.
        Reminder for {date}: {task}
        Can you remind me on {date} at {time} to {task}?
        Set a reminder for {date} at {time} to {task}.
        Reminder, {date}, {time}: {task}
        """,
        outcome=out("Reminder created: {task}", "Done. I will remind you to {task}."),
        group="planning",
    ),
    kind(
        "calendar event",
        "book_event plan_event "
        "create_event add_event create_calendar_event schedule_meeting add_to_calendar "
        "new_appointment schedule_event",
        "Put an appointment into the calendar|Plan something with somebody on a date|"
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
        Can you add {title} to my calendar for {date}?
        Could you put {title} on my calendar on {date}?
        I want {title} in my calendar on {date}.
        I have {title} on {date}, put it in my calendar.
        Calendar entry for {date}: {title}
        Can you schedule {title} on {date} at {time}?
        I need an appointment for {title} on {date} at {time}.
        I have {title} on {date} at {time}, add it to my calendar.
        Enter {title} in my calendar on {date} at {time}.
        Make an appointment {title} on {date} at {time}.
        Appointment: {title}, {date}, {time}
        Schedule an event called {title} with {person} on {date}.
        Can you plan {title} with {person} on {date}?
        I am meeting {person} on {date} for {title}, add it to my calendar.
        Put {title} with {person} in my calendar for {date}.
        I need a meeting with {person} about {title} on {date} at {time}.
        Add {title} with {person} to my calendar on {date} at {time}.
        Meeting with {person} on {date} at {time}: {title}
        """,
        outcome=out("Event created", "Done. I added {title} on {date}."),
        group="planning",
    ),
    kind(
        "calendar",
        "read_calendar day_plan "
        "get_events list_events get_calendar show_calendar check_calendar get_schedule",
        "Look up the appointments of a day|What is in the calendar|"
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
        What do I have to do on {date}, according to my calendar?
        What appointments do I have on {date}?
        What's happening on {date}?
        What does my day look like on {date}?
        How busy am I on {date}?
        Is my calendar empty on {date}?
        Have I got anything planned on {date}?
        Can you check if I am free on {date}?
        Could you look at my calendar for {date}?
        I want to see my calendar for {date}.
        I need my schedule for {date}.
        I'd like to know my plans for {date}
        Show me my appointments on {date}.
        Give me the events of {date}.
        Read me my schedule for {date}.
        My calendar for {date}
        Agenda for {date}
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
        "fetch_quote check_stock_price "
        "get_stock_price stock_price stock_quote get_quote lookup_stock share_price",
        "What a share costs now|Looks up a stock by its symbol|"
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
        What does a share of {symbol} cost?
        What is {symbol} worth on the stock market?
        What's {symbol} stock at right now?
        Where does {symbol} stock stand today?
        How high is the {symbol} stock?
        How is {symbol} doing on the stock market?
        Can you look up {symbol} on the stock exchange?
        Could you check the {symbol} share price?
        I want to know the stock price of {symbol}.
        I need a quote for {symbol} stock.
        I own {symbol} stock, what is it worth?
        I'd like the current share price of {symbol}
        Give me a stock quote for {symbol}.
        Tell me how {symbol} shares are doing.
        Find the price of one {symbol} share.
        Quote for {symbol}
        Stock price {symbol}
        {symbol} shares, current price
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
        "change_money fx_convert exchange_currency "
        "convert_currency currency_converter exchange convert_money currency_conversion",
        "How much an amount is in another currency|Changes money from one currency to another|"
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
        What do I get for {amount} {source} in {target}?
        What are {amount} {source} worth in {target}?
        How much {target} is {amount} {source}?
        How many {target} are {amount} {source}?
        Can you convert {amount} {source} to {target}?
        Could you change {amount} {source} into {target}?
        I need {amount} {source} in {target}.
        I have {amount} {source}, how much is that in {target}?
        I want to exchange {amount} {source} for {target}.
        I'd like to know what {amount} {source} is in {target}
        Calculate {amount} {source} in {target}.
        Tell me the value of {amount} {source} in {target}.
        Give me {amount} {source} in {target}.
        Turn {amount} {source} into {target}.
        Work out how many {target} I get for {amount} {source}.
        {amount} {source} = ? {target}
        Amount: {amount} {source}, into {target}
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
        "fetch_rate rate_of_exchange lookup_rate "
        "get_exchange_rate exchange_rate currency_rate fx_rate",
        "What one currency costs in another|Current rate between two currencies|"
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
        What is one {source} worth in {target}?
        What's the current exchange rate of {source} to {target}?
        What rate do I get from {source} to {target}?
        How strong is {source} against {target}?
        How is the {source} to {target} rate today?
        Can you check the rate from {source} to {target}?
        Could you look up the exchange rate for {source} and {target}?
        I need the exchange rate from {source} to {target}.
        I want to know the rate of {source} against {target}.
        I'd like the {source} to {target} exchange rate
        Give me the current rate of {source} to {target}.
        Find the exchange rate between {source} and {target}.
        Look up the rate of {source} to {target}.
        {source} to {target} exchange rate
        {source}/{target} rate
        Rate from {source} to {target}
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
        "measure_convert change_units to_unit "
        "convert_units unit_converter convert unit_conversion convert_unit",
        "Express a value in another unit|Changes a measurement to another unit|"
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
        What are {value} {source} in {target}?
        What's {value} {source} in {target}?
        How much are {value} {source} in {target}?
        How many {target} do {value} {source} make?
        How many {target} is {value} {source}?
        Can you convert {value} {source} to {target}?
        Could you turn {value} {source} into {target}?
        I need {value} {source} in {target}.
        I have {value} {source}, how many {target} is that?
        I want to convert {value} {source} into {target}.
        I'd like to know {value} {source} in {target}
        Calculate {value} {source} in {target}.
        Change {value} {source} to {target}.
        Express {value} {source} in {target}.
        Tell me how many {target} {value} {source} are.
        Work out {value} {source} in {target}.
        {value} {source} to {target}
        {value} {source} are how many {target}?
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
        "translate_to text_translation "
        "translate translate_text translator get_translation translation",
        "Say something in another language|Puts a text into a language|"
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
        Can you translate "{text}" into {language}?
        Can you say "{text}" in {language}?
        Could you put "{text}" into {language} for me?
        What's "{text}" in {language}?
        What is the {language} translation of "{text}"?
        What is the {language} for "{text}"?
        How would I say "{text}" in {language}?
        How does "{text}" sound in {language}?
        How is "{text}" written in {language}?
        I need "{text}" in {language}.
        I want to say "{text}" in {language}.
        I'd like a {language} translation of "{text}"
        My friend speaks {language}, how do I tell her "{text}"?
        Tell me how to say "{text}" in {language}.
        Write "{text}" in {language}.
        Turn "{text}" into {language}.
        In {language}, please: {text}
        {language} translation: {text}
        Translation into {language}: {text}
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
        "start_song listen_to "
        "play_music play_song play start_music play_track music_player",
        "Starts a piece of music|Lets the user hear a song|"
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
        Can you play {song}?
        Could you put on {song}?
        Can I hear the song {song}?
        I feel like hearing the song {song}.
        I'd love to hear {song}
        I want you to play {song}.
        Turn on the song {song}.
        Start the song {song}.
        Next song: {song}
        Song: {song}
        Can you play {song} by {artist}?
        Could you put on the song {song} by {artist}?
        I would like to hear {song} by {artist}.
        I'd love to listen to {song} by {artist}
        Start {song} by {artist}.
        Let me hear {artist} with {song}.
        Play {artist} singing {song}.
        {song} by {artist}, please
        """,
        again="Now play {song}.\nAnd then {song}.",
        outcome=out("Now playing {song}", "Now playing {song}."),
        group="music",
    ),
    kind(
        "music by genre",
        "genre_radio start_station play_style music_station "
        "play_genre play_radio start_radio play_playlist",
        "Starts music of some style|Plays songs of a kind of music|"
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
        Can you play some {genre}?
        Could you put on {genre} music?
        Can we have some {genre}?
        How about some {genre} music now?
        I feel like listening to {genre}.
        I want some {genre} in the background.
        I need some {genre} to relax.
        I'd love to hear some {genre}
        We want to dance to {genre}.
        Let me hear some {genre}.
        Turn on some {genre} music.
        Start playing {genre} music.
        Find a {genre} radio station and play it.
        Some {genre}, please
        Radio: {genre}
        {genre} music
        """,
        outcome=out("Playing {genre}", "Now playing {genre}."),
        group="music",
    ),
    kind(
        "volume",
        "speaker_volume set_sound_level volume_level "
        "set_volume volume change_volume adjust_volume",
        "Make the speaker louder or quieter|Sets how loud it is|"
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
        Can you set the volume to {level}?
        Can you put the volume at {level} percent?
        Could you turn the volume to {level} percent?
        I need the volume at {level} percent.
        I'd like the volume at {level}
        I can't hear well, set the volume to {level}.
        The volume should be {level} percent.
        The volume should be at {level}.
        Adjust the volume to {level}.
        Bring the volume to {level} percent.
        Set the sound to {level} percent.
        Set the speaker to volume {level}.
        Turn the sound to {level} percent.
        Move the volume to {level}.
        Volume at {level} percent
        Volume to {level}, please
        """,
        again="Now {level}.\nMake it {level}.",
        outcome=out("Volume: {level}", "Done. The volume is {level}."),
    ),
    kind(
        "light",
        "room_light lights "
        "set_light switch_light toggle_light light control_light turn_light",
        "Control the light of a room|Turns the lights in a room on or off|"
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
        Can you turn {state} the light in the {room}?
        Can you switch the {room} light {state}?
        Could you turn the {room} lights {state}?
        Could somebody turn the light in the {room} {state}?
        I need the lights in the {room} {state}.
        I need the {room} light {state}.
        I'd like the {room} lights {state}
        The light in the {room} should be {state}.
        The {room} lights should go {state}.
        Make sure the light in the {room} is {state}.
        Set the light in the {room} to {state}.
        Switch {state} the {room} lights.
        Have the lights in the {room} turned {state}.
        Get the light {state} in the {room}.
        {room} light {state}
        {room}: lights {state}
        Light {state}, {room}
        Switch the lights {state} in the {room}.
        """,
        outcome=out("The light is {state}", "Done. The light in the {room} is {state}."),
        group="home",
    ),
    kind(
        "light switch",
        "control_device appliance_switch toggle_device "
        "switch_device turn_device set_power device_power",
        "Turns an appliance on or off|Control whether a device runs|"
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
        Can you turn {state} the {device}?
        Can you switch the {device} {state}?
        Could you turn the {device} {state}?
        Could somebody switch {state} the {device}?
        I need the {device} {state}.
        I need you to turn the {device} {state}.
        I would like to have the {device} {state}.
        I'd like the {device} turned {state}
        The {device} needs to be {state}.
        The {device} has to be switched {state}.
        Set the {device} to {state}.
        Put the {device} {state}.
        Get the {device} switched {state}.
        Have the {device} turned {state}.
        {device} {state}
        {device}: {state}
        """,
        outcome=out("{device}: {state}", "Done. The {device} is {state}."),
        group="home",
    ),
    kind(
        "light color",
        "color_lights lamp_color set_lamp_color "
        "set_light_color change_color set_color light_color",
        "Let a light shine in a color|Colors the lights|"
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
        Can you make the lights {colour}?
        Could you turn the lights {colour}?
        Can the lights be {colour}?
        I would like {colour} lights.
        I'd love some {colour} light
        I am in the mood for {colour} light.
        Switch the lights to {colour}.
        Give me {colour} light.
        Lights to {colour}
        Can you make the light in the {room} {colour}?
        Could you change the {room} lights to {colour}?
        I need {colour} light in the {room}.
        I'd like the {room} lights to be {colour}
        Let the lights in the {room} be {colour}.
        The light in the {room} should be {colour}.
        Set the color of the {room} lights to {colour}.
        Color the {room} light {colour}.
        {colour} light in the {room}, please
        """,
        outcome=out("Color set to {colour}", "Done. The light is {colour}."),
        group="home",
    ),
    kind(
        "thermostat",
        "heat_room change_temperature room_temperature "
        "set_temperature set_thermostat thermostat adjust_temperature set_heating",
        "Heat a room to a number of degrees|Change how warm a room should be|"
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
        Can you set the thermostat to {degrees}?
        Can you make it {degrees} degrees in here?
        Could you heat the house to {degrees} degrees?
        I want it to be {degrees} degrees in here.
        I am cold, set the heating to {degrees} degrees.
        I'd like it at {degrees} degrees in here
        The heating should be at {degrees} degrees.
        Turn the heating to {degrees}.
        Adjust the temperature to {degrees} degrees.
        Heating to {degrees}
        Can you heat the {room} to {degrees} degrees?
        Could you set the thermostat in the {room} to {degrees}?
        I need {degrees} degrees in the {room}.
        I'd like the {room} at {degrees} degrees
        The {room} should be {degrees} degrees warm.
        Turn the heating in the {room} to {degrees} degrees.
        Get the {room} to {degrees} degrees.
        Keep the {room} at {degrees} degrees.
        {room} to {degrees} degrees
        """,
        outcome=out(
            "Temperature set to {degrees}", "Done. The temperature is set to {degrees} degrees."
        ),
        group="home",
    ),
    kind(
        "door lock",
        "smart_lock set_door operate_lock "
        "lock_door set_lock door_lock lock control_lock",
        "Locks or unlocks a door of the house|Operate the lock of a door|"
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
        Can you {action} the {door} for me?
        Could you please {action} the {door}?
        Can somebody {action} the {door}?
        Could you {action} the {door} now?
        I would like you to {action} the {door}.
        I'd like to {action} the {door}
        I have to {action} the {door}.
        I forgot to {action} the {door}, do it for me.
        I am in bed and did not {action} the {door}, please do
        Be so kind and {action} the {door}.
        Make sure to {action} the {door}.
        Don't forget to {action} the {door}
        Time to {action} the {door}
        Quickly {action} the {door}.
        Just {action} the {door}.
        {action} {door}
        """,
        outcome=out("ok: {action} {door}", "Done: {action} the {door}."),
        group="home",
    ),
    kind(
        "vacuum",
        "send_vacuum vacuum_room "
        "start_vacuum vacuum clean_room run_vacuum robot_vacuum start_cleaning",
        "Let the robot clean a room|Sends the vacuum cleaner to a room|"
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
        Can you vacuum the {room}?
        Can the robot clean the {room}?
        Could you send the vacuum to the {room}?
        Could you have the {room} vacuumed?
        I want the {room} vacuumed.
        I need the {room} cleaned.
        I'd like the robot to clean the {room}
        I spilled something in the {room}, send the vacuum.
        The {room} is dirty, please clean it.
        The {room} is full of dust, vacuum it.
        The floor of the {room} needs cleaning.
        Have the robot clean the {room}.
        Have the {room} vacuumed.
        Get the vacuum going in the {room}.
        Make the {room} clean with the vacuum.
        Send the robot into the {room}.
        Vacuum {room}
        Robot to the {room}
        """,
        pairs="Vacuum the {a} and the {b}.\nClean the {a} and the {b}.",
        again="And the {room}.\nNow the {room}.",
        outcome=out("Cleaning started", "Done. The vacuum is cleaning the {room}."),
        group="home",
    ),
    kind(
        "table booking",
        "reserve_restaurant get_table "
        "book_table reserve_table make_reservation restaurant_booking table_reservation",
        "Reserves a table for some guests|Book seats at a restaurant|"
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
        Can you book a table for {people} at {restaurant}?
        Could you reserve a table at {restaurant} for {people}?
        I want to eat at {restaurant} with {people} people, book a table.
        I'd like a table for {people} at {restaurant}
        Get us a table for {people} at {restaurant}.
        We are {people} people and want a table at {restaurant}.
        Table for {people} at {restaurant}
        Can you get a table for {people} at {restaurant} at {time}?
        I need a table for {people} people at {restaurant} at {time}.
        Reserve a table for {people} people at {restaurant} at {time}.
        {restaurant}, {people} people, {time}, book a table
        Can you book us a table for {people} at {restaurant} on {date}?
        We are {people} and want to eat at {restaurant} on {date}.
        Make a reservation for {people} on {date} at {restaurant}.
        Table at {restaurant} for {people}, {date}
        Could you reserve a table for {people} at {restaurant} on {date} at {time}?
        I want a table at {restaurant} on {date} at {time} for {people} people.
        Book {restaurant} for {people} people, {date} at {time}.
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
        "buy_ticket purchase_flight book_plane order_flight "
        "book_flight flight_booking reserve_flight buy_flight_ticket",
        "Buys a seat on a plane|Reserves a flight for the user|"
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
        Can you book a flight from {source} to {target}?
        Could you book me a plane ticket from {source} to {target}?
        Can you buy me a ticket for a flight from {source} to {target}?
        I need a plane ticket from {source} to {target}.
        I have to fly from {source} to {target}, book it.
        I'd like to book a flight from {source} to {target}
        Buy a plane ticket from {source} to {target}.
        Reserve me a seat on a plane from {source} to {target}.
        Book flight {source} to {target}
        Can you book a flight from {source} to {target} on {date}?
        Could you get me a plane ticket from {source} to {target} for {date}?
        I must fly from {source} to {target} on {date}, book it.
        I'd like to fly from {source} to {target} on {date}
        We want to book a flight from {source} to {target} on {date}.
        Buy me a ticket for a flight from {source} to {target} on {date}.
        Reserve a seat on a plane from {source} to {target} on {date}.
        Book flight {source} to {target}, {date}
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
        "lookup_flights available_flights flight_schedule "
        "search_flights find_flights get_flights flight_search list_flights",
        "Lists the flights between two cities|Looks for flights on a date|"
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
        Can you find flights from {source} to {target}?
        Could you look for flights from {source} to {target}?
        What are the flights from {source} to {target}?
        Do any planes go from {source} to {target}?
        I am looking for flights from {source} to {target}.
        I'd like to see the flights from {source} to {target}
        Look up flights from {source} to {target}.
        Search flights {source} to {target}
        Can you check which flights go from {source} to {target} on {date}?
        Could you search for flights from {source} to {target} on {date}?
        What flights go from {source} to {target} on {date}?
        Is there a flight from {source} to {target} on {date}?
        I want to see all flights from {source} to {target} on {date}.
        Show me the flights from {source} to {target} on {date}.
        List all flights on {date} from {source} to {target}.
        Look for flights from {source} to {target} on {date}.
        Available flights from {source} to {target}, {date}
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
        "get_hotel_room find_accommodation hotel_reservation "
        "book_hotel hotel_booking reserve_hotel find_hotel book_room",
        "Finds a room to sleep in a city|Books a hotel for some nights|"
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
        Can you book a hotel in {city}?
        Could you find me a hotel room in {city}?
        I need a place to sleep in {city}.
        I'd like a hotel in {city}
        I am going to {city} and need a hotel.
        Hotel room in {city}, please
        Can you get me a hotel in {city} for {nights} nights?
        Could you reserve a room in {city} for {nights} nights?
        I want to stay in {city} for {nights} nights, find me a hotel.
        We need a hotel room in {city} for {nights} nights.
        {nights} nights in {city}, book a hotel
        Can you book a hotel in {city} for {date}?
        I arrive in {city} on {date} and need a hotel.
        Reserve a hotel room in {city} for {date}.
        Hotel in {city}, arrival {date}
        Could you book a hotel in {city} from {date} for {nights} nights?
        I need a hotel room in {city} from {date} for {nights} nights.
        Hotel: {city}, {date}, {nights} nights
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
        "get_food deliver_food food_delivery "
        "order_food food_order place_order order_meal order_delivery",
        "Have a dish delivered|Orders something to eat|"
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
        Can you order {dish}?
        Could you order me some {dish}?
        I feel like {dish}, order it for me.
        I'd love some {dish}, please order it
        Have some {dish} delivered to me.
        {dish} delivery, please
        One order of {dish}
        Can you order {quantity} {dish} for us?
        I want to order {quantity} portions of {dish}.
        We need {quantity} portions of {dish}, order them.
        Get us {quantity} {dish}.
        Order: {quantity} times {dish}
        Can you have {dish} delivered to {address}?
        I want {dish} sent to {address}.
        Send {dish} to {address}.
        Could you order {quantity} portions of {dish} to {address}?
        I need {quantity} {dish} delivered to {address}.
        Deliver {quantity} portions of {dish} to {address}.
        """,
        outcome=out("Order placed", "Done. I ordered {dish}."),
        group="food",
    ),
    kind(
        "recipe",
        "lookup_recipe how_to_cook "
        "find_recipe get_recipe recipe search_recipes recipe_search",
        "How to cook a dish|Looks up what a dish is made of|"
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
        What do I need for {dish}?
        What goes into {dish}?
        What are the ingredients for {dish}?
        How is {dish} made?
        How do you prepare {dish}?
        Can you find a recipe for {dish}?
        Could you show me how to cook {dish}?
        Do you have a recipe for {dish}?
        I would like to make {dish} today, how does it go?
        I want to learn how to make {dish}.
        I'd love a good {dish} recipe
        My kids want {dish}, how do I cook it?
        Search for a {dish} recipe.
        Get me a recipe for {dish}.
        Tell me how to cook {dish}.
        Teach me to make {dish}.
        {dish} recipe
        Cooking {dish}, need a recipe
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
        "lookup_restaurant places_to_eat restaurant_finder "
        "find_restaurant search_restaurants restaurants restaurant_search nearby_restaurants",
        "Where to eat in a city|Looks for places to eat|"
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
        Can you find a restaurant in {city}?
        Could you suggest a good restaurant in {city}?
        What's a good place to eat in {city}?
        Where should I go for dinner in {city}?
        I am hungry and in {city}, where can I eat?
        I need a restaurant in {city}.
        I'd like to eat out in {city}
        Look for restaurants in {city}.
        Restaurants in {city}
        Can you find a {cuisine} restaurant in {city}?
        Could you look for {cuisine} food in {city}?
        Where do I get {cuisine} food in {city}?
        Are there any {cuisine} restaurants in {city}?
        I want to eat {cuisine} food in {city}.
        I'd love a {cuisine} place in {city}
        We want a {cuisine} restaurant in {city}.
        Show me {cuisine} restaurants in {city}.
        {cuisine} food in {city}
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
        "read_news news_about "
        "get_news news latest_news search_news headlines fetch_news",
        "What the papers say about a topic|Current reports on a subject|"
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
        What are the headlines about {topic}?
        What do the news say about {topic}?
        What has been in the news about {topic}?
        What is new about {topic} in the papers?
        Can you get me news on {topic}?
        Could you check the news for {topic}?
        Have there been any news stories about {topic}?
        I need the latest news about {topic}.
        I want to hear the news on {topic}.
        I'd like some news about {topic}
        I haven't read the news, is there anything on {topic}?
        Find news about {topic}.
        Fetch the headlines on {topic}.
        Look up the latest news on {topic}.
        Read me the news about {topic}.
        Check the news for {topic}.
        Latest news: {topic}
        Headlines on {topic}
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
        "explain_word what_means "
        "define define_word dictionary get_definition lookup_word word_meaning",
        "Explains what a word means|Returns the definition of a word|"
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
        What's the meaning of {word}?
        What's the definition of the word {word}?
        What is meant by the word {word}?
        How is the word {word} defined?
        How does the dictionary define {word}?
        Can you define {word}?
        Can you explain the word {word}?
        Could you look up {word} in the dictionary?
        Do you know what the word {word} means?
        I don't know the word {word}, what does it mean?
        I need a definition of {word}.
        I'd like to know what {word} means
        I want to know the meaning of {word}.
        Explain the word {word}.
        Find the definition of {word}.
        Tell me what {word} means.
        Check the dictionary for {word}.
        Definition of {word}
        Meaning of {word}
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
        "wiki_lookup get_wikipedia_page "
        "wikipedia search_wikipedia get_article lookup_article encyclopedia",
        "Get the summary of an encyclopedia article|Reads a Wikipedia page|"
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
        What's on Wikipedia about {title}?
        What is in the Wikipedia article about {title}?
        Is there a Wikipedia article on {title}?
        Can you look up {title} on Wikipedia?
        Could you check Wikipedia for {title}?
        Can you open the Wikipedia page on {title}?
        I need the Wikipedia article about {title}.
        I want to read about {title} on Wikipedia.
        I'd like to see the Wikipedia page on {title}
        Check what Wikipedia says about {title}.
        Fetch the Wikipedia article about {title}.
        Find {title} in Wikipedia.
        Look in the encyclopedia for {title}.
        Use Wikipedia to look up {title}.
        Give me the Wikipedia summary of {title}.
        Wikipedia article about {title}
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
        "make_note jot_down "
        "create_note add_note save_note write_note take_note new_note note",
        "Keeps a text as a note|Adds a new note with a text|"
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
        Can you note down that {text}?
        Could you make a note saying {text}?
        Could you write down "{text}" for me?
        I need a note that says {text}.
        I want to note that {text}.
        I'd like to write down that {text}
        Jot down that {text}.
        Put "{text}" in a note.
        Keep a note that {text}.
        Save this as a note: {text}
        Note to self: {text}
        Note: {text}
        Can you create a note called {title} with the text "{text}"?
        I need a note titled {title} that says {text}.
        Make a note with the title {title}: {text}
        Add a note called {title} saying "{text}".
        Note {title}: {text}
        """,
        outcome=out("Note saved", "Done. I saved the note."),
        group="notes",
    ),
    kind(
        "deleting a note",
        "trash_note discard_note clear_note "
        "delete_note remove_note erase_note drop_note",
        "Throws a note away|Erases one of the notes|"
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
        Can you delete the note {title}?
        Could you remove my note called {title}?
        Can you get rid of my {title} note?
        I want the note {title} deleted.
        I no longer need the note {title}.
        I'd like to delete the note {title}
        The note {title} can go.
        The note called {title} is old, delete it.
        My note {title} should be removed.
        Clear the note {title}.
        Drop the note called {title}.
        Erase my {title} note.
        Trash the note {title}.
        Take the note {title} off my list of notes.
        Delete note: {title}
        Note {title}, delete it
        Remove the note titled {title}.
        """,
        pairs="Delete the notes {a} and {b}.\nRemove the note {a} and the note {b}.",
        again="And the note {title}.\nNow delete {title}.",
        outcome=out("Note deleted", "Done. I deleted the note {title}."),
        group="notes",
    ),
    kind(
        "listing notes",
        "read_notes notes_list my_notes "
        "list_notes get_notes show_notes all_notes",
        "Returns the titles of all notes|What notes there are|"
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
        What are my notes?
        What's in my notes?
        What have I written down?
        Do I have any notes?
        How many notes do I have, and which?
        Can you list my notes?
        Can you show me all my notes?
        Could you go through my notes?
        I need a list of all my notes.
        I want to see my notes.
        I'd like to look at my notes
        Display my notes.
        Open my notes.
        List every note I have.
        Get all my notes.
        Let me see my notes.
        My notes, please
        All notes
        """,
        outcome=out(
            "{notes}", "Your notes are {notes}.", p("notes", "notes titles", draws.list_of(v.THING))
        ),
        group="notes",
    ),
    kind(
        "reading a file",
        "show_file view_file "
        "read_file open_file get_file file_read load_file cat",
        "Shows the text of a file|Gets what is in a file|"
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
        Can you read {path}?
        Can you show me what is in {path}?
        Could you open the file {path} and tell me what it says?
        What is written in {path}?
        What does the file {path} contain?
        What's the content of {path}?
        What is the text of the file {path}?
        I need to see what is in {path}.
        I want to read the file {path}.
        I'd like to see the content of {path}
        Display the file {path}.
        Get the content of {path}.
        Let me see {path}.
        Load the file {path} and show it.
        Look into the file {path}.
        Read me the file {path}.
        Content of {path}
        View {path}
        """,
        pairs="Read {a} and {b}.\nShow me the files {a} and {b}.",
        again="And {path}?\nNow read {path}.\nWhat about {path}?",
        outcome=out("{content}", "{path} says: {content}",
                    p("content", "content text data", v.MESSAGE)),
        group="files",
    ),
    kind(
        "writing a file",
        "make_file store_text write_text "
        "write_file save_file create_file file_write",
        "Puts a text into a file|Makes a file with a content|"
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
        Can you write "{content}" into {path}?
        Can you save "{content}" to the file {path}?
        Could you create a file {path} that says "{content}"?
        Could you put "{content}" into {path}?
        I need a file {path} with the text "{content}".
        I want "{content}" saved in {path}.
        I'd like to have "{content}" in the file {path}
        The file {path} should say "{content}".
        The text "{content}" belongs into {path}.
        Store "{content}" in {path}.
        Make the file {path} and write "{content}" into it.
        Fill the file {path} with "{content}".
        Create {path} with the text "{content}".
        Write a file {path} containing "{content}".
        Write to {path}: {content}
        Save to {path}: {content}
        New file {path}, content: {content}
        """,
        outcome=out("File written", "Done. I wrote {path}."),
        group="files",
    ),
    kind(
        "deleting a file",
        "trash_file file_delete unlink_file "
        "delete_file remove_file rm erase_file",
        "Erases a file|Removes one file for good|"
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
        Can you delete {path}?
        Can you remove the file {path}?
        Could you get rid of {path}?
        I don't need {path} any more, delete it.
        I want to delete the file {path}.
        I'd like the file {path} deleted
        I need you to remove {path}.
        The file {path} can be deleted.
        The file {path} has to go.
        Erase the file {path}.
        Drop the file {path}.
        Wipe {path} from the disk.
        Trash {path}.
        Clean up and delete {path}.
        Delete file {path}
        rm {path}
        """,
        pairs="Delete {a} and {b}.\nRemove the files {a} and {b}.",
        again="And {path}.\nNow delete {path}.",
        outcome=out("File deleted", "Done. I deleted {path}."),
        group="files",
    ),
    kind(
        "listing files",
        "read_folder folder_contents "
        "list_files list_directory ls get_files show_files dir",
        "Returns the names of the files in a folder|What a directory contains|"
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
        What's in {folder}?
        What does the folder {folder} contain?
        What's inside the directory {folder}?
        Are there any files in {folder}?
        How many files are in {folder}, and which?
        Can you list the files in {folder}?
        Can you show me what is in the folder {folder}?
        Could you look into the directory {folder}?
        I need a list of the files in {folder}.
        I want to see the files in {folder}.
        I'd like to know which files are in {folder}
        Display the content of the folder {folder}.
        Get the file names in {folder}.
        Look into the folder {folder}.
        Show me the folder {folder}.
        Tell me which files are in {folder}.
        List directory {folder}
        ls {folder}
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
        "run_in_terminal command_line "
        "run_command execute bash shell run_shell exec_command terminal",
        "Runs something in the shell and returns its output|Executes a line in the terminal|"
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
        Can you run {command}?
        Can you execute {command} in the shell?
        Could you run the command {command} for me?
        What do I get when I run {command}?
        What does the command {command} show?
        What happens if I run {command}?
        I need the output of {command}.
        I want you to run {command}.
        I'd like to see what {command} prints
        Use the shell to run {command}.
        Run {command} and show me the output.
        Run {command} on the command line.
        Show me the output of {command}.
        Enter {command} in the terminal.
        Try {command} in the terminal.
        Give me the output of the command {command}.
        Execute this: {command}
        $ {command}
        Command: {command}
        """,
        again="Now run {command}.\nAnd {command}.",
        outcome=out(
            "{output}", "The output is: {output}", p("output", "output stdout result", v.FILE)
        ),
        group="search",
    ),
    kind(
        "user",
        "user_by_id load_user "
        "get_user get_user_by_id find_user lookup_user user_info fetch_user",
        "Fetches one user from the system|Who the user with an id is|"
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
        Who has the user id {id}?
        Who is the user with the number {id}?
        What's the name of the user with id {id}?
        What do we know about user {id}?
        What is the email of user {id}?
        Can you look up user {id}?
        Can you get me the data of user {id}?
        Could you find out who user {id} is?
        I need the data of user {id}.
        I want to see the user with the id {id}.
        I'd like to know who user {id} is
        Load the user with the id {id}.
        Pull up user {id}.
        Retrieve user number {id}.
        Search for the user with id {id}.
        Tell me who user {id} is.
        Show the profile of user {id}.
        User {id}
        User id {id}
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
        "status_of_order fetch_order "
        "get_order_status order_status check_order lookup_order get_order",
        "How far an order is|Finds out what has become of an order|"
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
        What's happening with order {order}?
        What became of my order {order}?
        What is going on with my order {order}?
        How is my order {order} coming along?
        Is my order {order} on its way?
        Is order {order} finished?
        Did you ship my order {order}?
        Can you check my order {order}?
        Can you tell me the status of order {order}?
        Could you look up order {order}?
        I want to know how far my order {order} is.
        I need the status of order {order}.
        I am still waiting for my order {order}, where is it?
        I'd like to know the status of my order {order}
        My order number is {order}, when does it come?
        Look into order {order}.
        Find out what happened to my order {order}.
        Tell me the state of order {order}.
        Order {order}, status?
        Order status {order}
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
        "locate_package find_parcel "
        "track_package track_parcel track tracking package_status track_shipment",
        "Tells where a package is|Looks up a tracking number|"
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
        Where's my package {code}?
        Where has the parcel {code} got to?
        Where is the shipment {code} right now?
        How far has my package {code} come?
        In which city is the parcel {code}?
        Can you track the package {code}?
        Can you find out where my parcel {code} is?
        Could you track my shipment {code}?
        I am waiting for the package {code}, where is it?
        I need to know where the parcel {code} is.
        I want to see where my package {code} is.
        I'd like to track the parcel {code}
        My tracking number is {code}, where is my package?
        Follow the package {code}.
        Locate the parcel {code}.
        Look up the tracking number {code}.
        Tracking {code}
        Parcel {code}, where is it?
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
        "put_on_list buy_later list_add_item "
        "add_to_shopping_list add_item shopping_list add_to_list add_grocery",
        "Remember something to buy|Adds a product to the list of things to buy|"
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
        Can you add {item} to my shopping list?
        Could you put {item} on the shopping list?
        I want {item} on my shopping list.
        I have to buy {item}, put it on the list.
        I'd like {item} on the shopping list
        We are out of {item}, add it to the shopping list.
        We have no {item} left, put it on the shopping list.
        Get {item} onto my shopping list.
        Don't forget {item}, put it on the shopping list.
        Shopping list: {item}
        Can you add {quantity} {item} to the shopping list?
        Could you put {quantity} {item} on my shopping list?
        I need to buy {quantity} {item}.
        I need {quantity} {item} from the shop, put it on the list.
        We need {quantity} {item}, put it on the shopping list.
        Write {quantity} {item} on my shopping list.
        To buy: {quantity} {item}
        Shopping list: {quantity} {item}
        """,
        pairs="Add {a} and {b} to my shopping list.\nPut {a} and {b} on the shopping list.",
        again="And {item}.\nAlso {item}.",
        outcome=out("Added {item}", "Done. I added {item} to the list."),
        group="lists",
    ),
    kind(
        "to-do list",
        "put_todo add_to_todo_list make_task "
        "add_task create_task add_todo new_task todo",
        "Note something that has to be done|Adds an item to the list of tasks|"
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
        Can you add {task} to my to-do list?
        Could you create a task to {task}?
        I need a new task: {task}
        I have to {task}, add it to my tasks.
        I want {task} on my to-do list.
        I'd like to add {task} to my tasks
        Write {task} on my to-do list.
        Make a task to {task}.
        To-do: {task}
        Task: {task}
        Can you add a task to {task} with {priority} priority?
        I need a task with {priority} priority: {task}
        I have to {task}, add it as a task with {priority} priority.
        Put {task} on my to-do list with {priority} priority.
        Make a {priority} priority task to {task}.
        Add a {priority} priority task: {task}
        To-do, {priority} priority: {task}
        """,
        outcome=out("Task added", "Done. I added the task {task}."),
        group="lists",
    ),
    kind(
        "opening a page",
        "load_page navigate_to "
        "open_url open_website browse visit_page fetch_url open_page go_to",
        "Loads a page from the internet|Shows a website by its address|"
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
        Can you open {url}?
        Can you go to {url}?
        Could you open the page {url} in the browser?
        Could you show me the website {url}?
        Can I see the page {url}?
        What is on the page {url}?
        I need to visit {url}.
        I want to go to {url}.
        I'd like to look at the website {url}
        Bring up {url} in the browser.
        Browse to {url}.
        Call up the page {url}.
        Load the page {url}.
        Navigate to {url}.
        Pull up the website {url}.
        Start the browser with {url}.
        Have a look at the page {url}.
        Website: {url}
        Open: {url}
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
        "make_image text_to_image "
        "generate_image create_image draw image_generation make_picture paint",
        "Paints what a text describes|Makes a picture of something|"
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
        Can you draw {prompt}?
        Can you make a picture of {prompt}?
        Could you generate an image of {prompt}?
        Could you paint me a picture of {prompt}?
        I need an image of {prompt}.
        I'd love a picture of {prompt}
        I want an image that shows {prompt}.
        Make me an image with {prompt}.
        Design a picture of {prompt}.
        Image of {prompt}
        Picture: {prompt}
        Can you make a {style} of {prompt}?
        Could you create a {style} of {prompt}?
        I need a {style} of {prompt}.
        I'd like a {style} that shows {prompt}
        Generate a {style} of {prompt}.
        Give me a {style} of {prompt}.
        Make an image of {prompt}, as a {style}
        A {style} of {prompt}, please
        """,
        again="Now {prompt}.\nAnd one of {prompt}.",
        outcome=out(
            "{url}", "Here is the image: {url}", p("url", "url image image_url link", v.URL)
        ),
    ),
    kind(
        "random number",
        "draw_number number_in_range "
        "random_number get_random generate_random random_int randint pick_number",
        "Draws a number between two others|Returns any number in a range|"
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
        What number between {low} and {high} do you pick?
        Can you give me a random number between {low} and {high}?
        Can you pick a number from {low} to {high}?
        Could you draw a number between {low} and {high}?
        Could you choose any number from {low} to {high}?
        I want a random number from {low} to {high}.
        I need some number between {low} and {high}.
        I can't decide, pick a number between {low} and {high}.
        I'd like a random number from {low} to {high}
        Draw a random number from {low} to {high}.
        Get a random number between {low} and {high}.
        Give me any number between {low} and {high}.
        Generate a number between {low} and {high}.
        Let chance choose a number from {low} to {high}.
        Say a random number between {low} and {high}.
        Any number from {low} to {high}
        Random integer, {low} to {high}
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
        "dice_roll cast_dice "
        "roll_dice dice roll roll_die throw_dice",
        "Rolls some dice and adds them up|What the dice show|"
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
        Can you roll {count} dice?
        Could you throw {count} dice for me?
        What do {count} dice show?
        I need a roll of {count} dice.
        I'd like to throw {count} dice
        I need you to roll {count} dice.
        Give me a roll of {count} dice.
        Cast {count} dice.
        {count} dice, please
        Dice roll: {count}
        Can you roll {count} dice with {sides} sides?
        Could you throw {count} dice with {sides} sides each?
        I want to throw {count} dice with {sides} sides.
        I need a roll of {count} dice with {sides} sides.
        Throw {count} {sides}-sided dice.
        Cast {count} dice with {sides} sides each.
        {count} dice, {sides} sides
        """,
        outcome=out(
            "{total}", "The dice show {total}.", p("total", "total result sum", integer(2, 99))
        ),
        group="chance",
    ),
    kind(
        "coin flip",
        "throw_coin heads_or_tails coin_toss "
        "flip_coin toss_coin coin coin_flip",
        "Heads or tails by chance|Throws a coin|"
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
        Can you flip a coin?
        Can you toss a coin for me?
        Could you throw a coin?
        Is it heads or tails?
        What does the coin say?
        Will it be heads or tails?
        I want you to toss a coin.
        I can't decide, flip a coin.
        I'd like to flip a coin
        We need a coin toss.
        Do a coin flip.
        Do a coin toss for us.
        Give me heads or tails.
        Let the coin decide.
        Throw a coin, heads or tails?
        Coin flip, please
        Coin toss
        """,
        outcome=out(
            "{side}", "It is {side}.", p("side", "result side outcome", shared("heads, tails"))
        ),
        group="chance",
    ),
    kind(
        "distance",
        "how_far measure_distance get_km "
        "get_distance distance distance_between calculate_distance city_distance",
        "How far two cities are apart|Returns the kilometers between two places|"
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
        How far apart are {source} and {target}?
        How far away is {target} from {source}?
        How many kilometers is it from {source} to {target}?
        How long is the distance between {source} and {target}?
        How big is the distance from {source} to {target}?
        What distance is it from {source} to {target}?
        Is it far from {source} to {target}?
        Can you tell me how far it is from {source} to {target}?
        Could you look up the distance between {source} and {target}?
        I need the distance from {source} to {target}.
        I want to know how far {source} is from {target}.
        I'd like to know how many kilometers it is from {source} to {target}
        Find out how far it is from {source} to {target}.
        Give me the distance between {source} and {target}.
        Measure the distance from {source} to {target}.
        Distance {source} {target}
        {source} to {target}, how far?
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
        "show_way get_route "
        "get_directions directions navigate route find_route plan_route",
        "How to get from one place to another|Describes the way|"
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
        How can I get from {source} to {target}?
        Which way do I go from {source} to {target}?
        Can you tell me the way from {source} to {target}?
        Could you give me directions from {source} to {target}?
        I am in {source}, how do I get to {target}?
        I need directions from {source} to {target}.
        I want to go from {source} to {target}, show me the way.
        I'd like a route from {source} to {target}
        Plan a route from {source} to {target}.
        Route from {source} to {target}
        How do I go by {mode} from {source} to {target}?
        What is the best way by {mode} from {source} to {target}?
        Can you find a way from {source} to {target} by {mode}?
        Could you plan a route by {mode} from {source} to {target}?
        I need a route from {source} to {target} by {mode}.
        I want to go from {source} to {target} by {mode}, show me the way.
        Give me directions from {source} to {target} by {mode}.
        Navigate from {source} to {target} by {mode}.
        Route by {mode}: {source} to {target}
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
        "count_people inhabitants city_size "
        "get_population population city_population population_of",
        "How many people live in a city|Returns the number of inhabitants|"
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
        How large is the population of {city}?
        How many inhabitants are there in {city}?
        How many people are there in {city}?
        How many residents does {city} have?
        How populous is {city}?
        What is the number of inhabitants of {city}?
        What population does {city} have?
        Can you tell me the population of {city}?
        Could you look up how many people live in {city}?
        Do you know how many people live in {city}?
        I need the population of {city}.
        I want to know how many people live in {city}.
        I wonder how many people live in {city}
        Find the population of {city}.
        Give me the number of people in {city}.
        Check how many inhabitants {city} has.
        {city} population
        Inhabitants of {city}
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
        "capital_of country_facts "
        "get_country country_info get_capital lookup_country",
        "Facts about a country|Returns the capital of a country|"
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
        What's the capital of {country}?
        What is the capital city of {country}?
        What do you know about the country {country}?
        What can you tell me about the country {country}?
        Can you look up the country {country}?
        Can you tell me the capital of {country}?
        Could you find facts about the country {country}?
        Do you know the capital of {country}?
        I need the capital of {country}.
        I need facts about the country {country}.
        I'd like to learn about the country {country}
        I am going to {country}, what is its capital?
        Find the capital of {country}.
        Name the capital of {country}.
        Show me facts about the country {country}.
        Tell me what the capital of {country} is.
        Capital of {country}
        Country facts: {country}
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
        "when_playing cinema_program "
        "get_showtimes movie_times showtimes movie_showtimes cinema_times",
        "When a film starts in the cinema|Looks up when a movie is on|"
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
        What time does the movie {movie} start?
        When does the movie {movie} start at the cinema?
        When do they show {movie} in the cinema?
        Can you find the showtimes of {movie}?
        I want to see {movie} in the cinema, when is it on?
        I need the showtimes of {movie}.
        I'd like to watch {movie} at the cinema, when does it play?
        Look up when {movie} is playing.
        Showtimes for {movie}
        At what time is {movie} on in {city}?
        When is {movie} shown in {city}?
        Is {movie} playing in {city}?
        Can you check when {movie} is playing in {city}?
        Could you find the showtimes of {movie} in {city}?
        I want to see {movie} in {city}, when does it start?
        Find the showtimes for {movie} in {city}.
        Tell me when the movie {movie} is on in {city}.
        {movie}, cinema in {city}, when?
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
        "film_details movie_search "
        "find_movie movie_info get_movie search_movie lookup_film",
        "Who made a film, and when|Finds a movie by its title|"
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
        Who is the director of {movie}?
        Who was the director of the film {movie}?
        Who made the film {movie}?
        When was the movie {movie} made?
        When did the film {movie} come out?
        What year did the movie {movie} come out?
        How old is the movie {movie}?
        Can you look up the film {movie}?
        Can you tell me who directed {movie}?
        Could you find the movie {movie}?
        I need information on the movie {movie}.
        I want to know who directed {movie}.
        I'd like to know more about the film {movie}
        Find out who directed {movie}.
        Get me the details of the movie {movie}.
        Search for the movie {movie}.
        Tell me who made the film {movie}.
        Director of {movie}
        Movie: {movie}
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
        "book_info author_of search_library "
        "find_book search_books get_book lookup_book",
        "Who wrote a book|Looks up the author of a book|"
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
        Who's the author of {title}?
        Who's the author of the book {title}?
        Which author wrote {title}?
        By whom is the book {title}?
        What do you know about the book {title}?
        Can you find the book {title}?
        Can you tell me who wrote {title}?
        Could you look up the book {title}?
        I need the author of the book {title}.
        I am looking for the book {title}.
        I want to know who wrote {title}.
        I'd like to know who wrote the book {title}
        Find out who wrote {title}.
        Get me information about the book {title}.
        Give me the author of {title}.
        Tell me who the author of {title} is.
        Author of {title}
        Book: {title}
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
        "ring_contact place_call "
        "call_contact call phone make_call dial start_call",
        "Rings somebody up|Calls a person on the phone|"
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
        Can you call {person}?
        Can you ring {person} for me?
        Could you phone {person}?
        Could you get {person} on the phone?
        Can you connect me with {person}?
        I have to call {person}.
        I have to talk to {person}, call now
        I want to call {person}.
        I would like to phone {person}.
        I'd like to speak to {person} on the phone
        Get {person} on the phone.
        Get {person} on the line.
        Connect me to {person}.
        Put me through to {person}.
        Place a call to {person}.
        Ring up {person}.
        Phone call to {person}
        Call: {person}
        """,
        again="Now call {person}.\nAnd then {person}.",
        outcome=out("Calling {person}", "I am calling {person}."),
        group="contacts",
    ),
    kind(
        "contact",
        "search_contacts address_book "
        "find_contact get_contact lookup_contact get_phone_number contact_info",
        "Finds the number of somebody|Looks in the address book|"
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
        What's the phone number of {person}?
        What is the number of {person}, please?
        Which number does {person} have?
        Under what number do I reach {person}?
        Is {person} in my contacts?
        Do we have the phone number of {person}?
        Can you find the number of {person}?
        Can you look up the phone number of {person}?
        Could you give me the contact details of {person}?
        I need the phone number of {person}.
        I want the number of {person}.
        I lost the number of {person}, find it.
        I'd like to have the phone number of {person}
        Look up the number of {person}.
        Search my contacts for {person}.
        Show me the contact {person}.
        Tell me the phone number of {person}.
        Phone number of {person}
        Contact details, {person}
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
        "store_contact save_number remember_number "
        "add_contact create_contact save_contact new_contact",
        "Puts a person into the address book|Stores a name and a phone number|"
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
        Can you add {person} to my contacts, number {phone}?
        Can you save {phone} as the number of {person}?
        Could you create a contact {person} with the number {phone}?
        Could you store the phone number {phone} for {person}?
        I want to add {person} with the number {phone} to my contacts.
        I have a new contact, {person}, with the number {phone}.
        I met {person}, save the number {phone}.
        I'd like to save the number {phone} for {person}
        The phone number {phone} belongs to {person}, save it.
        The new number of {person} is {phone}, add it to my contacts.
        Add a contact named {person} with the number {phone}.
        Add the number {phone} to my contacts as {person}.
        Make a new contact for {person}, number {phone}.
        Put {person} in my address book with the number {phone}.
        Remember {phone} as the phone number of {person}.
        Add contact: {person}, {phone}
        Contact {person}, phone {phone}, save it
        """,
        outcome=out("Contact saved", "Done. I saved the number of {person}."),
        group="contacts",
    ),
    kind(
        "photo",
        "shoot_photo snap_picture "
        "take_photo take_picture camera capture_image snapshot",
        "Shoots a picture with the camera|Takes a snapshot|"
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
        Can you take a photo?
        Can you take a picture of me?
        Could you take a picture now?
        Could you snap a quick photo?
        Can we have a photo?
        I need a photo.
        I want a picture of us, take one.
        I'd like you to take a photo
        I look good today, take a picture.
        We want a group photo, take one.
        Capture a photo.
        Shoot a photo now.
        Snap a picture.
        Use the camera to take a photo.
        Take a snapshot.
        Take a selfie.
        Take another photo.
        Photo, please
        """,
        outcome=out(
            "{file}", "Done. The photo is in {file}.", p("file", "file path photo", v.FILE)
        ),
    ),
    kind(
        "account balance",
        "show_balance fetch_balance "
        "get_balance balance account_balance check_balance get_account_balance",
        "How much is on a bank account|Looks up the money in an account|"
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
        What's on account {account}?
        What is the current balance of account {account}?
        What balance does account {account} have?
        How much is in account {account}?
        How much money do I have on account {account}?
        How much money is left in account {account}?
        Is there any money on account {account}?
        Can you check the balance of account {account}?
        Can you tell me how much is in account {account}?
        Could you look up the balance of my account {account}?
        I need the balance of account {account}.
        I want to know how much money is in account {account}.
        I'd like to see the balance of my account {account}
        Get the balance of account {account}.
        Give me the current balance of account {account}.
        Look up how much money is on account {account}.
        Account {account}, balance?
        Account balance {account}
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
        "wire_money transfer_funds "
        "transfer_money send_money transfer pay make_payment bank_transfer",
        "Sends an amount to a person|Makes a payment to somebody|"
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
        Can you send {amount} to {person}?
        Could you pay {person} the {amount} that I owe?
        I need to transfer {amount} to {person}.
        I'd like to pay {amount} to {person}
        Wire {amount} to {person}.
        Payment to {person}: {amount}
        Can you transfer {amount} {currency} to {person}?
        Can you pay {person} {amount} {currency}?
        Could you send {person} {amount} {currency}?
        I have to pay {person} {amount} {currency}.
        I need {amount} {currency} sent to {person}.
        I want to transfer {amount} {currency} to {person}.
        I'd like to send {person} {amount} {currency}
        The rent is due, pay {person} {amount} {currency}.
        {person} gets {amount} {currency} from me
        Move {amount} {currency} from my account to {person}.
        Transfer to {person}: {amount} {currency}
        Wire {amount} {currency} to {person}.
        """,
        outcome=out("Sent {amount}", "Done. I sent {amount} to {person}."),
        group="bank",
    ),
    kind(
        "taxi ride",
        "get_cab hail_taxi "
        "book_taxi call_taxi order_taxi request_ride order_ride",
        "Sends a car that takes the user somewhere|Gets a cab|"
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
        Can you call me a taxi to {target}?
        Can you get me a ride to {target}?
        Could you order a cab to {target}?
        I want a taxi to {target}.
        I have to get to {target}, call a taxi.
        I'd like a cab to {target}
        Get a taxi that takes me to {target}.
        Send me a taxi, I want to go to {target}.
        Cab to {target}, please
        Can you book a taxi to {target} at {time}?
        Could you get me a cab to {target} for {time}?
        I want a ride to {target} at {time}.
        I have to leave for {target} at {time}, order a taxi.
        I'd like a taxi to {target} at {time}
        Call a taxi to {target} for {time}.
        Reserve a cab to {target} for {time}.
        Taxi at {time} to {target}
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
        "find_train train_search "
        "get_trains train_times next_train search_trains train_schedule",
        "Looks up trains in the timetable|Which train goes from one city to another|"
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
        What is the next train from {source} to {target}?
        What train can I take from {source} to {target}?
        Which train goes from {source} to {target}?
        Can you find me a train from {source} to {target}?
        Could you look up the next train from {source} to {target}?
        I need a train from {source} to {target}.
        I want to take the train from {source} to {target}.
        I'd like to go from {source} to {target} by train
        Look up trains from {source} to {target}.
        Next train {source} to {target}
        When do trains leave from {source} to {target} on {date}?
        What trains are there from {source} to {target} on {date}?
        Can you check the trains from {source} to {target} on {date}?
        I need a train from {source} to {target} on {date}.
        I want to go by train from {source} to {target} on {date}.
        Show me the trains from {source} to {target} on {date}.
        Look for a train from {source} to {target} on {date}.
        Trains {source} to {target}, {date}
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
        "make_joke funny_joke fetch_joke "
        "tell_joke get_joke joke random_joke",
        "Something funny to laugh about|Returns a joke|"
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
        Can you tell a joke?
        Can you tell me a joke?
        Can you make me laugh?
        Could you cheer me up with a joke?
        Do you know any good jokes?
        Do you have a joke for me?
        What's a good joke?
        I need a joke.
        I need a laugh.
        I am bored, tell me a joke.
        I'd love to hear a joke
        Cheer me up with a joke.
        Say something funny.
        Tell me something funny.
        Let me hear a joke.
        A joke, please
        One more joke, please
        Joke!
        """,
        outcome=out("{joke}", "Here is one: {joke}.", p("joke", "joke text", v.MESSAGE)),
        answerable=True,
    ),
    kind(
        "inventory",
        "count_stock items_in_stock "
        "check_stock get_inventory inventory stock_level check_inventory",
        "How much of a product the warehouse has|Checks what is left of a product|"
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
        How much {product} is left in the warehouse?
        How many {product} are in stock?
        How many {product} are left in the warehouse?
        How many of the {product} do we have left?
        What is the stock of {product}?
        What's our inventory of {product}?
        Do we still have {product} in the warehouse?
        Is there any {product} left in stock?
        Are we out of {product}?
        Can you check if {product} is in stock?
        Can you look up our stock of {product}?
        Could you see how many {product} are in the warehouse?
        I need the stock level of {product}.
        I want to know how many {product} we have in stock.
        I'd like to know if we have {product} in stock
        Count the {product} in the warehouse.
        Get the stock level of {product}.
        Tell me how many {product} are in stock.
        Stock of {product}
        Inventory: {product}
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
        "cost_of item_price "
        "get_price product_price price lookup_price check_price",
        "What a product costs in the shop|Looks up the price of an item|"
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
        What's the price of the {product}?
        What do you charge for the {product}?
        What do I have to pay for the {product}?
        How much do I pay for the {product}?
        How much do you want for the {product}?
        How much money is the {product}?
        Is the {product} expensive?
        Can you tell me what the {product} costs?
        Can you look up the price of the {product}?
        Could you check how much the {product} is?
        I need the price of the {product}.
        I want to buy the {product}, how much is it?
        I want to know what the {product} costs.
        I'd like to know the price of the {product}
        Find the price of the {product}.
        Get me the price of the {product}.
        Find out how much the {product} costs.
        {product}, how much?
        {product} price
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
        "give_stars score_item review_item "
        "rate_item rate submit_rating add_review",
        "Gives something a number of stars|Saves how good something is|"
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
        Can you give {item} {stars} stars?
        Can you rate {item} {stars} out of 5?
        Could you submit {stars} stars for {item}?
        Could you save my rating of {stars} for {item}?
        I want to give {item} {stars} stars.
        I rate {item} {stars} out of 5.
        I would give {item} {stars} out of 5 stars.
        I'd like to rate {item} with {stars} stars
        I have just seen {item}, {stars} stars
        My review of {item} is {stars} stars.
        My score for {item} is {stars} out of 5.
        Add a rating of {stars} stars for {item}.
        Leave {stars} stars for {item}.
        Save a rating for {item}, {stars} stars
        Put {item} down with {stars} stars.
        {stars} stars for {item}
        {item}: {stars} stars
        Rating for {item}: {stars}
        """,
        outcome=out("Rating saved", "Done. {item} has {stars} stars from you."),
    ),
    kind(
        "database query",
        "select_rows read_table "
        "run_query query_database sql execute_sql db_query",
        "Reads rows of a table|Gets data from the database|"
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
        Can you query the table {table}?
        Could you show me the table {table}?
        What does the table {table} contain?
        I need the rows of the table {table}.
        I want to see the table {table}.
        I'd like to see what is in the table {table}
        Read the table {table} from the database.
        Table {table}, all rows
        Can you get {limit} rows from the table {table}?
        Could you show me the first {limit} rows of {table}?
        What are the first {limit} rows of the table {table}?
        I need {limit} rows of the table {table}.
        I want the first {limit} rows of the table {table}.
        I'd like {limit} rows from {table}
        Fetch {limit} rows from the table {table}.
        List the first {limit} rows of the table {table}.
        Query {table} for at most {limit} rows.
        {limit} rows of {table}
        """,
        outcome=out(
            "{rows} rows", "The table {table} has {rows} rows.",
            p("rows", "rows count row_count", integer(1, 5000)),
        ),
        group="search",
    ),
)  # fmt: skip

BY_TOPIC = {kind.topic: kind for kind in KINDS}
