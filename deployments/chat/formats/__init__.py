"""How families of models write thoughts and calls: their shapes, and which template means which."""
