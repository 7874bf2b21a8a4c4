"""The work itself as documents: statements, goals, scales, plans, decisions, services, closures, supervision."""
