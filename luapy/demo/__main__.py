"""``python -m luapy.demo [PORT]``: serve until interrupted."""

import sys

from luapy.demo.server import DemoServer


def main() -> int:
    port = int(sys.argv[1]) if len(sys.argv) > 1 else 0
    server = DemoServer(port)
    print(f"luapy demo server on {server.url} (Ctrl-C stops it)", flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        pass
    finally:
        server.server_close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
