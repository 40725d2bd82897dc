# Audit hooks: what they hear, what they can refuse, and what they don't disturb.
import io
import marshal
import os
import pickle
import sys
import tempfile
import time

heard = []
refused = set()


def hook(event, args):
    if event in refused:
        raise PermissionError(f'{event} is refused')
    if listening:
        heard.append((event, args))


listening = False
sys.addaudithook(hook)


def during(what, *names):
    """Call what and print the events of these names, or of these beginnings (name.)."""
    global listening
    heard.clear()
    listening = True
    try:
        result = what()
    except BaseException as error:
        result = f'{type(error).__name__}: {error}'
    finally:
        listening = False
    for event, args in heard:
        if event in names or event.split('.')[0] + '.' in names:
            print(event, str(args).replace(folder + '/', ''))
    return str(result).replace(folder + '/', '')


folder = tempfile.mkdtemp()
file, a, b, link = (os.path.join(folder, name) for name in ('file', 'a', 'b', 'link'))
during(lambda: open(file, 'w').close(), 'open')
during(lambda: open(file, 'rb+').close(), 'open')
during(lambda: os.close(os.open(file, os.O_RDONLY)), 'open')
during(lambda: [os.mkdir(a), os.rename(a, b), os.listdir(b), os.rmdir(b), os.truncate(file, 0), os.utime(file, (1, 2))], 'os.')
during(lambda: [os.symlink(file, link), os.remove(link), os.chmod(file, 0o600), os.putenv('NAME', 'value'), os.system('true')], 'os.')
during(lambda: eval('1 + 1'), 'compile')
during(lambda: exec('x = 1'), 'compile')
during(lambda: compile('a = 1', 'name', 'exec'), 'compile')
print(during(lambda: __import__('no_such_module_here'), 'nothing'), [args[:2] for event, args in heard if event == 'import'])
during(lambda: pickle.loads(pickle.dumps(len)), 'pickle.')
during(lambda: [marshal.dumps(3), marshal.loads(marshal.dumps('x')), marshal.load(io.BytesIO(marshal.dumps(1)))], 'marshal.')
during(lambda: time.sleep(0), 'time.')
during(lambda: (sys.settrace(None), sys.setprofile(None), sys._getframemodulename(0)), 'sys.')


class Class:
    pass


class Other:
    pass


def function(a=1):
    return a


instance = Class()
during(lambda: setattr(Class, '__name__', 'Renamed'), 'object.')
during(lambda: setattr(Class, 'plain', 3), 'object.')
during(lambda: setattr(Other, '__bases__', (object,)), 'object.')
instance.__class__ = Other
during(lambda: setattr(function, '__defaults__', (2,)), 'object.')
during(lambda: delattr(function, '__defaults__'), 'object.')
during(lambda: function.__code__.co_name, 'object.__getattr__')
during(lambda: sys.audit('mine.event', 1, 'two'), 'mine.')

# Refusals.
refused.update({'open', 'os.remove', 'exec', 'time.sleep', 'mine.other', 'socket.connect'})
for what in (lambda: open(file), lambda: os.unlink(file), lambda: exec('print("never")'), lambda: time.sleep(100), lambda: sys.audit('mine.other')):
    print(during(what))
refused.clear()
print(os.path.exists(file), open(file).read() == '')

# Another hook is not added when one raises an Exception, and more of them are told in their order.
refused.add('sys.addaudithook')
print(sys.addaudithook(lambda event, args: print('second', event)))
sys.audit('mine.quiet')
refused.clear()
sys.addaudithook(lambda event, args: event.startswith('mine.') and print('third', event, args))
sys.audit('mine.loud', None)

# Wrong uses.
for arguments in ((), (3,), ('a\0b',)):
    try:
        sys.audit(*arguments)
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)

# A hook is not traced, but for one that wishes it.
events = []


def tracer(frame, event, arg):
    events.append((frame.f_code.co_name, event))


def visible(event, args):
    pass


visible.__cantrace__ = True
sys.addaudithook(visible)
sys.settrace(tracer)
sys.audit('mine.traced')
sys.settrace(None)
print([event for event in events if event[0] in ('hook', 'visible')])
os.remove(file)
os.rmdir(folder)
