"""What goes out: genograms and documents, each built once as data and written by thin writers."""
