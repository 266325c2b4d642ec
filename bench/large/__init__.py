"""How the models grow: cities of any size, made up, and what each model costs on them."""
