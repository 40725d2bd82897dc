"""Warnings of files and coroutines that a program forgets: they tell where that was."""
import gc
import io
import os
import tempfile
import warnings

folder = tempfile.mkdtemp()
path = os.path.join(folder, "f.txt")


async def work():
    pass


def forget():
    open(path, "w").write("kept")
    open(path, "rb")
    open(path, "rb", buffering=0)
    io.FileIO(path)
    work()
    return 1


def keep():
    with open(path) as f:
        text = f.read()
    c = work()
    c.close()
    g = open(path)
    g.close()
    return text


with warnings.catch_warnings(record=True) as log:
    warnings.simplefilter("always")
    print(forget())
    gc.collect()
    for w in sorted(log, key=lambda w: w.lineno):
        print(w.category.__name__, w.lineno, str(w.message).replace(folder, "FOLDER"), os.path.basename(w.filename))
    log.clear()
    print(keep())
    gc.collect()
    print(log)
    raw = io.FileIO(path)
    raw._dealloc_warn("a stream")
    raw.close()
    raw._dealloc_warn("a stream")
    buffered = open(path, "rb")
    buffered._dealloc_warn(None)
    buffered.close()
    print([(w.category.__name__, str(w.message)) for w in log])
os.remove(path)
os.rmdir(folder)
