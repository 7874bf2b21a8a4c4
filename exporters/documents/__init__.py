"""Documents: built once as a page model, written by one thin writer a format."""
