"""Pictures of the app's screens for the docs, made by code from the invented Marlow family."""
