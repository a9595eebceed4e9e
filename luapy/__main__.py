"""``python -m luapy``."""

from luapy.cli.main import main

if __name__ == "__main__":
    raise SystemExit(main())
