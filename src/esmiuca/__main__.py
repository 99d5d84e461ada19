"""`python -m esmiuca` is `esmiuca`; `torchrun … -m -- esmiuca train` starts it in several processes."""

from esmiuca.cli.main import main

if __name__ == "__main__":
    main()
