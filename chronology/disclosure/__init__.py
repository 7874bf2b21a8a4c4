"""Who may see what: a case file as one audience may see it, and the search for anything withheld in what goes out."""
