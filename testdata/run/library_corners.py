# Corners of several modules that programs meet: messages, signatures, kinds of annotations, flags.
import collections
import dataclasses
import functools
import http.cookies
import inspect
import logging
import os
import reprlib
import stat
import sys
import tempfile
import threading
import time
import timeit
import typing
import xml.etree.ElementTree as ElementTree


def fails(*calls):
    for call in calls:
        try:
            print(call())
        except Exception as error:
            print(type(error).__name__, error)


print('-- containers and messages')
items = collections.deque('ab')
fails(lambda: items.index('z'), lambda: items.remove('z'), lambda: sys.getsizeof(), lambda: sys.set_int_max_str_digits(5), lambda: threading.stack_size(1),
      lambda: stat.filemode(-1), lambda: stat.S_ISDIR(2 ** 70), lambda: stat.filemode(0o100644), lambda: typing.Required[int, str],
      lambda: open(os.devnull).__getstate__(), lambda: inspect.signature(dict.pop), lambda: os.putenv('a\0', 'b'), lambda: os.execv('/nothing/there', ['x']))
print(logging.getLevelNamesMapping())
print(reprlib.repr(10 ** 5000).partition(' at 0x')[0])

print('-- elements')
root = ElementTree.fromstring('<a><b/></a>')
fails(lambda: root[5], lambda: root['x'], lambda: root.__delitem__(7), lambda: root.__setitem__(3, root), lambda: root[0].tag)

print('-- time')
before = os.environ.get('TZ')
for zone in 'UTC', 'Asia/Kolkata', 'Europe/Berlin', 'America/New_York':
    os.environ['TZ'] = zone
    time.tzset()
    print(zone, [time.mktime((2024, month, 1, 12, 0, 0, 0, 0, summer)) for month in (1, 7) for summer in (-1, 0, 1)])
os.environ.pop('TZ')
if before is not None:
    os.environ['TZ'] = before
time.tzset()

print('-- classes')


class Dispatching:
    @functools.singledispatchmethod
    def method(self, item, number: int) -> str:
        return 'object'

    @functools.singledispatchmethod
    @classmethod
    def of_class(cls, item):
        return 'class'


print(inspect.signature(Dispatching.method), inspect.signature(Dispatching().method), inspect.signature(Dispatching.of_class))
Kind, Kinds, Init = typing.ClassVar, typing.ClassVar[int], dataclasses.InitVar


@dataclasses.dataclass
class Record:
    one: 'Kind' = 1
    two: 'Kinds' = 2
    three: 'Init' = 3
    four: 'Kind[int]' = 4
    five: 'int' = 5


print([field.name for field in dataclasses.fields(Record)], inspect.signature(Record))

print('-- cookies')
cookie = http.cookies.SimpleCookie({'a': 'b'})
print(cookie.js_output().split('decode')[1][:30])

print('-- access')
with tempfile.TemporaryDirectory() as folder:
    link = os.path.join(folder, 'link')
    os.symlink('nothing', link)
    print(os.access(link, os.F_OK), os.access(link, os.F_OK, follow_symlinks=False), os.access(folder, os.R_OK, effective_ids=True))

print('-- timeit')
timer = timeit.Timer('1 / 0')
try:
    timer.timeit(1)
except ZeroDivisionError as error:
    tb = error.__traceback__
    while tb.tb_next:
        tb = tb.tb_next
    print(tb.tb_lineno, tb.tb_frame.f_code.co_filename)
