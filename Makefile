# Shoal. `make help` lists what there is.

PYTHON ?= python3
BIN    := .venv/bin
CONFIG ?= configs/quickstart.yaml
CACHE  := $(or $(SHOAL_CACHE_DIR),$(or $(XDG_CACHE_HOME),$(HOME)/.cache)/shoal)
VLLM_VENV := $(CACHE)/vllm-cpu-venv
# glibc gives freed tensors back at once; asking for them anew took a fifth of a training step.
TRAINING_MEMORY := MALLOC_MMAP_THRESHOLD_=2147483648 MALLOC_TRIM_THRESHOLD_=17179869184 \
	MALLOC_TOP_PAD_=536870912 GLIBC_TUNABLES=glibc.malloc.hugetlb=1

.DEFAULT_GOAL := help
.PHONY: help install install-dev serve test test-backends lint format bench bench-gateway bench-replicas bench-plan bench-chat bench-engine lock demo-model clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

install: ## make .venv with pinned packages; compiles llama.cpp once per machine
	@$(PYTHON) tools/install.py

install-dev:
	@$(PYTHON) tools/install.py --dev

serve: install ## serve configs/models on http://127.0.0.1:8080 (CONFIG=… for another Serve config)
	@$(BIN)/shoal serve $(CONFIG)

test: install-dev ## run every test
	$(BIN)/python -m pytest

test-backends: ## run the tests of vLLM, on CPUs, in an environment of its own (5 GB)
	@tools/install_vllm_cpu.sh
	HF_HUB_OFFLINE=1 $(VLLM_VENV)/bin/python -m pytest -W default --timeout 900 tests/backends

lint: install-dev ## check style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: install-dev ## mend what can be mended by itself
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: install-dev ## measure the way through the gateway, beside plain uvicorn
	$(BIN)/python -m benchmarks.streams

bench-gateway: install-dev ## measure what the gateway costs each protocol, beside LiteLLM's proxy
	$(BIN)/python -m benchmarks.gateway

bench-replicas: install-dev ## measure streams over one, two and four replicas
	$(BIN)/python -m benchmarks.replicas

bench-plan: install-dev ## time `shoal plan` on 1,000 nodes and 5,000 models
	$(BIN)/python -m benchmarks.plan

bench-chat: install-dev ## measure what reading answers and holding them to schemas costs
	$(BIN)/python -m benchmarks.chat

bench-engine: install-dev ## measure our engine beside llama-server, which is compiled once per machine
	$(BIN)/python -m benchmarks.engine

demo-model: install-dev ## train configs/models/demo.gguf anew (hours; goes on where it was cut off)
	$(BIN)/python -m pip install --quiet -r requirements/demo-model.txt
	$(TRAINING_MEMORY) $(BIN)/python -m tools.demo_model

lock: install-dev ## pin the newest allowed versions in requirements/*.txt
	tools/lock.sh

clean: ## remove .venv and caches of tools
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache *.egg-info
