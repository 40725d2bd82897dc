"""The traceback of an error in a module of a zip file shows the lines that the loader knows."""
import io
import os
import sys
import tempfile
import zipfile

with tempfile.TemporaryDirectory() as folder:
    name = os.path.join(folder, "box.zip")
    with zipfile.ZipFile(name, "w") as z:
        z.writestr("boxed.py", "def divide(a, b):\n    return a / b\n")
        z.writestr("pack/__init__.py", "")
        z.writestr("pack/inner.py", "import boxed\n\n\ndef run():\n    return boxed.divide(1, 0)\n")
    sys.path.insert(0, name)
    from pack.inner import run
    try:
        run()
    except ZeroDivisionError:
        sys.stderr = io.StringIO()
        sys.__excepthook__(*sys.exc_info())
        text, sys.stderr = sys.stderr.getvalue(), sys.__stderr__
        print(text.replace(folder, "FOLDER").replace(__file__, "FILE"))
    sys.path.remove(name)
