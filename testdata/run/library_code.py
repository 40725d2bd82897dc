"""With the import system in Python at work, modules of the library still come by their loader, with code that names their files."""
import importlib
import importlib.util
import runpy
import sys

importlib.invalidate_caches()
spec = importlib.util.find_spec("colorsys")
print(type(spec.loader).__name__, spec.origin.endswith("colorsys.py"))
code = spec.loader.get_code("colorsys")
print(code.co_name, code.co_filename == spec.origin, spec.loader.get_source("colorsys") is not None)
module = importlib.import_module("colorsys")
print(module.rgb_to_hsv(0.5, 0.25, 0.25), module.__file__ == spec.origin)
try:
    spec.loader.get_code("other")
except ImportError as e:
    print(e)


class Shouting(type(spec.loader)):
    def source_to_code(self, data, path, *, _optimize=-1):
        return compile(b"SHOUT = True\n", path, "exec")

    def path_stats(self, path):
        raise OSError


module = importlib.util.module_from_spec(importlib.util.spec_from_loader("loud", Shouting("loud", spec.origin)))
module.__loader__.exec_module(module)
print(module.SHOUT)
print(sorted(n for n in runpy.run_module("colorsys") if n.startswith("rgb")))
