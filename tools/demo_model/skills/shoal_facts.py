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
        Can you explain what a language model is?
    """,
    ),
)
