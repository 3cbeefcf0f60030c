import pytest
from tokenizers import Tokenizer

from tools.demo_model.corpus import texts
from tools.demo_model.tokenizer import train_tokenizer


@pytest.fixture(scope="session")
def tokenizer() -> Tokenizer:
    """As the model's, from fewer texts."""
    return train_tokenizer(texts(seed=1, count=3000))
