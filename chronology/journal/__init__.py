"""How a case file is kept: changes, the chain that shows them unaltered, the fold, and the encrypted store."""
