"""What runs are made of, without PyTorch: the command line, the server and the page get their settings from here."""
