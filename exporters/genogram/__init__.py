"""The genogram: notation, rows, order, places, routes, and what is drawn."""
