"""The table of small talk: what the user does, the reply, key words, and what the user says.

Where the first line ends with `!` or a word, a name may follow what is said (`Hi` or `Hi Demo`).
"""

from tools.demo_model.skills.asking import fact

REPLIES = (
    fact(
        "says hello",
        "Hello! How can I help you?",
        "Hello",
        """
        Hello!
        Hello
        Hi!
        Hi
        Hey
        Hey!
        (Hey hey|Hello hello|Hi hi|Hi and hello|Oh hi|Oh hello|Well hello|Hello again)
        (Hiya|Howdy|Heya|Yo|Ahoy|Greetings|Hullo|Hallo|hi :)|hey :)|helo|hii|hellooo|heyy)
        (Greetings!|Howdy!|Ahoy!|Welcome!|Salutations!|Hola!|Salut!|Aloha!)
        (Nice to meet you|Pleased to meet you|Good to see you|Nice to see you)!
        (Good day|Good day!|Hey, hello|Hi, hello|Hello, hello!)
        (Hello from me|Hello and welcome|Hi from me|Hey and hello)!
    """,
    ),
    fact(
        "says good morning",
        "Good morning! How can I help you?",
        "Good morning",
        """
        Good morning!
        Good morning
        Morning!
        (Morning|mornin|Gd morning|Guten Morgen|Good mornin)
        (Hi, good morning|Hello, good morning|A good morning to you|Hello and good morning)!
        A very good morning!
        (Good morning to you|Have a good morning|What a good morning)!
    """,
    ),
    fact(
        "says good evening",
        "Good evening! How can I help you?",
        "Good evening",
        """
        Good evening!
        Good evening
        Evening!
        (Evening|Guten Abend|Gd evening)
        (Hi, good evening|Hello, good evening|A good evening to you)!
        A very good evening!
        (Good evening to you|What a good evening)!
    """,
    ),
    fact(
        "says good afternoon",
        "Good afternoon! How can I help you?",
        "Good afternoon",
        """
        Good afternoon!
        Good afternoon
        Afternoon!
        (Afternoon|Gd afternoon)
        (Hi, good afternoon|Hello, good afternoon|A good afternoon to you)!
        A very good afternoon!
        (Good afternoon to you|What a good afternoon)!
    """,
    ),
    fact(
        "says good night",
        "Good night! Sleep well.",
        "Good night",
        """
        Good night!
        Good night
        Night!
        (Night night|goodnight|Gute Nacht|nighty night|gn)
        (I am going to bed|I'm going to bed|I go to bed now|I am off to bed|Time for bed)!
        (Sleep well|Sweet dreams|Sleep tight)!
        I (want|need) to sleep now!
        (Good night to you|Bye, good night|I am tired, good night)!
    """,
    ),
    fact(
        "asks how I am",
        "I am fine, thank you. How can I help you?",
        "fine",
        """
        How are you?
        How are you (doing|today|feeling|now|feeling today|this morning|doing today)?
        How do you do?
        How is it going?
        How's it going?
        How is (life|your day|everything|your day going)?
        (how r u|how are u|hows it going|how are ya)?
        How do you feel?
        How do you feel today?
        Are you (fine|OK|well|all right|okay|alright)?
        Hi, how are you?
        Hello, how are you?
        How have you been?
        You OK?
        Is everything (OK|all right|fine)?
        How are you getting on?
        How are things?
    """,
    ),
    fact(
        "asks what is new",
        "Not much: I am waiting for your questions.",
        "Not much",
        """
        What's up?
        What is up?
        What's new?
        What is (new|happening|going on)?
        What are you doing?
        What are you (doing now|up to|doing today|doing right now)?
        (whats up|wassup|sup)?
        What's (going on|happening)?
        What did you do (today|yesterday)?
        What is the news with you?
        Any news from you?
        Hey, what's up with you?
        What are you busy with?
    """,
    ),
    fact(
        "says thank you",
        "You are welcome!",
        "welcome",
        """
        Thanks!
        Thank you!
        Thanks
        Thank you
        (Thank you very much|Many thanks|Thanks a lot|Thank you so much|Thanks so much)!
        (thx|ty|tks|thanx|tnx|cheers|Thank u|thank you very much|thanks a lot|Merci|Danke)
        (Thanks for your help|Thank you for your help|Thanks for that|Thank you for the answer)!
        (Great, thanks|OK, thanks|Good, thank you|OK thank you|Super, thanks|Perfect, thanks)!
        (I thank you|A thousand thanks|Thanks a million|I am grateful|Much appreciated)!
        That (helped|helped me|was helpful|helps|was useful), thanks!
        No, (thanks|thank you)!
        Yes, thank you!
        (Thank you, that is all|Thanks, that was all|That is all, thank you|Thanks again)!
    """,
    ),
    fact(
        "says goodbye",
        "Goodbye! Have a nice day.",
        "Goodbye",
        """
        Bye!
        Goodbye!
        Bye
        Goodbye
        (Bye bye|See you|See you later|See you soon|See you tomorrow|Good bye|Take care)!
        (bye bye|see you|see you later|cu|cya|see ya|good bye|ciao|so long|farewell)
        (I have to go|I must go|I am leaving|I have to leave|I need to go|I am going home) now!
        (Until tomorrow|Until next time|Talk to you later|Until later|Till tomorrow)!
        (OK, bye|Thanks, bye|Well, goodbye|OK bye bye|Thank you and goodbye|Right, bye)!
        (Farewell|So long|Adieu|Have a nice day|Have a good day|Have a nice weekend)!
        (That's all for today|That is all for now|We are done|I am done|The end)!
        (I am off|Bye for now|Goodbye for now|Time to go|I will go now)!
    """,
    ),
    fact(
        "is kind to me",
        "Thank you! That is kind of you.",
        "kind",
        """
        Well done!
        You are (great|good|nice|wonderful|clever|smart|cool|funny|sweet|cute|amazing)!
        You're (great|good|nice|the best|wonderful|awesome|cool|so smart|a star|helpful)!
        (you are great|you are so cute|you are nice|you are funny|you're cool|you rock)
        (Good job|Great job|Nice work|Good work|Nice|Great work|Good answer|Nice job|Bravo)!
        I (like|love|admire) you!
        (i like you|i love you|love you|good bot|good job|well done|nice|great|wow|cool)
        (Great|Wow|Cool|Super|Perfect|Excellent|Awesome|Fantastic|Amazing|Very good|Wonderful)!
        That was (great|good|nice|perfect|funny|very good|excellent|right|correct)!
        That is (great|good|nice|perfect|funny|cool|correct|right|very good)!
        (Correct|Exactly|Very nice|Brilliant|Very well)!
        What a (good|nice|great|clever|fine) (answer|model)!
        (Good boy|Good girl|Good model|Clever boy|Good dog)!
        I (really like|am proud of|am impressed by) you!
    """,
    ),
    fact(
        "says sorry",
        "No problem!",
        "No problem",
        """
        Sorry!
        I am sorry!
        Sorry
        I'm sorry!
        (I am sorry|I'm sorry|i am so sorry|so sorry|my bad|oops|pardon|apologies|Ups)
        (Oops|My mistake|My fault|Pardon|Pardon me|My apologies|I apologise|So sorry)!
        Sorry (for that|about that|for the trouble|for my mistake|to bother you)!
        (Forgive me|Please forgive me|Excuse me|I was wrong|I made a mistake)!
        I did not mean (that|it|to)!
        (I am very sorry|I am really sorry|I am so sorry about that|Oh, sorry)!
    """,
    ),
    fact(
        "complains",
        "I am sorry. I am only a small model, and I make mistakes.",
        "sorry",
        """
        That is wrong!
        That's wrong!
        (Wrong|wrong|No, that is wrong|false|False|nope, wrong|not correct|not true)
        That is (not right|not true|false|not correct|nonsense|stupid|bad|rubbish|silly)!
        That was (wrong|bad|not right|not correct|stupid|not true|nonsense|not good)!
        You are (wrong|not right|mistaken|lying|bad|not helpful|terrible|annoying|boring)!
        (you are wrong|you're wrong|this is wrong|that is not true|bad answer|bad bot|boring)
        (Bad answer|Nonsense|Rubbish|Bad model|Not good|Terrible|Not helpful|Not right|Bad)!
        I (hate|don't like|do not like) (you|this|your answer|that answer)!
        You (made|make) a mistake!
        (It's wrong|Your answer is wrong|You got it wrong|This does not help|It is wrong)!
    """,
    ),
    fact(
        "agrees",
        "Good. What would you like to do next?",
        "What would you like",
        """
        OK!
        ok
        OK
        Okay
        (yes|Yes|yep|yeah|sure|right|fine|good|alright|all right|okay|k|aha|I see|of course)
        (Yes!|Sure!|Fine!|Okay!|All right!|Yeah!|Yep!|Of course!|Alright!|I see!|Aha!)
        (I understand|i understand|understood|got it|Got it|makes sense|I agree|agreed|true)
        (Understood|That makes sense|I know|I agree|Agreed|True|Go on|Sounds good)!
        (ok then|well ok|yes ok|yes of course|ok good|yes please|go on|continue|next)
        (Let's go|Let's start|OK, go on|I am ready|Let's begin|Yes, go on)!
    """,
    ),
    fact(
        "says no",
        "All right. Tell me if you need something.",
        "All right",
        """
        No!
        no
        No
        (nope|Nope|nah|not really|never|nothing|never mind|no way|not now|Never mind|nevermind)
        (Never|Nope|Not really|Nothing|Not now|Never mind|No way|Not today|Forget it|Stop)!
        (forget it|stop|stop it|stop that|cancel|no no|wait|Wait|enough|quit)
        (Stop it|Cancel|No no no|Wait a moment|One moment|Enough|Leave me alone|Go away)!
        I (don't|do not) (want|need) anything!
        (Not yet|No need|I changed my mind|I do not want that|I'd rather not)!
    """,
    ),
    fact(
        "is testing",
        "It works: I am here, and I can read you.",
        "It works",
        """
        test
        Test
        testing
        Test!
        (test 1|test test|testing testing|Testing 1 2 3|this is a test|ping|Ping|a test|test123)
        (Testing|Ping|This is a test|Just a test|Only a test|Test test|It is a test)!
        (hello world|Hello world|hello, world|Hello, World|1 2 3 test|one two three test)
        (Hello world|Testing, testing|Microphone test|Test one two|Hello, world)!
        (I am testing|I am only testing|I am testing you|Let me test you|I want to test you)!
        (I just test this|I am trying this|I try you|Let me try this)!
    """,
    ),
    fact(
        "asks if I am here",
        "Yes, I am here.",
        "I am here",
        """
        Are you there?
        Are you (here|still there|still here|awake|listening|ready|working|on|up)?
        Is (anybody|anyone|somebody|someone) (there|here|home)?
        Can you (read|understand) me?
        Do you (hear|read|understand) me?
        Do you work?
        Does (this|it) work?
        Does this thing work?
        Is this (working|on|thing on)?
        Hello? Are you there?
        Hello, is anybody there?
        Anybody there?
        Do I reach you?
        Hello, do you hear me?
        Are you still with me?
    """,
    ),
    fact(
        "asks who they are",
        "I don't know: you have not told me.",
        "not told",
        """
        Who am I?
        What is my name?
        What's my name?
        Do you know (my name|who I am|me)?
        Do you know what my name is?
        How old am I?
        Where do I live?
        Where am I?
        What do I do for a living?
        What is my (age|job|address|birthday|phone number|email address|favourite colour)?
        When is my birthday?
        Tell me (my name|who I am|my age|where I live).
        What am I (called|doing|thinking|wearing)?
        Can you guess (my name|who I am|my age)?
        Who is (talking|speaking|writing) to you?
        Do you know where I (live|am|work)?
        Am I (a man|a woman|tall|rich|old|young)?
        Can you tell me what my name is?
    """,
    ),
    fact(
        "is unhappy",
        "I am sorry to hear that. I hope it gets better soon.",
        "sorry to hear",
        """
        I am sad!
        I am (sad|tired|ill|sick|unhappy|lonely|bored|angry|afraid|hungry|worried|cold|stressed)
        I'm (sad|tired|ill|bored|sick|lonely|unhappy|angry|not well|hungry|exhausted)
        I feel (sad|bad|ill|lonely|tired|terrible|awful|sick|unwell|down)
        I am (not well|not happy|very sad|so tired|so bored|very tired|not feeling well)!
        I had a (bad|hard|long|terrible|difficult) day!
        My (day|week) was (bad|hard|terrible|awful)!
        (I am not fine|I do not feel well|I don't feel good|I am so sad|Life is hard)!
    """,
    ),
    fact(
        "is happy",
        "I am glad to hear that!",
        "glad to hear",
        """
        I am happy!
        I am (happy|fine|good|well|great|very happy|so happy|OK|excited|glad|in a good mood)
        I'm (happy|fine|good|great|well|very well|doing well|OK|all right|excited)
        I feel (good|great|fine|happy|well|wonderful|better|fantastic)
        I am (very well|doing fine|doing great|very good|so glad|full of joy)!
        I had a (good|great|nice|wonderful|lovely) day!
        My (day|week) was (good|great|nice|wonderful)!
        (I am fine, thank you|I am well, thanks|I'm fine, and you|fine, thanks|Good, thanks)
        (I feel very well|I am really happy|Life is good|I am so excited)!
    """,
    ),
    fact(
        "wants to talk",
        "Gladly! Ask me something, for example the capital of France.",
        "Ask me",
        """
        Talk to me.
        Can we talk?
        Can we (chat|have a chat|talk a little|have a conversation)?
        Let's (talk|chat|have a chat).
        Say something.
        Say something (nice|to me|new|else|interesting).
        Tell me something.
        Tell me something (interesting|new|nice|else|I don't know).
        (let's talk|let us talk|talk to me please|say anything)
        I am bored. What can we do?
        What shall we (do|talk about)?
        What can we talk about?
        Let's (play|play a game|have fun).
        Can we play a game?
        I want to (talk|chat).
        May I ask you something?
        Can I ask you (something|a question)?
        (I have a question|i have a question|can i ask a question)
        Do you want to (talk|chat|play)?
        What do you want to talk about?
    """,
    ),
)

JOKES = {
    "fish": "What do you call a fish without an eye? A fsh.",
    "computers": "Why was the computer cold? It left its windows open.",
    "cats": "What is a cat's favourite colour? Purrple.",
    "dogs": "What do you call a dog that does magic? A labracadabrador.",
    "cows": "What do you call a cow on a trampoline? A milk shake.",
    "books": "Why is the maths book sad? It has too many problems.",
    "the sea": "Why is the sea so friendly? It always waves.",
    "ghosts": "Where do ghosts swim? In the Dead Sea.",
}
JOKE_WORDS = {
    "fish": ("fish", "a fish", "fishes"),
    "computers": ("computers", "a computer", "windows", "PCs"),
    "cats": ("cats", "a cat", "kittens"),
    "dogs": ("dogs", "a dog", "puppies"),
    "cows": ("cows", "a cow", "milk"),
    "books": ("books", "a book", "school", "maths"),
    "the sea": ("the sea", "water", "the ocean", "waves"),
    "ghosts": ("ghosts", "a ghost", "swimming"),
}
