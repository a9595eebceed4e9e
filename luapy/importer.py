"""Lua files as Python modules: `install_importer`; ``python -m luapy.importer NAME [ARGUMENTS]`` is ``python -m NAME``."""

from luapy.interop.importer import install_importer, uninstall_importer  # noqa: F401


def main(argv: list[str]) -> int:
    """Run the module named by the first word as the main program."""
    import runpy
    import sys
    if not argv:
        print("usage: python -m luapy.importer NAME [ARGUMENTS]", file=sys.stderr)
        return 2
    install_importer()
    if "" not in sys.path and sys.path[0] != "":
        sys.path.insert(0, "")
    sys.argv[:] = argv
    runpy.run_module(argv[0], run_name="__main__", alter_sys=True)
    return 0


if __name__ == "__main__":
    import sys
    raise SystemExit(main(sys.argv[1:]))
