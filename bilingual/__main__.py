"""`python -m bilingual` is the same as the command `bilingual`."""

from bilingual.cli import main

if __name__ == "__main__":
    main(prog_name="bilingual")
