"""The leak campaign: made families, what nobody may read in what is made of them, and a search of it that is nobody's but its own."""
