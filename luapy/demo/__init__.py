"""A small web server on loopback, for the samples: ``python -m luapy.demo`` or ``serve()``.

    with luapy.demo.serve() as url:
        requests.get(url + "/items")
"""

from luapy.demo.samples import SAMPLES, Sample, run_sample
from luapy.demo.server import DemoServer, serve

__all__ = ["DemoServer", "SAMPLES", "Sample", "run_sample", "serve"]
