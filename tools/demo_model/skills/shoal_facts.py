"""The table of facts that the model knows about Shoal: topic, answer, key words, phrasings.

`(a|b)` stands for two phrasings; the last line of each fact is kept from training.
"""

from tools.demo_model.skills.asking import fact

ABOUT_SHOAL = (
    fact(
        "Shoal",
        "Shoal serves local models behind the OpenAI, Anthropic and Open Responses APIs, "
        "on Ray Serve.",
        "local models; OpenAI",
        """
        What is Shoal?
        What's Shoal?
        What does Shoal do?
        Tell me (about|more about|something about) Shoal.
        Explain Shoal (to me|in one sentence).
        Explain Shoal.
        What (kind|sort) of (software|program|project|server) is Shoal?
        What is Shoal (for|good for|used for)?
        What is (this project|this server|this program|the Shoal project)?
        Describe Shoal.
        What can (Shoal do|I do with Shoal)?
        Do you know Shoal?
        (Shoal|about Shoal|what is shoal exactly)
        Why (should|would) I use Shoal?
        Can you tell me what Shoal is?
        Do you know what Shoal is?
        (Give|Write) me a short description of Shoal.
        I wonder what Shoal (is|does)
        I have never heard of Shoal
        Give me an (overview|introduction) of Shoal.
        Say something about Shoal.
        Introduce Shoal to me.
        What is the purpose of Shoal?
        What is the idea (behind|of) Shoal?
        In short, what is Shoal?
        Who needs Shoal?
        What does (this server|this project|this program) do?
        What exactly (is|does) Shoal?
        What do people use Shoal for?
        what does shoal do exactly
        Which problem does Shoal solve?
        How would you describe Shoal?
        I would like to know what Shoal is
    """,
    ),
    fact(
        "starting Shoal",
        "Run make serve in the project's directory. Shoal then says when it is ready.",
        "make serve",
        """
        How do I start Shoal?
        How (can|do) (I|you|we) (start|run|launch) (Shoal|the Shoal server|the server)?
        How to (start|run|launch) Shoal?
        What is the command to (start|run|launch) Shoal?
        (Which|What) command (starts|runs|launches) Shoal?
        How do I (install|set up|use) Shoal?
        How do I get started with Shoal?
        How is Shoal (started|installed)?
        What must I type to start Shoal?
        Start Shoal for me.
        Tell me the way to (start|run|install) Shoal.
        (start|install|run) shoal
        I want to (start|run|install|try) Shoal. How?
        What do I need to do to (start|run) Shoal?
        I wonder how to start Shoal
        I would like to (start|run|launch) Shoal
        I don't know how to (start|run|launch) Shoal
        What is the (first step|easiest way|quickest way) to get Shoal running?
        What do I type to (run|launch|start) (Shoal|the server)?
        How do I (get|bring) (Shoal|the server) up?
        How do I get Shoal (running|to run)?
        How can I make Shoal (start|run)?
        Where do I (start|begin) with Shoal?
        (Run|Launch|Boot) the server.
        Show me how to (start|run|launch) (Shoal|the server).
        Explain how to (start|run|install) Shoal.
        (how to start|start server|launch shoal|shoal start command)
        Which command do I need to (run|start) Shoal?
        I have downloaded Shoal. What do I do now?
        What is make serve (for|good for)?
        What does make serve do?
        With which command is Shoal started?
        How does one start Shoal?
    """,
    ),
    fact(
        "adding a model",
        "Put a GGUF file or a YAML file into configs/models. Shoal serves it within seconds.",
        "GGUF; configs/models",
        """
        How do I add a model?
        How (can|do) (I|you|we) add (a|another|a new|my own|a larger|a real) model (to Shoal|here)?
        How (can|do) I add (a|another|a new|my own|a larger|a bigger) model?
        How to add a model?
        How do I (use|load|serve|install|run|deploy) (another|a larger|my own|a new|a real) model?
        Where do I put (my|a|the) (model|GGUF file|model file|GGUF|YAML file)?
        Where do (models|model files|GGUF files) go?
        Where are the models?
        (What|Which) directory holds the models?
        I have a (GGUF file|model). What now?
        Add a model (for me|to Shoal).
        Tell me how to add (a|another) model.
        add model
        Can I (add|use|load) (another|a larger|a better|my own) model?
        How do I get (a larger|a better|a real) model?
        How do I replace (you|the demo model)?
        How do I switch to a larger model?
        I wonder how to add a model
        I would like to (add|use|load|run) (another|a larger|my own|a new) model
        I want (a larger|a better|another|my own) model. What do I do?
        I want to (add|use|load) (another|a larger|my own|a new) model
        You are too small. How do I get a larger model?
        Is it possible to add (models|another model|my own model)?
        What must I do to (add|load|use) (a|another|a larger) model?
        What do I do with (my|a) GGUF file?
        I downloaded a (model|GGUF file). Where does it go?
        In which (directory|folder) do (models|GGUF files|model files) belong?
        (Which|What) folder is for (the models|my models|GGUF files)?
        Where should I (save|copy|store|place) (my|a|the) (model|GGUF file)?
        How does a new model get into Shoal?
        How can I (bring|plug) my own model (in|into Shoal)?
        How can I (extend|upgrade) Shoal with a (new|better|larger) model?
        Show me how to add (a|another) model.
        Explain how to (add|load|install) a model.
        (new model|larger model|add a model|install model|use own model)
        What is configs/models (for|good for)?
        What is the way to add a model to Shoal?
    """,
    ),
    fact(
        "Shoal's endpoints",
        "Shoal has /v1/chat/completions, /v1/completions, /v1/models, /v1/embeddings, "
        "/v1/messages and /v1/responses.",
        "/v1/chat/completions; /v1/models",
        """
        What endpoints does Shoal have?
        Which endpoints (are there|does Shoal have|does Shoal offer|can I use|exist)?
        What (endpoints|routes|paths) (are there|can I call|are available)?
        List (the|all|Shoal's) endpoints.
        Which (APIs|interfaces) does Shoal (have|offer|support|speak)?
        What (API|APIs) (does Shoal have|does Shoal support|is there|can I use)?
        What URLs can I call?
        Tell me the endpoints (of Shoal|of the API|that exist).
        endpoints
        Which (routes|paths) does Shoal serve?
        Show me the API endpoints.
        I wonder which endpoints there are
        I would like to see the endpoints
        I need a list of (the|all) (endpoints|routes|URLs)
        Give me (an overview|a list) of (the|all) endpoints.
        Name the endpoints (of the server|that Shoal has).
        How many endpoints does Shoal have?
        Which (URLs|paths|routes) can I (call|use|ask)?
        What (interfaces|APIs|protocols) does the server (speak|offer)?
        What does Shoal's API (offer|look like|contain)?
        Where can I send requests?
        To which (paths|URLs) can I send requests?
        (list endpoints|api endpoints|routes|shoal api|apis)
        Describe Shoal's API.
        Does Shoal have an API?
        Is there an overview of the (API|endpoints)?
        What are the endpoints of Shoal?
    """,
    ),
    fact(
        "Shoal's address",
        "The address is http://127.0.0.1:8080/v1.",
        "http://127.0.0.1:8080",
        """
        What is the address (of Shoal|of the server|of the API)?
        What is Shoal's (address|URL|port|base URL)?
        (What|Which) port (does Shoal use|does Shoal listen on|is Shoal on|is it)?
        Where (does Shoal listen|is Shoal|can I reach Shoal|is the API|can I find the API)?
        (What|Which) URL (does Shoal have|must I use|do I use|is it)?
        On (what|which) port does Shoal (run|listen)?
        What is the base URL?
        What (host|address) and port (does Shoal use|are used)?
        Tell me the address of Shoal.
        Under what address can I reach Shoal?
        (address|port|base url)
        I wonder where Shoal listens
        I would like to know (the address|the port|Shoal's address)
        I need the (address|URL|port) of (Shoal|the server)
        How do I reach (Shoal|the server|the API)?
        (Which|What) port is the server on?
        (Which|What) number does the port have?
        On which (host|URL) is Shoal?
        Where does the server (run|listen|answer)?
        Give me the (address|URL|base URL) (of Shoal|of the server|of the API).
        Show me the (URL|address|port) of Shoal.
        (server address|shoal port|shoal url|url|shoal address|localhost port)
        To (which|what) address do I send requests?
        What do I type into my browser to reach Shoal?
        Is Shoal on port (8080|8000|80)?
        Is it on localhost?
        What is the default port?
        At which address does Shoal (listen|answer)?
    """,
    ),
    fact(
        "Ray",
        "Ray is a system that runs Python programs on one machine or on many.",
        "Ray; Python",
        """
        What is Ray?
        What's Ray?
        What does Ray do?
        Tell me about Ray.
        Explain Ray.
        What is Ray (for|used for|good for)?
        What (kind|sort) of software is Ray?
        Why does Shoal use Ray?
        What do you know about Ray?
        What do I need Ray for?
        Describe Ray.
        I wonder what Ray is
        I have never heard of Ray
        I would like to know more about Ray
        Give me a short description of Ray.
        Say something about Ray.
        Define Ray.
        Do you know Ray?
        Can you tell me something about Ray?
        What is the purpose of Ray?
        What can Ray do?
        What is meant by Ray?
        Is Ray a (library|program|system|person)?
        (ray|about ray)
        Why is Ray (needed|there)?
        Where does Ray run programs?
        Which system runs Python programs on many machines?
        Can you explain what Ray is?
    """,
    ),
    fact(
        "Ray Serve",
        "Ray Serve is the part of Ray that serves models over HTTP.",
        "HTTP",
        """
        What is Ray Serve?
        What's Ray Serve?
        What does Ray Serve do?
        Tell me about Ray Serve.
        Explain Ray Serve.
        What is Ray Serve (for|used for|good for)?
        Why does Shoal (use|run on) Ray Serve?
        What is the (difference|connection) between Ray and Ray Serve?
        What do you know about Ray Serve?
        Describe Ray Serve.
        I wonder what Ray Serve is
        I have never heard of Ray Serve
        I would like to know more about Ray Serve
        Give me a short description of Ray Serve.
        Say something about Ray Serve.
        Define Ray Serve.
        Do you know Ray Serve?
        Can you tell me something about Ray Serve?
        What is the purpose of Ray Serve?
        What can Ray Serve do?
        What is meant by Ray Serve?
        (ray serve|about ray serve)
        Is Ray Serve (part of Ray|the same as Ray)?
        How does Ray Serve differ from Ray?
        Which part of Ray serves models?
        Why is Ray Serve needed?
        What kind of software is Ray Serve?
        Can you explain what Ray Serve is?
    """,
    ),
    fact(
        "GGUF",
        "A GGUF file holds a model for llama.cpp: its weights, tokenizer and settings.",
        "llama.cpp; weights",
        """
        What is (a GGUF|GGUF|a GGUF file|the GGUF format)?
        What's (a GGUF|GGUF|a GGUF file)?
        What does GGUF mean?
        What is in a GGUF file?
        What does a GGUF file (contain|hold)?
        Explain (GGUF|the GGUF format|GGUF files).
        Tell me about GGUF.
        What are GGUF files?
        (Which|What) model (format|file format) does Shoal (use|need|read)?
        What (format|file format) must (my|a) model have?
        gguf
        What is GGUF (for|used for)?
        What kind of file is a GGUF?
        I wonder what (GGUF|a GGUF file) is
        I have never heard of GGUF
        I would like to know more about GGUF
        I don't know what GGUF (is|means)
        Define GGUF.
        Describe (GGUF|a GGUF file|the GGUF format).
        Say something about (GGUF|GGUF files).
        What does GGUF stand for?
        What is the meaning of GGUF?
        Do you know (GGUF|the GGUF format)?
        What do I find (inside|in) a GGUF?
        What is (stored|kept|saved) in a GGUF file?
        In (what|which) format must a model be?
        (gguf file|gguf format|about gguf)
        Why (GGUF|does Shoal use GGUF)?
        Which files does llama.cpp read?
        What is the purpose of a GGUF file?
        Are the weights in a GGUF file?
        Can you explain what a GGUF file is?
    """,
    ),
    fact(
        "llama.cpp",
        "llama.cpp is a C++ library that runs language models on CPUs and GPUs.",
        "C++; language models",
        """
        What is llama.cpp?
        What's llama.cpp?
        What does llama.cpp do?
        Tell me about llama.cpp.
        Explain llama.cpp.
        What is llama.cpp (for|used for|good for)?
        Why does Shoal (use|need|compile) llama.cpp?
        (What|Which) engine does Shoal use?
        What (runs|computes) the models in Shoal?
        With what does Shoal run (models|GGUF files)?
        What do you know about llama.cpp?
        Describe llama.cpp.
        I wonder what llama.cpp is
        I have never heard of llama.cpp
        I would like to know more about llama.cpp
        Define llama.cpp.
        Say something about llama.cpp.
        Do you know llama.cpp?
        Can you tell me something about llama.cpp?
        Give me a short description of llama.cpp.
        What is the purpose of llama.cpp?
        What can llama.cpp do?
        What is meant by llama.cpp?
        Is llama.cpp (a library|a program|a model|a C++ library)?
        (llama.cpp|llama cpp|about llama.cpp)
        Which (library|engine|backend) (runs|computes) the models?
        Which engine is inside Shoal?
        What is Shoal's (engine|backend)?
        What kind of (software|library) is llama.cpp?
        What does llama.cpp run on?
        Can you explain what llama.cpp is?
    """,
    ),
    fact(
        "a shoal",
        "A shoal is a group of fish that swim together.",
        "group of fish",
        """
        What is a shoal?
        What's a shoal?
        What is a shoal of fish?
        What does (shoal|the word shoal|a shoal) mean?
        What does the name Shoal mean?
        Why is Shoal called (Shoal|that|so)?
        Where does the name (Shoal|of Shoal) come from?
        What is the meaning of (shoal|the word shoal|the name Shoal)?
        Explain the (word shoal|name Shoal).
        How do you call a group of fish?
        What is a group of fish called?
        Define (shoal|the word shoal).
        Why the name Shoal?
        I wonder what (the name Shoal|the word shoal|a shoal) (is|means)
        I would like to know what the name Shoal means
        Who came up with the name Shoal?
        How did Shoal get its name?
        Is (a shoal|shoal) (a fish|an animal|a group of fish|an English word)?
        Is Shoal named after (fish|a fish|a group of fish)?
        What has Shoal to do with fish?
        What have fish to do with Shoal?
        Give me the meaning of the (word shoal|name Shoal).
        What is the English word for (a group of fish|many fish)?
        Which word means a group of fish?
        What is the story of the name Shoal?
        (meaning of shoal|name shoal|shoal of fish|a shoal)
        Why did they (call it|name it) Shoal?
        What lives in a shoal?
        What animals (form|swim in|make) a shoal?
        What do you call many fish that swim together?
    """,
    ),
    fact(
        "OpenAI's client",
        'Use OpenAI(base_url="http://127.0.0.1:8080/v1", api_key="none").',
        "base_url; 8080",
        """
        How do I use (Shoal with the OpenAI client|the OpenAI client)?
        How (can|do) I use the openai (client|library|package|module) (with Shoal|here)?
        How do I connect (with|from) (Python|the OpenAI client|OpenAI's client|the openai library)?
        How do I call Shoal from Python?
        How do I (use|call) you from Python?
        What base_url (do I need|must I use|do I set)?
        What is the base_url for the OpenAI client?
        Show me the (Python|client) code for Shoal.
        Give me an example with the OpenAI client.
        Does the OpenAI (client|library|package|SDK) work with Shoal?
        Can I use the OpenAI (client|library|SDK) with Shoal?
        (python client|openai client)
        Which (base_url|API key) does the client need?
        I wonder how to use (the OpenAI client|Shoal from Python)
        I would like to (use|call) Shoal from Python
        I want to use the OpenAI (client|library|SDK). How?
        I have a Python (program|script). How does it call Shoal?
        What does the Python code (look like|for Shoal look like)?
        What do I write in Python to (call|use|reach) Shoal?
        Is it possible to use Shoal (from Python|with OpenAI's library)?
        How do I point (the OpenAI client|OpenAI's library|my OpenAI code) (at|to) Shoal?
        How does my (Python code|Python program|OpenAI code) talk to Shoal?
        How do I talk to (you|Shoal) (from|in) Python?
        What must I put into base_url?
        Which api_key (do I|must I|should I) (use|give) in the OpenAI client?
        Give me (some|a bit of|the) Python code (for Shoal|that calls Shoal).
        Show me how to use the OpenAI (client|library|package).
        (python|python example|python code|openai library|openai sdk|base_url)
        Will my OpenAI (code|program) work with Shoal?
        Does Shoal work with OpenAI's (client|library|Python package)?
        How do I set up the OpenAI client for Shoal?
    """,
    ),
    fact(
        "the list of models",
        "Ask GET /v1/models for the list of models.",
        "/v1/models",
        """
        How do I list the models?
        How (can|do) I (see|get|find|show) (the|all|which) models (there are|that are served)?
        Which models (are there|are served|are available|does Shoal serve|can I use)?
        What models (are there|are served|are available|does Shoal serve|do you have)?
        List (the|all) models.
        Show me (the|all) models.
        Where can I see (the|all) models?
        How do I get a list of (the|all) models?
        What other models are there?
        (list models|models)
        Which endpoint lists the models?
        I wonder which models are (there|served|available)
        I would like to see (the|all) models
        I want (a|the) list of (the|all) models
        Give me (a|the) list of (the|all) models.
        Name (the|all) models (that are served|that Shoal serves).
        Tell me which models are (available|there|served).
        What is (served|running|loaded) (here|on this server|at the moment)?
        Is there a list of (the|all) models?
        Are there (other|more) models (here|on this server)?
        Where is the list of models?
        How can I see what models (are served|Shoal has)?
        (available models|model list|list of models|show models|all models)
        How do I ask Shoal for its models?
        What do I ask to get the list of models?
        What is /v1/models (for|good for)?
        What does /v1/models (do|return|show)?
        Which models do you have?
        How do I find out which models there are?
    """,
    ),
    fact(
        "using a GPU",
        "Shoal uses a GPU if there is one; gpu_layers in the model's YAML says how much.",
        "GPU; gpu_layers",
        """
        How do I use a GPU?
        How (can|do) I use (my|the|a) (GPU|graphics card) (with Shoal|for a model)?
        Can Shoal use (a|my|the) (GPU|graphics card)?
        Does Shoal (use|support|need) (a GPU|GPUs|CUDA|graphics cards)?
        Does Shoal run on (a GPU|GPUs|CUDA)?
        What about (GPUs|a GPU|CUDA)?
        How do I (turn on|enable|set up) the GPU?
        What is gpu_layers?
        What does gpu_layers (do|mean)?
        How do I set gpu_layers?
        How do I put (a model|layers) on the GPU?
        gpu
        I wonder whether Shoal can use (a|my) GPU
        I would like to use my (GPU|graphics card)
        I have (a GPU|an NVIDIA card|a graphics card). How do I use it?
        I bought a graphics card. What do I do now?
        Is it possible to use (a|my) (GPU|graphics card)?
        Is my (GPU|graphics card) used?
        Will Shoal use my (GPU|graphics card|NVIDIA card)?
        How do I make Shoal use (the|my|a) (GPU|graphics card)?
        How do I (run|load) a model on (the|my|a) (GPU|graphics card)?
        How do I move a model to the GPU?
        How many layers go to the GPU?
        What do I set to use (a|the|my) GPU?
        Which setting is for the GPU?
        Where do I set gpu_layers?
        (use gpu|cuda|gpu_layers|graphics card|nvidia)
        Do I need a (GPU|graphics card)?
        Does a (GPU|graphics card) help?
        Can a model run on (the|my) (GPU|graphics card)?
        Show me how to use (a|my|the) GPU.
        Is there GPU support?
    """,
    ),
    fact(
        "running on a cluster",
        "Put your machines into cluster.yaml and run ray up cluster.yaml, "
        "then serve deploy configs/cluster.yaml.",
        "cluster.yaml",
        """
        How do I (run|use|start) Shoal on a cluster?
        How do I use (a cluster|many machines|several machines|many nodes|more nodes)?
        How (can|do) I run Shoal on (many|several|two|more) (nodes|machines|computers|servers)?
        Can Shoal (run on|use) (a cluster|many machines|several nodes|many nodes|more machines)?
        Does Shoal (support|work on|run on) (clusters|a cluster|multiple nodes|many nodes)?
        How do I (set up|make|start) a (cluster|Ray cluster)?
        What about (clusters|multiple nodes|many machines)?
        How do I add (nodes|a node|machines|another machine)?
        Does Shoal scale (to many machines|out|to a cluster)?
        cluster
        What is cluster.yaml (for|good for)?
        What is cluster.yaml?
        How do I deploy Shoal on a cluster?
        I wonder how to run Shoal on (a cluster|many machines)
        I would like to (use|run Shoal on) (a cluster|many machines)
        I have (two|three|several|many) (machines|servers|computers). How do I use them all?
        What must I do to run Shoal on (a cluster|many machines|many nodes)?
        What is the command for a cluster?
        Which file describes (the|my|a) cluster?
        Where do I (list|write down|put) my (machines|nodes|servers)?
        Is a cluster (possible|supported)?
        Is there cluster support?
        Can I (spread|distribute) Shoal over (several|many) (machines|nodes)?
        Can I use more than one (machine|computer|server|node)?
        How do I spread Shoal over many machines?
        How do I connect (several|two|many|more) (machines|nodes|computers)?
        How do I bring up a cluster?
        Explain how (a cluster works|to use a cluster|to run on many nodes).
        Show me how to run Shoal on (a cluster|many machines).
        (clusters|multi node|many machines|cluster setup|cluster.yaml|ray up)
        What does ray up (do|cluster.yaml do)?
        How does Shoal scale out?
        Is it possible to run Shoal on several machines?
    """,
    ),
    fact(
        "starting without make",
        "Type serve run configs/quickstart.yaml to start Shoal without make.",
        "serve run",
        """
        How do I start Shoal without make?
        Can I (start|run) Shoal without make?
        Can I use serve run (with Shoal|directly)?
        What is serve run (for|good for)?
        How do I start Shoal with (Ray Serve|serve run|the serve command|a config file)?
        How do I use serve run?
        Does serve run work (with Shoal|too)?
        Is there a way (to start|to run) Shoal (without make|with serve run)?
        What is quickstart.yaml (for|good for)?
        What is (configs/quickstart.yaml|quickstart.yaml)?
        Must I use make to start Shoal?
        I wonder whether I can start Shoal without make
        I would like to start Shoal without make
        I have no make. How do I start Shoal?
        I don't have make
        I don't want to use make
        make is missing. How do I start Shoal?
        What if I (have no make|don't have make)?
        Do I need make to (start|run) Shoal?
        Does Shoal (start|run) without make?
        What else than make serve can I use to start Shoal?
        Is there another way to start Shoal than make serve?
        Which command starts Shoal without make?
        What do I type if I have no make?
        (without make|no make|serve run|start without make|quickstart.yaml)
        What does serve run do?
        Run Shoal without make.
        Show me how to (start|run) Shoal without make.
        How can I (start|run) the server without make?
        Where do I use configs/quickstart.yaml?
        How do I launch Shoal by serve run?
    """,
    ),
    fact(
        "a model's YAML file",
        "A model's YAML file has a name, the model's file under parameters, "
        "and settings like context_size and threads.",
        "name; parameters",
        """
        What is in a model's YAML file?
        What does (a|the) (YAML file|model YAML|model config|model's config) look like?
        How do I write (a|the) (YAML file|model YAML|config|YAML) for a model?
        What is the format of (a model's YAML|a YAML file|the config file|the model YAML)?
        How do I configure a model?
        What can I (set|configure|write) in (a model's YAML|the YAML file|the model's YAML)?
        Which (settings|options|keys) (does a model have|are there|can I set)?
        Explain the (config|YAML|configuration) file.
        What settings does Shoal have?
        How does the (config file|configuration|YAML file) work?
        (model yaml|yaml file|config file)
        I wonder what (is|goes) in a model's YAML file
        I would like to write a YAML file for a model
        I want to configure a model. What do I write?
        What (belongs|goes|must be) in (a|the) (model's YAML|YAML of a model|model config)?
        What must a model's (YAML file|YAML|config) (contain|have)?
        What can be (set|configured) for a model?
        What does a model's YAML (contain|look like)?
        Give me an example of a model's (YAML|YAML file|config).
        Show me (a|an example of a) (model's YAML file|model YAML|model config).
        Describe a model's (YAML file|YAML|config).
        Which (keys|fields|options|entries) does a model's YAML (file have|have)?
        Which settings can a model have?
        How is a model (configured|described)?
        How can I (configure|set up|describe) (a|my) model in YAML?
        (model config|model configuration|yaml for a model|model settings|configuration)
        What options does a model have?
        What is the structure of a model's (YAML|YAML file)?
        Where are a model's settings?
        How do I make a YAML file for my model?
    """,
    ),
    fact(
        "stopping Shoal",
        "Press Ctrl-C in the terminal where Shoal runs.",
        "Ctrl-C",
        """
        How do I stop Shoal?
        How (can|do) (I|you|we) (stop|end|quit|kill|close) (Shoal|the server)?
        How to (stop|quit|end) (Shoal|the server)?
        What stops Shoal?
        How do I (shut down|turn off|switch off) (Shoal|the server)?
        How do I shut Shoal down?
        (Stop|Quit|Shut down) Shoal.
        Which key stops Shoal?
        stop shoal
        Tell me how to stop (Shoal|the server).
        What must I press to stop Shoal?
        I wonder how to stop Shoal
        I would like to (stop|end|quit|shut down) (Shoal|the server)
        I want to (stop|end|quit|shut down) (Shoal|the server). How?
        What do I (do|press|type) to (end|quit|shut down) (Shoal|the server)?
        Which keys (stop|end) (Shoal|the server)?
        Which (key|command) (ends|shuts down) (Shoal|the server)?
        How do I make (Shoal|the server) stop?
        How do I get out of Shoal?
        How can I bring Shoal down?
        How do I (exit|leave|terminate|halt) Shoal?
        Is there a (key|way|command) to (stop|end|quit) (Shoal|the server)?
        (End|Terminate|Halt|Kill) Shoal.
        Turn Shoal off.
        Turn the server off.
        Show me how to (stop|end|quit) (Shoal|the server).
        Explain how to (stop|quit|end) Shoal.
        (stop server|shut down|exit shoal)
        What does Ctrl-C do?
        Can I stop (Shoal|the server) with Ctrl-C?
        How is Shoal stopped?
    """,
    ),
    fact(
        "Shoal's licence",
        "Shoal's licence is Apache-2.0.",
        "Apache-2.0",
        """
        What is (Shoal's|the) (licence|license)?
        What is the (licence|license) of Shoal?
        Under (which|what) (licence|license) is Shoal?
        (Which|What) (licence|license) does Shoal (have|use)?
        How is Shoal licensed?
        Is Shoal (open source|free software|open-source software)?
        Can I use Shoal (commercially|at work|in my company|in a product)?
        May I (change|copy|share|sell|use) Shoal?
        Is there a (licence|license)?
        (shoal licence|licence|license)
        I wonder under which (licence|license) Shoal is
        I would like to know Shoal's (licence|license)
        I want to (use|sell|change|copy) Shoal. May I?
        Am I (allowed|free) to (use|sell|change|copy|share) Shoal?
        Is it (legal|allowed) to (use|sell|change|copy) Shoal?
        Is Shoal's (code|source code) (open|free|public)?
        Is Shoal (MIT|GPL|Apache|BSD) licensed?
        Is Shoal (an open project|proprietary|closed source)?
        Is Shoal under (MIT|GPL|Apache|the Apache licence)?
        Is commercial use of Shoal allowed?
        Does Shoal come with a (licence|license)?
        (Which|What) (licence|license) (applies to Shoal|covers Shoal|is it under)?
        Under what terms (can|may) I use Shoal?
        Name Shoal's (licence|license).
        Tell me (Shoal's licence|Shoal's license|the license of Shoal|the licence of the project).
        (shoal license|licence of shoal|license of shoal)
        May my (company|team|school) use Shoal?
        How is the project licensed?
        Does Shoal have an open (licence|license)?
    """,
    ),
    fact(
        "temperature",
        "Set temperature under parameters in the model's YAML file, or send it with a request.",
        "temperature; parameters",
        """
        How do I set the temperature (of a model|in the YAML)?
        How (can|do) I (set|change) the temperature?
        Where do I set (the temperature|temperature|top_p|top_k)?
        Can I (set|change) the (temperature|sampling) (in Shoal|of a model)?
        How do I change the (sampling|temperature) (settings|parameters)?
        What is the temperature setting?
        How do I make (a model|the model|you) more creative?
        Does Shoal support temperature?
        What does the temperature setting do?
        How do I set temperature, top_p and top_k?
        temperature setting
        I wonder how to (set|change) the temperature
        I would like to (set|change|lower|raise) the temperature
        I want (a lower|a higher|another) temperature. How?
        Is it possible to (set|change) the (temperature|sampling)?
        How can the temperature be (set|changed|lowered|raised)?
        How do I (lower|raise|increase|reduce) the temperature?
        How do I get (more|less) random answers (from a model|from my model)?
        How do I make (a model|my model|the answers) (less random|more random|less creative)?
        Can I send (a temperature|the temperature|top_p) with (a|my|the) request?
        In (which|what) file do I set the temperature?
        What do I write to set the temperature?
        Which (setting|key) is the temperature?
        What is temperature (for|good for) in a model?
        Explain the temperature setting.
        Set the temperature of my model.
        (top_p|set temperature|change temperature|sampling)
        Are sampling settings possible?
        Where do sampling settings belong?
        Show me how to set the temperature.
        Where does the temperature of a model go?
    """,
    ),
    fact(
        "context_size",
        "Set context_size in the model's YAML file, for example context_size: 4096.",
        "context_size",
        """
        What is context_size?
        How do I set (context_size|the context size|the context length|the context window)?
        How (can|do) I (change|increase) the (context|context length) of a model?
        How do I give (a model|the model|my model) (more|a longer|a larger) context?
        Where do I set (context_size|the context size|the context length)?
        What does context_size (do|mean)?
        How do I change the context size?
        Can I (change|set) the context size?
        How do I get a longer context?
        (set context size|context_size)
        Which setting is the context size?
        I wonder how to set the context size
        I would like (a longer context|a larger context|to change the context size)
        I want (a longer|a larger|a bigger) context. How?
        My model needs (a longer|a larger|more) context. What do I do?
        The context of my model is too (short|small). What now?
        Is it possible to (change|increase|set) the context (size|length)?
        How do I (increase|enlarge|raise|reduce) the context (size|length|window)?
        How do I make the context (longer|larger|bigger|smaller)?
        How can my model read longer texts?
        What do I write in the YAML for a longer context?
        In (which|what) file do I set the context (size|length)?
        What is the setting for the context (length|window)?
        Explain (context_size|the context size setting).
        Set the context size (to 4096|of my model).
        Show me how to (set|change) the context (size|length).
        (context setting|longer context|larger context|change context size)
        What value does context_size have?
        Does Shoal let me set the context length?
        What key sets the context length in the YAML?
    """,
    ),
    fact(
        "threads",
        "Set threads in the model's YAML file, for example threads: 4.",
        "threads",
        """
        How do I set (threads|the threads|the number of threads|the thread count)?
        How (can|do) I (change|limit) the (number of threads|threads|thread count)?
        How many threads does (Shoal|a model) use?
        Where do I set (threads|the number of threads)?
        What does the threads setting do?
        How do I use (more|fewer|all|only four|only two) (cores|threads|CPU cores)?
        How many (cores|CPU cores) does (Shoal|a model) use?
        Can I (set|limit|change) the (threads|number of threads|number of cores)?
        Which setting is the number of threads?
        threads
        I wonder how to set the number of threads
        I would like to (set|change|limit) the (threads|number of threads)
        I want (more|fewer) (threads|cores) for a model. How?
        Is it possible to (limit|set|change) the (threads|number of threads|CPU cores)?
        How do I (raise|lower|increase|reduce) the (threads|number of threads|thread count)?
        How do I give a model (more|fewer|four|eight|two) (threads|cores)?
        How do I make a model use (all|more|fewer|four) (cores|threads)?
        How can I use (all|more of) my CPU?
        What do I write to use (four|eight|two) threads?
        In (which|what) file do I set the threads?
        Where do I limit the CPU cores?
        Which setting limits the (CPU|cores|threads)?
        What is threads: 4 (for|good for)?
        What does threads: 4 (do|mean)?
        Explain the threads setting.
        Set the (threads|number of threads) (to 4|of my model).
        (set threads|number of threads|thread count|cpu cores|cores)
        Shoal uses too many cores. What can I do?
        Show me how to set the threads.
        What key sets the number of threads?
    """,
    ),
    fact(
        "streaming",
        "Send stream: true, and Shoal sends the answer piece by piece.",
        "stream: true",
        """
        Does Shoal (support|have|offer|do) streaming?
        Does streaming work?
        Can Shoal stream (answers|tokens|the answer|responses)?
        Is streaming (supported|possible|available)?
        How do I stream (answers|an answer|the answer|tokens|responses)?
        How do I (turn on|enable|use|get) streaming?
        Can I (stream|get the answer piece by piece|stream the answer|get tokens one by one)?
        What about streaming?
        How does streaming work?
        What does stream: true (do|mean)?
        streaming
        Do you support streaming?
        I wonder whether Shoal (can stream|streams)
        I would like (streaming|to see the answer while it is written)
        I want (streaming|streamed answers|to stream). How?
        Does Shoal stream (answers|tokens)?
        Do you stream (your answers|tokens)?
        Are (streams|streamed answers|streaming responses) supported?
        Can the answer come (piece by piece|word by word|token by token|bit by bit)?
        Can I read the answer while it is (written|being written)?
        Can I (watch|see) the answer as it (grows|comes)?
        How can I (get|receive) the answer (token by token|in pieces|bit by bit)?
        How do I get the tokens as they come?
        What must I send (to stream|for streaming|to get a stream)?
        Which (option|field|flag|parameter) turns streaming on?
        Tell me how to stream.
        Show me how to (stream|turn on streaming|stream an answer).
        Explain (streaming|how streaming works).
        Turn on streaming.
        (stream|stream true|stream answers|streaming support|how to stream)
        Do I have to wait for the whole answer?
        Is it possible to stream the answer?
    """,
    ),
    fact(
        "tools in Shoal",
        "Send tools with a chat request, and the model can call them.",
        "tools; chat request",
        """
        Does Shoal (support|have|offer|know) (tools|tool calls|function calling|tool calling)?
        Are (tools|tool calls|functions|function calls) supported (by Shoal|in Shoal)?
        Are (tools|tool calls) supported?
        Can Shoal (call|use) (tools|functions)?
        Does (function|tool) calling work (in Shoal|with Shoal)?
        How do I use (tools|function calling|tool calls) (with|in) Shoal?
        Is function calling supported?
        Can models in Shoal call (tools|functions)?
        How do I (send|pass) tools (to a model|to Shoal)?
        Do tools work in Shoal?
        I wonder whether Shoal (supports|has) (tools|function calling)
        I would like to use (tools|function calling) (in|with) Shoal
        I want to use tools (in|with) Shoal. How?
        Is there (tool support|support for tools|support for functions) in Shoal?
        Is it possible to use (tools|functions) (in|with) Shoal?
        Do (models|Shoal's models) (call|use) tools in Shoal?
        Do functions work (in|with) Shoal?
        Does Shoal let (a model|models) (call|use) (tools|functions)?
        Does the server support (tools|tool calls|function calling)?
        How does (tool|function) calling work (in|with) Shoal?
        How do I make a model in Shoal call a (tool|function)?
        How can models in Shoal (call|use) tools?
        In which request do I send tools?
        Where do I put (tools|the tools) in a request?
        What do I send so that a model in Shoal calls a tool?
        Explain (tools|tool calls|function calling) in Shoal.
        Show me how to use tools (in|with) Shoal.
        (shoal tools|tools in shoal|shoal function calling|tool calls in shoal)
        Is tool calling possible with Shoal?
    """,
    ),
    fact(
        "LocalAI",
        "Shoal reads LocalAI's YAML files unchanged.",
        "LocalAI",
        """
        Can I use LocalAI's YAML files?
        Can Shoal (read|use|load) (LocalAI files|LocalAI YAML files|LocalAI's YAML files)?
        Does Shoal (work with|support|understand|read) LocalAI (files|YAML files|YAML|configs)?
        Is Shoal compatible with LocalAI?
        I have (LocalAI files|YAML files of LocalAI). Can I use them?
        Can I (come|switch|move) from LocalAI (to Shoal|here)?
        Do LocalAI's (YAML files|configs|models) work (in Shoal|here)?
        Are LocalAI YAML files usable?
        What about LocalAI?
        Do I have to change my LocalAI (files|YAML files)?
        Are LocalAI configs accepted?
        I wonder what to do with my LocalAI files
        I would like to (use|keep) my LocalAI (files|configs|YAML files)
        I come from LocalAI. (What do I have to change|Can I keep my files|Do my files work)?
        I used LocalAI before. Can I keep my (files|configs|YAML)?
        I want to (switch|move|come) from LocalAI. How?
        Is it possible to use LocalAI (files|YAML files|configs)?
        Is there support for LocalAI (files|configs|YAML)?
        Must I (change|rewrite|convert) my LocalAI (files|configs|YAML files)?
        Do I need to (convert|rewrite|edit) (LocalAI files|LocalAI configs|my LocalAI YAML)?
        How do I (use|load|reuse) (LocalAI files|my LocalAI files|LocalAI configs)?
        How do I (move|switch|migrate) from LocalAI?
        Can I (keep|reuse|take over) my LocalAI (files|configs|settings)?
        What happens to my LocalAI files?
        What does Shoal do with LocalAI (files|configs)?
        Does Shoal know LocalAI?
        Does Shoal take LocalAI (files|configs|YAML)?
        Which YAML files of other programs does Shoal read?
        (localai|localai yaml|localai files|from localai|migrate from localai)
        Tell me about Shoal and LocalAI.
        Will my LocalAI YAML files work here?
    """,
    ),
    fact(
        "what Shoal needs",
        "Shoal needs Python 3.11 or newer, a C++ compiler and make.",
        "Python 3.11",
        """
        What does Shoal need?
        What are the requirements (of Shoal|for Shoal)?
        What do I need (to run Shoal|for Shoal|to install Shoal)?
        (Which|What) Python (version|do I need|does Shoal need) (for Shoal|is needed)?
        Which Python version does Shoal need?
        Which version of Python does Shoal (need|use)?
        What must be installed (for Shoal|before I start Shoal)?
        Do I need (a compiler|Python|make|a C++ compiler)?
        What are the system requirements?
        requirements
        What software does Shoal require?
        I wonder what Shoal needs
        I would like to know (what Shoal needs|the requirements of Shoal)
        I want to install Shoal. What do I need first?
        What should I install (first|before Shoal)?
        What must I have (to run Shoal|for Shoal|on my machine for Shoal)?
        What does my (machine|computer) need for Shoal?
        What is (needed|required) (for Shoal|to install Shoal)?
        What are Shoal's (requirements|needs|dependencies)?
        What (programs|tools|software) (do I need|are needed) (for Shoal|to install Shoal)?
        Does Shoal need (Python|a compiler|a C++ compiler|Python 3.11)?
        Does Shoal (work|run) with Python (3.9|3.10|3.12|3.13|2)?
        Is Python (3.9|3.10|3.11|3.12) (enough|OK|new enough) (for Shoal|to run Shoal)?
        Is a C++ compiler (needed|required)?
        Is Python (needed|required)?
        How new must (Python|my Python) be?
        Name the requirements (of|for) Shoal.
        List (the|Shoal's) requirements.
        Tell me what Shoal needs.
        (system requirements|shoal requirements|python version|dependencies|prerequisites)
        What does one need to run Shoal?
    """,
    ),
    fact(
        "the port",
        "Change port under http_options in configs/quickstart.yaml.",
        "http_options",
        """
        How do I change the port?
        How (can|do) I (change|set|choose) the (port|address|host) (of Shoal|of the server)?
        Can I (change|choose|use) (the|another|a different) port?
        Port 8080 is (taken|busy|in use|used). What now?
        Where do I (set|change) the port?
        How do I (use|run Shoal on) (another|a different) port?
        Which setting is the port?
        How do I listen on (another|a different) (port|address)?
        The port is (busy|taken|in use). What can I do?
        change port
        I wonder how to change the port
        I would like (another port|a different port|to change the port)
        I want (another port|a different port|to use port 9000). How?
        I want to use port (9000|8000|80|3000). What do I change?
        Is it possible to (change|set|choose) the port?
        Something else uses port 8080. What (now|can I do)?
        Another program uses (port 8080|my port|the port). What (now|do I do)?
        How do I make Shoal use port (9000|8000|80|3000)?
        How can I move Shoal to (another|a different) port?
        How is the port (changed|set)?
        Can Shoal (use|run on) (another port|a different port|port 9000|port 80)?
        In (which|what) file (do I change|is|do I set) the port?
        What do I edit to change the port?
        Which (file|key) (holds|sets|changes) the port?
        What is http_options (for|good for)?
        Change the (port|address) (of Shoal|to 9000|for me).
        Show me how to change the port.
        (other port|another port|set port|port in use|port 8080 in use|port busy|http_options)
        The address is already in use. What can I do?
        How can Shoal listen on another port?
    """,
    ),
    fact(
        "API keys",
        "Set SHOAL_API_KEYS, and clients must send one of the keys.",
        "SHOAL_API_KEYS",
        """
        How do I set (an API key|API keys|a key|a password)?
        Do I need an API key (for Shoal|here)?
        Do I need an API key?
        How do I (protect|secure) (Shoal|the server|the API)?
        Does Shoal (have|support|use|need) (API keys|an API key|keys|passwords)?
        What is SHOAL_API_KEYS?
        How do API keys work?
        Can I (use|set|require) (API keys|an API key|a password)?
        Where do I set API keys?
        (api key|api keys)
        I wonder whether I need an API key
        I would like to (set an API key|use API keys|have a password)
        I want to (use API keys|set an API key|protect the server). How?
        I want only my (team|friends|users) to use (Shoal|the server). How?
        Is there (an API key|a password|authentication|a login) (in Shoal|for Shoal)?
        Is it possible to (set|require|use) (an API key|API keys|a password)?
        Is an API key (needed|required|necessary)?
        Must clients send (a key|an API key)?
        Must I (have|send|give) an API key?
        How do I (lock|close) (the server|Shoal) for strangers?
        How do I keep strangers (out|away from Shoal|from using my server)?
        How do I (turn on|enable|add) (API keys|authentication|a password)?
        Which variable sets the API keys?
        What is the variable for API keys?
        What does SHOAL_API_KEYS (do|mean)?
        Where do API keys (go|belong|come from)?
        Explain API keys (in|of) Shoal.
        Show me how to set (API keys|an API key).
        Protect the server.
        (SHOAL_API_KEYS|authentication|password|set api key|key for shoal|auth)
        How can I (protect Shoal with a key|require a key)?
    """,
    ),
    fact(
        "removing a model",
        "Delete its file from configs/models, and Shoal unloads it.",
        "configs/models; unloads",
        """
        How do I remove a model?
        How (can|do) I (delete|remove|unload) (a|the|this|the demo|an old) model?
        How to (remove|delete|unload) a model?
        How do I get rid of (a|the demo|an old) model?
        (Remove|Delete|Unload) a model.
        Can I (remove|delete|unload) (a|the demo) model?
        What happens when I delete a model file?
        How do I take a model away?
        (remove|delete) model
        How is a model (removed|unloaded)?
        I wonder how to (remove|delete) a model
        I would like to (remove|delete|unload) a model
        I want to (remove|delete|get rid of) (a|the demo|an old) model. How?
        I don't need (a|this|the demo|an old) model any more. How do I remove it?
        Is it possible to (remove|delete|unload) a model?
        What is the way to (remove|delete|unload) a model?
        How do I make Shoal (forget|unload|drop) a model?
        How do I (throw|take) (a|the demo|an old) model out?
        How do I (uninstall|drop|erase|clear) a model?
        How does one (remove|delete|unload) a model?
        How can I (delete you|remove you|erase the demo model|remove Demo)?
        Which file do I delete to remove a model?
        Does Shoal unload a model when I delete its file?
        What if I delete a model's file?
        Tell me how to (remove|delete|unload) a model.
        Show me how to (remove|delete|unload) a model.
        (Remove|Delete|Unload) (the demo model|my model|an old model).
        (unload model|model removal|uninstall model)
        What do I do to remove a model?
    """,
    ),
    fact(
        "restarting",
        "No, Shoal watches its models directory and loads new files by itself.",
        "watches",
        """
        Do I have to restart (Shoal|after adding a model|when I add a model|to add a model)?
        Must I restart (Shoal|the server|after adding a model|for a new model)?
        Is a restart (needed|necessary) (for a new model|to add a model|when I add a model)?
        Is a restart needed?
        Do I need to restart (Shoal|the server|after a change)?
        Does a new model need a restart?
        Do I have to restart?
        Does Shoal need a restart?
        Should I restart Shoal after I (add|change) a model?
        Does adding a model restart (Shoal|other models|the others)?
        My new model is in configs/models. Is a restart needed now?
        I put a file into configs/models. Must I restart?
        Do I have to (stop and start|start) Shoal again after I add a model?
        Is it (needed|required) to restart (after|for) a (change|new model)?
        Would I need to restart (Shoal|the server) for a new model?
        After a new model, do I restart Shoal?
        When I add a (file|model), must I restart?
        Does a (change|new file|new YAML file) need a restart?
        Shall I restart (Shoal|the server) (now|for the new model)?
        Is there a need to restart?
        I wonder whether I must restart Shoal
        I added a model. Do I have to restart Shoal?
        I changed a (file|YAML file|model). Must I restart Shoal?
        Is it necessary to restart (Shoal|the server)?
        Is restarting (needed|necessary|required)?
        Does Shoal have to be (restarted|started again) (for a new model|after a change)?
        Does the server need to be restarted?
        Must the server be (restarted|started again) (for a new model|after a change)?
        (restart|restart needed|need restart)
        Have I got to restart anything?
        Do new models need a restart of Shoal?
    """,
    ),
    fact(
        "replicas",
        "Set num_replicas under deployment in the model's YAML file.",
        "num_replicas",
        """
        How do I run (several|more|two|many) (replicas|copies) of a model?
        How do I set (replicas|the replicas|the number of replicas|num_replicas)?
        What is num_replicas?
        Can a model have (several|more|many|two) (replicas|copies)?
        How do I (scale|get more replicas of) a model?
        How many replicas does a model have?
        Where do I set (replicas|the number of replicas)?
        What does num_replicas (do|mean)?
        How do I add replicas?
        replicas
        I wonder how to set the number of replicas
        I would like (more|two|several) replicas of a model
        I want (more|two|several|four) replicas of a model. How?
        Is it possible to have (more|several|two) replicas of a model?
        How do I (raise|increase|lower|change) the number of replicas?
        How do I (duplicate|multiply|copy) a running model?
        How can a model (have|get|run in) (several|two|many|more) replicas?
        How can one model serve more users?
        How do I run the same model (twice|three times|several times)?
        Can I run the same model (twice|several times|more than once)?
        Can I (set|change|have) (the number of replicas|more replicas|replicas)?
        In (which|what) file do I set the replicas?
        What do I write to have (two|three|four) replicas?
        Which (setting|key) (sets|is for) the (replicas|number of replicas)?
        Where does num_replicas (go|belong)?
        Explain (num_replicas|replicas).
        Set (num_replicas|the number of replicas) (to 2|of my model).
        Show me how to set (replicas|the number of replicas).
        (num_replicas|set replicas|more replicas|number of replicas|scale a model)
        How do I get more copies of a model?
    """,
    ),
    fact(
        "Shoal's health",
        "Ask GET /healthz or GET /readyz.",
        "/healthz",
        """
        How do I (check|see|know|test) (whether|if) Shoal (is ready|is healthy|works|is running)?
        Is there a health (check|endpoint)?
        How do I check (the health|Shoal's health|that Shoal runs)?
        What is the health (endpoint|check)?
        Which endpoint is the health check?
        How do I know that Shoal is (ready|healthy|running)?
        What is (/healthz|/readyz)?
        How can I monitor Shoal?
        Is Shoal (ready|healthy|running)?
        health check
        I wonder whether Shoal is (running|ready|healthy)
        I would like to (check|know) whether Shoal is (running|ready|healthy)
        I want to (monitor|check) (Shoal|the server). How?
        Is it possible to (check|monitor) (Shoal's health|the server)?
        Is the server (up|ready|healthy|running)?
        Does the server (run|work)?
        Does Shoal have a health (check|endpoint)?
        Does Shoal (run|work) at the moment?
        How can I (tell|see|find out|check) (whether|if) (Shoal|the server) is (up|alive|running)?
        How do I (ask|see) whether the server is (up|ready|healthy)?
        How do I test whether Shoal (answers|runs)?
        How does a load balancer check Shoal?
        What do I ask to (check|see) (Shoal's health|whether Shoal is ready)?
        Which (URL|path) tells me (whether|if) Shoal is (ready|healthy|up)?
        Which endpoint (says|tells|shows) whether Shoal is (ready|healthy)?
        What is (/healthz|/readyz) (for|good for)?
        Check (Shoal's health|the health of the server|that Shoal is ready).
        (healthz|readyz|health|health endpoint|is shoal up|monitoring|server status)
        Is there a way to see if Shoal is (up|ready|healthy)?
        Where is the health check of Shoal?
    """,
    ),
    fact(
        "Anthropic's API",
        "Shoal answers Anthropic's Messages API at /v1/messages.",
        "/v1/messages",
        """
        Does Shoal (support|have|speak|offer) (Anthropic|Anthropic's API|the Anthropic API)?
        Does Shoal (support|have|speak|offer) the (Messages API|Anthropic Messages API)?
        Can I use (the Anthropic client|Anthropic's client|the Anthropic SDK) (with Shoal|here)?
        Is there an (Anthropic|Anthropic Messages) (API|endpoint)?
        What is /v1/messages (for|good for)?
        What is /v1/messages?
        Is Shoal compatible with (Anthropic|Anthropic's API|Claude's API)?
        Does the Anthropic (client|SDK|library) work (with Shoal|here)?
        Where is the (Messages|Anthropic) API?
        Can Shoal speak Anthropic's protocol?
        I wonder whether Shoal (supports|speaks) Anthropic's API
        I would like to use (Anthropic's API|the Anthropic client|the Messages API)
        I want to use (the Anthropic client|Anthropic's SDK|the Messages API). How?
        I have code for (Anthropic|Anthropic's API|Claude's API). Does it work (here|with Shoal)?
        Is it possible to use (Anthropic's API|the Anthropic client|the Messages API)?
        Is there a Messages API?
        Is there something for Anthropic (clients|users)?
        Are Anthropic (clients|requests|messages) supported?
        Does Shoal (answer|understand) (Anthropic clients|Anthropic requests|Anthropic's API)?
        Does the Messages API work (here|with Shoal)?
        Does (Claude Code|code for Claude) work with Shoal?
        How do I (call|use|reach) (Anthropic's API|the Messages API|the Anthropic API)?
        How do I use (the Anthropic client|Anthropic's SDK) (here|with Shoal)?
        Where does Shoal answer Anthropic (requests|clients)?
        Which endpoint is for (Anthropic|Anthropic clients|the Messages API)?
        What about (Anthropic|the Messages API|Anthropic's API)?
        What does /v1/messages do?
        Tell me about (the Messages API|Anthropic's API in Shoal).
        (anthropic|anthropic api|messages api|anthropic client|v1 messages|anthropic sdk)
        Is the Anthropic Messages API supported?
    """,
    ),
    fact(
        "the Responses API",
        "Shoal answers the Open Responses API at /v1/responses.",
        "/v1/responses",
        """
        Does Shoal (support|have|offer|speak) the (Responses API|Open Responses API)?
        Does Shoal (support|have|offer|speak) (responses|Open Responses)?
        Is there a Responses API?
        Can I use the (Responses|Open Responses) API?
        What is /v1/responses (for|good for)?
        What is /v1/responses?
        Where is the Responses API?
        Is Shoal compatible with (Open Responses|the Responses API)?
        Does the Responses API work (with Shoal|here)?
        What about the (Responses API|Open Responses API)?
        I wonder whether Shoal has the Responses API
        I would like to use the (Responses|Open Responses) API
        I want to use the (Responses|Open Responses) API. How?
        I have code for the Responses API. Does it work (here|with Shoal)?
        Is it possible to use the (Responses|Open Responses) API?
        Is there support for (Open Responses|the Responses API)?
        Is Open Responses (possible|available|supported)?
        Can Shoal (answer|speak|do) (Open Responses|the Responses API)?
        Can I send (Responses requests|Open Responses requests) to Shoal?
        Do you (have|support) the (Responses|Open Responses) API?
        How do I (call|use|reach) the (Responses|Open Responses) API?
        Where does Shoal answer (Open Responses|the Open Responses API)?
        Which endpoint is for (Open Responses|the Responses API)?
        On which path is the (Responses|Open Responses) API?
        What does /v1/responses do?
        Tell me about the (Responses|Open Responses) API.
        (responses api|open responses|v1 responses|openai responses)
        Does the server know the Responses API?
        Is the Responses API supported?
    """,
    ),
    fact(
        "embeddings",
        "Send your text to POST /v1/embeddings.",
        "/v1/embeddings",
        """
        How do I get embeddings?
        Does Shoal (support|have|offer|make) embeddings?
        Can Shoal (make|compute|give me) embeddings?
        How do I (make|compute|create) (embeddings|an embedding) (with Shoal|of a text)?
        What is /v1/embeddings (for|good for)?
        What is /v1/embeddings?
        Where is the embeddings endpoint?
        Is there an (embeddings|embedding) (endpoint|API)?
        Which endpoint makes embeddings?
        embeddings
        I wonder how to get embeddings
        I would like (an embedding of a text|to make embeddings|embeddings)
        I want (embeddings|an embedding). How?
        I need (embeddings|vectors|an embedding) (for|of) my texts
        Is it possible to (get|make|compute) embeddings?
        Are embeddings (supported|possible|available)?
        Can I (get|make|have|compute) (embeddings|an embedding) (here|with Shoal|from Shoal)?
        Do embeddings work (here|in Shoal|with Shoal)?
        How do I turn (a text|my text|texts|words) into (a vector|vectors|an embedding|embeddings)?
        How does Shoal make embeddings?
        How can I (get|request) (the embedding|a vector) of a text?
        Where do I send (a text|my text) (for|to get) an embedding?
        Which (endpoint|path|URL) (is for|gives) embeddings?
        What does /v1/embeddings do?
        What must I call for embeddings?
        Tell me how to get embeddings.
        Make an embedding of (a text|my text|this text).
        Show me how to (get|make) embeddings.
        (embedding|get embeddings|text embeddings|vectors|embeddings endpoint|embedding api)
        How can I embed a text with Shoal?
    """,
    ),
    fact(
        "many models at once",
        "Shoal serves many models. The name in the request chooses one.",
        "many models; name",
        """
        Can Shoal serve (many|several|two|more) models (at once|at the same time|together)?
        Can I (run|use|have) (many|several|two|more) models (at once|at the same time|together)?
        Does Shoal (support|serve) (many|several|multiple) models?
        How many models can Shoal serve?
        How do I choose (a|the|which) model?
        How do I choose (between models|the model that answers)?
        Which model answers my request?
        How does Shoal know which model I want?
        Can I have more than one model?
        How do I pick a model in a request?
        I wonder whether Shoal can serve (many|several|two) models
        I would like to (run|serve|use) (several|two|many) models (at once|together)
        I want to (run|serve|use) (several|two|three|many) models. Is that possible?
        I have (two|three|several|many) models. Can Shoal serve them all?
        Is it possible to (serve|run|have) (several|two|many) models?
        Are (several|many|two) models (OK|supported)?
        Is Shoal limited to one model?
        Can two models run (together|side by side|at once)?
        Can Shoal (hold|run|have) more than one model?
        Does Shoal (serve|run) (one model|only one model) or many?
        Does Shoal (serve|run|have) more than one model?
        How do I (say|tell Shoal) which model (I want|should answer)?
        How do I send a request to a (certain|special|given) model?
        How do I (address|select) (a|one) model?
        How do I ask a (certain|given) model?
        What decides which model answers?
        Who decides which model answers?
        (many models|several models|multiple models|two models at once|choose a model)
        What do I write in a request to choose a model?
        Is more than one model possible?
    """,
    ),
    fact(
        "Shoal's privacy",
        "Shoal needs no internet when it runs, and it reports nothing.",
        "no internet; nothing",
        """
        Does Shoal (work|run) (offline|without the internet|without internet|locally)?
        Can Shoal (work|run) (offline|without the internet|locally|on my own machine)?
        Is Shoal (private|safe|offline|local)?
        Does Shoal keep my data (private|local|here)?
        Can I use Shoal (offline|without the internet|on a plane)?
        Is my data safe (with|in) Shoal?
        Is Shoal good for (private|secret) data?
        Do my (data|requests) stay (local|private) with Shoal?
        Does Shoal respect my privacy?
        I wonder whether Shoal is (private|offline)
        I would like to know whether Shoal sends (data|anything) (home|anywhere)
        I have no internet. Can I use Shoal?
        Does Shoal (send|report) (anything|data|my data|statistics) (home|to anyone|anywhere)?
        Does Shoal (call|phone) home?
        Does Shoal (collect|share|sell|track) (data|my data|anything)?
        Does Shoal need (the internet|an internet connection|a network|the cloud)?
        Does Shoal have telemetry?
        Is Shoal (spying on me|connected to the internet|in the cloud|secret)?
        Is there (telemetry|tracking) in Shoal?
        Is the internet needed (for|by) Shoal?
        Must Shoal be (online|connected to the internet)?
        Will Shoal (run|work) (on a plane|without a network|when the internet is down)?
        What does Shoal (report|send home|send to its makers)?
        What data does Shoal (collect|send|share)?
        Where does Shoal send my data?
        Who (sees|gets) what I send to Shoal?
        How private is Shoal?
        (telemetry|shoal offline|shoal privacy|shoal without internet)
        Use Shoal without the internet.
        Is it possible to use Shoal offline?
    """,
    ),
    fact(
        "Shoal's price",
        "Shoal is free.",
        "free",
        """
        What does Shoal cost?
        How much does Shoal cost?
        Is Shoal free?
        Do I have to pay for Shoal?
        Does Shoal cost (money|anything)?
        What is the price of Shoal?
        How much is Shoal?
        Can I use Shoal for free?
        Is there a price for Shoal?
        Must I pay for Shoal?
        I wonder (what Shoal costs|how much Shoal costs|whether Shoal is free)
        I would like to know (what Shoal costs|the price of Shoal)
        I want to (use|try) Shoal. Must I pay?
        Is there a (fee|charge|paid version) (for|of) Shoal?
        Is Shoal (expensive|cheap|free of charge|paid software|for free)?
        Is money needed for Shoal?
        Do I need to (pay for|buy) Shoal?
        Do I need a (subscription|credit card) for Shoal?
        Do I have to buy Shoal?
        Does my company (have to|need to) pay for Shoal?
        Does Shoal want money?
        How (expensive|cheap) is Shoal?
        How much (must|do) I pay for Shoal?
        What do I (pay|have to pay) for Shoal?
        What (does it cost|would it cost) to (use|run) Shoal?
        Tell me (the price of Shoal|what Shoal costs).
        Name the price of Shoal.
        (shoal price|shoal cost|price of shoal|cost of shoal)
        Is it free to use Shoal?
    """,
    ),
    fact(
        "system_prompt",
        "Set system_prompt in the model's YAML file.",
        "system_prompt",
        """
        How do I set (a|the) system prompt?
        How do I set a (default|fixed) system prompt (for a model|in Shoal)?
        Where do I (set|put|write) the system prompt?
        What is system_prompt?
        Can (a model|a YAML file|I) have a (default|fixed) system prompt?
        How do I give a model a system prompt?
        How do I change the system prompt (of a model|in the YAML)?
        What does system_prompt (do|mean)?
        Which setting is the system prompt?
        system prompt
        I wonder how to set a system prompt
        I would like (to set a system prompt|my model to have a system prompt)
        I want (a system prompt|a fixed system prompt) for my model. How?
        Is it possible to (set|have) a system prompt?
        Is there a setting for (a|the) system prompt?
        Can I (set|change|write|fix) (a|the) system prompt?
        Does Shoal (have|support|know) (system prompts|a system prompt)?
        Does a model's YAML have a system prompt?
        How do I (add|fix|define) (a|the) system prompt (for|of) a model?
        How do I tell a model how to behave?
        How do I give every chat the same (system prompt|instructions)?
        How do I set (standard|default|fixed) instructions for a model?
        In (which|what) file (do I set|is) the system prompt?
        Where does the system prompt (go|belong)?
        What do I write for a system prompt?
        What is the (key|setting) for the system prompt?
        Set (a|the) system prompt (for|of) (my|a) model.
        Show me how to set (a|the) system prompt.
        (set system prompt|system_prompt|default system prompt|system prompt setting)
        Explain system_prompt.
        How can I give my model a default system prompt?
    """,
    ),
    fact(
        "disabled models",
        "Write disabled: true in the model's YAML file.",
        "disabled: true",
        """
        How do I disable a model?
        How (can|do) I (disable|turn off|deactivate) a model (for a while|without deleting it)?
        How do I (turn off|switch off|deactivate) (a|one) model?
        Can I (disable|turn off|switch off) a model?
        How do I keep a model out of memory?
        What does disabled: true (do|mean)?
        Is there a way to disable a model?
        How do I keep a model from loading?
        disable model
        I wonder how to disable a model
        I would like to (disable|turn off|switch off) a model
        I want to (disable|switch off|turn off|deactivate) a model. How?
        I don't want a model to (load|be loaded). What do I write?
        I want to keep a model's file, but not load it. How?
        Is it possible to (disable|switch off|turn off|deactivate) a model?
        Can a model be (disabled|switched off|turned off|deactivated)?
        Can I (pause|deactivate) a model?
        Can I keep a model from being loaded?
        How is a model (disabled|switched off|turned off)?
        How do I (pause|silence|hide) a model (for a while|without deleting it)?
        How can I (disable|switch off|turn off) (a|the demo|one of my) (model|models)?
        How can Shoal ignore a model?
        How do I make Shoal (ignore|skip|not load) a model?
        Which (setting|key) (disables|turns off|switches off) a model?
        What do I write to (disable|turn off|switch off) a model?
        Where do I write disabled: true?
        What is disabled: true (for|good for)?
        (Disable|Turn off|Switch off|Deactivate) (a|the demo|my) model.
        (disabled|model off|disabled: true)
        Show me how to disable a model.
        How do I stop one model and keep its file?
    """,
    ),
    fact(
        "a model that failed",
        "Ask GET /v1/models?view=admin; it says why a model failed.",
        "view=admin",
        """
        Why did my model fail?
        Why (does|did) (my|a|the) model not (load|start|work|show up)?
        My model (does not load|fails|failed|does not work|is not there). What now?
        (my model does not load|My model fails!|my model failed|My model does not work!)
        How do I see why a model failed?
        How do I find out what is wrong with (my|a) model?
        Where do I see (errors|the error|the state) of a model?
        Where are the errors of my model?
        Why is my model (missing|not listed|not working|broken|not served)?
        How do I see (the|every) model's state?
        I wonder why my model (failed|does not load|fails)
        I would like to know why my model (failed|does not load|fails)
        I (can't see|cannot find|don't see) my model. What is wrong?
        I added a model, but it (does not load|is not there|does not work|fails). Why?
        I added a model and nothing happens
        I put a file into configs/models, but the model does not show up. Why?
        A model (fails|failed|does not load|does not start). (What now|What can I do|Why)?
        My model (did not load|won't load|won't start|is missing|is broken). (Why|What can I do)?
        Loading my model fails. What can I do?
        Something is wrong with my model. What can I do?
        There is an error with my model. Where do I see it?
        What is wrong with my model?
        What went wrong with my model?
        What happened to my model?
        How do I debug (a|my) model?
        How do I get the error (message|text) of (a|my) model?
        Who tells me why (a|my) model failed?
        Does Shoal say why a model failed?
        Is there an (error|error message) for (a|my) model that failed?
        Tell me why my model (failed|does not load|fails).
        Show me the (error|errors|state) of my model.
        (model failed|model error|model not loading|model missing|model fails|view=admin)
        Where can I read why my model failed?
    """,
    ),
    fact(
        "Shoal's language",
        "Shoal is written in Python. llama.cpp, which it uses, is C++.",
        "Python",
        """
        (What|Which) (language|programming language) is Shoal written in?
        In (what|which) (language|programming language) is Shoal written?
        What is Shoal written in?
        Is Shoal written in (Python|C++|Rust|Go|Java)?
        Is Shoal a Python (program|project|package)?
        What language does Shoal use?
        What is Shoal made with?
        What programming language is Shoal?
        Is Shoal Python?
        I wonder (what language Shoal is written in|in which language Shoal is written)
        I would like to know in which language Shoal is written
        (Which|What) programming language (do|did) (the makers of Shoal|Shoal's developers) use?
        (Which|What) programming languages (are|is) in Shoal?
        Is Shoal (made|built|programmed) in (Python|C++|Java|Rust|Go)?
        Is Shoal's code (Python|C++|Java|Rust)?
        Is Shoal (a C++|a Java|a Rust) program?
        Is there (C++|Rust|Python) in Shoal?
        Is the server written in (Python|C++|Go|Rust)?
        How much of Shoal is (Python|C++)?
        In what is Shoal (programmed|written|coded)?
        Does Shoal consist of (Python|C++|Rust)?
        What is Shoal (programmed|coded|built) in?
        What is Shoal's (language|programming language)?
        What is the (language|programming language) (of Shoal|behind Shoal)?
        What language is (Shoal's code|the code of Shoal|the server) in?
        Tell me (Shoal's programming language|in which language Shoal is written).
        Name the programming language of Shoal.
        (shoal language|shoal programming language|written in|language of shoal)
        What language was used to write Shoal?
    """,
    ),
    fact(
        "choosing a model",
        "Any instruct model that comes as a GGUF file will do.",
        "instruct",
        """
        Which model should I (use|add|take|download|choose|try)?
        What model should I (use|add|take|download|choose|try)?
        (Which|What) models (work|run) (with|in|on) Shoal?
        What kind of model (can|should) I (add|use)?
        Can you recommend a model?
        Recommend a (model|larger model|better model) to me.
        What is a good model (for Shoal|to start with)?
        Which larger model (should I take|is good|do you recommend)?
        Which models does Shoal support?
        (What|Which) model do you recommend?
        I wonder which model (I should take|is good|to take|to choose)
        I would like a (recommendation|tip) for a model
        I don't know which model to (take|use|choose|download)
        I need a (good|better) model. Which one?
        I am looking for a good model
        Is there a model that you (recommend|would take)?
        Is there a good model for (Shoal|a start)?
        Do you know a good model?
        Do you have a (recommendation|tip) for a model?
        Give me a (tip|recommendation) for a model.
        Name a good model (for Shoal|that I can add).
        Advise me which model to (take|use|choose).
        Help me choose a model.
        What is the best model (for Shoal|to add|to take)?
        (Which|What) is a good (larger|better) model?
        (Which|What) (sort|kind) of model (fits|suits|works with) Shoal?
        Which GGUF (file|model) should I (take|use|download)?
        Which models are (good|best|suitable) (for|with) Shoal?
        Which model is best (for me|for Shoal)?
        What should I (download|look for) to get a better model?
        (best model|model recommendation|recommend a model)
        What model would you (take|choose|use)?
        Can you suggest a model for Shoal?
    """,
    ),
    fact(
        "curl",
        "Use curl http://127.0.0.1:8080/v1/chat/completions with a JSON body.",
        "curl",
        """
        How do I use Shoal with curl?
        How do I call Shoal (with|from) (curl|the shell|the command line|a terminal)?
        Can I use curl?
        Can I use curl with Shoal?
        Show me (a|the) curl (command|example|call).
        Give me a curl (example|command).
        How do I send a request (to Shoal|with curl|by hand)?
        What is the curl command?
        How do I (send a chat request|ask a model a question) with curl?
        curl
        I wonder how to use curl with Shoal
        I would like to (use curl|call Shoal with curl)
        I want to (use|call Shoal with) curl. How?
        I have only curl. How do I call Shoal?
        Is it possible to (use|call) Shoal with curl?
        Is there a curl (example|command)?
        Can I (call|ask|reach) (Shoal|a model|you) (with|by) curl?
        Can I (call|use) Shoal from (the shell|a terminal|the command line)?
        Does (Shoal work with curl|curl work)?
        How do I use curl (here|to ask a model|to talk to a model)?
        How do I (write|make) a request with curl?
        How does a curl (request|command|call) (look|to Shoal look)?
        How can I talk to a model from the (shell|command line|terminal)?
        What do I type into (the shell|a terminal|the command line) to ask a model?
        What does a curl (request|command|call) look like?
        What do I write after curl?
        Which curl command (do I need|asks a model|works)?
        Tell me the curl command.
        (Ask|Call) Shoal with curl.
        (curl example|curl command|curl request|use curl|shell example)
        How can I test Shoal with curl?
    """,
    ),
    fact(
        "YAML",
        "YAML is a text format for settings: a name, a colon and a value per line.",
        "settings",
        """
        What is YAML?
        What's YAML?
        What is a YAML file?
        What does YAML mean?
        Explain YAML.
        Tell me about YAML.
        What is YAML (for|used for|good for)?
        What are YAML files?
        How do I write YAML?
        What does YAML look like?
        I wonder what YAML is
        I have never heard of YAML
        I would like to know (what YAML is|more about YAML)
        I don't know (YAML|what YAML is|what YAML means)
        Define YAML.
        Describe YAML.
        Say something about YAML.
        Give me a short description of YAML.
        Do you know (YAML|what YAML is)?
        Can you tell me something about YAML?
        Is YAML (a text format|a programming language|a file format|a program)?
        What is the purpose of YAML?
        What is the meaning of YAML?
        What is meant by YAML?
        What does YAML stand for?
        What kind of (format|file|language) is YAML?
        How does YAML work?
        How is YAML written?
        (yaml|about yaml|yaml format|yaml syntax)
        What is the YAML format?
        Can you explain what YAML is?
    """,
    ),
    fact(
        "APIs",
        "An API is the way in which one program talks to another.",
        "program",
        """
        What is an API?
        What's an API?
        What does API mean?
        What is the meaning of API?
        Explain what an API is.
        Explain APIs.
        What are APIs?
        What is an API (for|good for|used for)?
        What is an endpoint?
        Define API.
        I wonder what an API is
        I have never heard of (an API|APIs)
        I would like to know what (an API|API) (is|means)
        I don't know what an API is
        Describe what an API is.
        Tell me what an API is.
        Give me a (short definition|definition) of (API|an API).
        Say what an API is.
        Do you know what an API is?
        Can you tell me what (an API|API) (is|means)?
        Is an API a (program|file|server|website)?
        What does an API do?
        What is the purpose of (an API|APIs)?
        What is meant by (API|an API)?
        What does API stand for?
        What exactly is an API?
        How does an API work?
        Why do (people|programs) (need|use) (an API|APIs)?
        (api meaning|what is api|api definition)
        What are endpoints?
        What do people mean by (an API|API)?
    """,
    ),
    fact(
        "tokens",
        "A token is a piece of a word. Models read and write tokens.",
        "piece of a word",
        """
        What is a token?
        What's a token?
        What are tokens?
        What does token mean?
        Explain (tokens|the word token).
        What is a token in a (language model|model|prompt)?
        How long is a token?
        What is the meaning of token?
        Define token.
        What do models read?
        What does a model write?
        I wonder what a token is
        I have never heard of tokens
        I would like to know what (a token|token) (is|means)
        I don't know what (a token is|tokens are)
        Describe what a token is.
        Tell me what (a token is|tokens are).
        Give me a (short definition|definition) of (token|a token).
        Say what a token is.
        Do you know what (a token is|tokens are)?
        Can you tell me what a token is?
        Is a token (a word|a letter|a number|a piece of a word)?
        Is a word (a token|one token)?
        What is meant by (token|a token|tokens)?
        What exactly is a token?
        What are tokens (for|good for|used for)?
        How big is a token?
        Why do models (use|need|have) tokens?
        (token|tokens|token meaning|token definition)
        What is the difference between a word and a token?
        Are tokens words?
        What do people mean by (a token|token)?
    """,
    ),
    fact(
        "language models",
        "A language model is a program that writes text, one token after another.",
        "program; text",
        """
        What is a language model?
        What's a language model?
        What is (an LLM|a large language model|an AI model)?
        What are (language models|LLMs|large language models)?
        What does LLM mean?
        How does (a language model|an LLM) work?
        Explain (language models|LLMs|what an LLM is).
        What does a language model do?
        What is the meaning of LLM?
        What does LLM stand for?
        Define language model.
        I wonder what a language model is
        I have never heard of (language models|LLMs)
        I would like to know what (a language model|an LLM) is
        I don't know what (a language model|an LLM) is
        Describe (language models|a language model).
        Tell me about (language models|LLMs).
        Give me a (short definition|definition) of (LLM|language model).
        Do you know what (a language model|an LLM) is?
        Is a language model a (program|person|robot|computer)?
        What is meant by (LLM|a language model)?
        What exactly is (a language model|an LLM)?
        What is a language model (for|good for|used for)?
        What can a language model do?
        How do (language models|LLMs) (work|write text|write)?
        How does a language model write (text|an answer)?
        (llm|language model|language models|llm meaning)
        What kind of program is a language model?
        What does a large language model do?
        Can you explain what a language model is?
    """,
    ),
)
