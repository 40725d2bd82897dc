"""Running modules and scripts by name or path, as the command line does, inside a program."""

import importlib.machinery
import importlib.util
import io
import os
import sys
from importlib.util import decode_source

__all__ = ["run_module", "run_path"]


class _Error(ImportError):
    """A module that can't be run."""


class _TemporaryModule:
    """A module in sys.modules for as long as its code runs."""

    def __init__(self, name):
        self.name = name
        self.module = type(sys)(name)

    def __enter__(self):
        self.before = sys.modules.get(self.name)
        sys.modules[self.name] = self.module
        return self.module

    def __exit__(self, *exception):
        if self.before is None:
            sys.modules.pop(self.name, None)
        else:
            sys.modules[self.name] = self.before


class _TemporaryArgument:
    """sys.argv[0] with another value for as long as code runs."""

    def __init__(self, value):
        self.value = value

    def __enter__(self):
        self.before = sys.argv[0]
        sys.argv[0] = self.value

    def __exit__(self, *exception):
        sys.argv[0] = self.before


def _fill_and_run(code, namespace, init_globals=None, name=None, spec=None, package=None, file=None):
    """Run code in a namespace that looks like a module's."""
    cached = loader = None
    if spec is not None:
        loader, file, cached = spec.loader, spec.origin, spec.cached
        if package is None:
            package = spec.parent
    if init_globals is not None:
        namespace.update(init_globals)
    namespace.update(__name__=name, __file__=file, __cached__=cached, __doc__=None, __loader__=loader, __package__=package,
                     __spec__=spec)
    exec(code, namespace)
    return namespace


_run_code = _fill_and_run


def _run_module_code(code, init_globals=None, mod_name=None, mod_spec=None, pkg_name=None, script_name=None):
    """Run code in a module of its own and return a copy of its namespace."""
    file = script_name if mod_spec is None else mod_spec.origin
    with _TemporaryModule(mod_name) as module, _TemporaryArgument(file):
        _fill_and_run(code, module.__dict__, init_globals, mod_name, mod_spec, pkg_name, script_name)
        return module.__dict__.copy()       # the module may lose what it holds when it goes


_COMPILED = ("operator",)  # written in Go here, in Python elsewhere, where running it does nothing


def _module_details(name, error=ImportError):
    """Return (name, spec, code) of what running name runs: for a package its __main__."""
    if name.startswith("."):
        raise error("Relative module names not supported", name=name)
    package = name.rpartition(".")[0]
    if package:
        try:
            __import__(package)
        except ImportError as problem:
            if problem.name is None or problem.name != package and not package.startswith(problem.name + "."):
                raise
        present = sys.modules.get(name)
        if present is not None and not hasattr(present, "__path__"):
            from warnings import warn
            warn(RuntimeWarning(f"{name!r} found in sys.modules after import of package {package!r}, but prior to execution of {name!r}; "
                                "this may result in unpredictable behaviour"))
    try:
        spec = importlib.util.find_spec(name)
    except (ImportError, AttributeError, TypeError, ValueError) as problem:
        text = f"Error while finding module specification for {name!r} ({type(problem).__name__}: {problem})"
        if name.endswith(".py"):
            text += f". Try using '{name[:-3]}' instead of '{name}' as the module name."
        raise error(text, name=name) from problem
    if spec is None:
        raise error(f"No module named {name}", name=name)
    if spec.submodule_search_locations is not None:
        if name == "__main__" or name.endswith(".__main__"):
            raise error("Cannot use package as __main__ module", name=name)
        try:
            return _module_details(name + ".__main__", error)
        except error as problem:
            if name not in sys.modules:
                raise
            raise error(f"{problem}; {name!r} is a package and cannot be directly executed", name=name) from None
    if spec.loader is None:
        raise error(f"{name!r} is a namespace package and cannot be executed", name=name)
    try:
        code = spec.loader.get_code(name)
    except ImportError as problem:
        raise error(format(problem), name=name) from problem
    if code is None:
        if name not in _COMPILED:
            raise error(f"No code object available for {name}", name=name)
        code = compile("", name, "exec")
    return name, spec, code


_get_module_details = _module_details


def _run_module_as_main(mod_name, alter_argv=True):
    """Run a module in the namespace of __main__, as python -m does."""
    try:
        if alter_argv or mod_name != "__main__":
            mod_name, spec, code = _module_details(mod_name, _Error)
        else:
            mod_name, spec, code = _main_details(_Error)
    except _Error as error:
        sys.exit(f"{sys.executable}: {error}")
    namespace = sys.modules["__main__"].__dict__
    if alter_argv:
        sys.argv[0] = spec.origin
    return _fill_and_run(code, namespace, None, "__main__", spec)


def run_module(mod_name, init_globals=None, run_name=None, alter_sys=False):
    """Run a module and return its namespace; with alter_sys it is in sys.modules, and its file in sys.argv[0], meanwhile."""
    mod_name, spec, code = _module_details(mod_name)
    if run_name is None:
        run_name = mod_name
    if alter_sys:
        return _run_module_code(code, init_globals, run_name, spec)
    return _fill_and_run(code, {}, init_globals, run_name, spec)


def _main_details(error=ImportError):
    # the __main__ that runs now mustn't hide the one to be found
    saved = sys.modules.pop("__main__")
    try:
        return _module_details("__main__")
    except ImportError as problem:
        if "__main__" in str(problem):
            raise error(f"can't find '__main__' module in {sys.path[0]!r}", name="__main__") from problem
        raise
    finally:
        sys.modules["__main__"] = saved


def _code_of_file(path):
    from pkgutil import read_code
    path = os.fspath(path)
    with io.open_code(os.path.abspath(path)) as file:
        code = read_code(file)
    if code is not None:
        return code
    with io.open_code(os.path.abspath(path)) as file:
        return compile(file.read(), path, "exec")


def run_path(path_name, init_globals=None, run_name=None):
    """Run a script, a .pyc file, or the __main__ of a folder or archive, and return its namespace."""
    name = "<run_path>" if run_name is None else run_name
    path_name = os.fsdecode(path_name)
    import pkgutil
    finder = pkgutil.get_importer(path_name)
    if finder is None:
        return _run_module_code(_code_of_file(path_name), init_globals, name, pkg_name=name.rpartition(".")[0], script_name=path_name)
    sys.path.insert(0, path_name)
    try:
        _, spec, code = _main_details()
        with _TemporaryModule(name) as module, _TemporaryArgument(path_name):
            return _fill_and_run(code, module.__dict__, init_globals, name, spec, name.rpartition(".")[0]).copy()
    finally:
        try:
            sys.path.remove(path_name)
        except ValueError:
            pass


if __name__ == "__main__":
    if len(sys.argv) < 2:
        print("No module specified for execution", file=sys.stderr)
    else:
        del sys.argv[0]
        _run_module_as_main(sys.argv[0])
