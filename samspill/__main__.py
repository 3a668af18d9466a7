"""`python -m samspill …` is the same as the `samspill` command."""

from samspill.config.commandline import main

if __name__ == "__main__":
    main()
