"""Formats of log records, with and without what needs a mapping; records' further attributes; where records come from."""

import io
import logging


class Own(logging.LogRecord):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.own = 'own'

    @property
    def computed(self):
        return 'computed'


def record(kind=logging.LogRecord, **more):
    made = kind('a.b', logging.WARNING, '/x/y.z.py', 12, 'say %s', ('it',), None, 'func')
    for name, value in more.items():
        setattr(made, name, value)
    return made


formats = ['%(message)s', '%(levelname)-8s|%(name)10s|%(lineno)05d|%(message)r', '%(filename)s %(module)s %(funcName)s %(pathname)s', '%(levelno)x %(levelno)+d %(levelno)e %(levelno).2f', '100%% %(message)s',
           '%(extra)s', '%(extra)s %(message)s', '%(message)s %(missing)s', '%(getMessage)s', '%(computed)s', '%(own)s %(message)s', '%(message)s %', '%(message', '%(message)', '%(a(b))s', '%(message)5.3s*** %(lineno)d',
           '%(message)*d', '%(lineno)ld', '%(message)d', '%(message)a %(name)c', '%(args)s', '%(args)s %(msg)s', 'plain', '%(message)s\n%(message)s', '%(class)s', '%(lineno) d%(lineno)#x']
records = [record(), record(extra=(1, 2)), record(Own), record(Own, extra='e'), record(message='before'), record(getMessage='mine')]
for text in formats:
    for number, each in enumerate(records):
        for defaults in (None, {'missing': 'default', 'extra': 'default'}):
            try:
                shown = logging.Formatter(text, defaults=defaults).format(each)
            except Exception as error:
                shown = type(error).__name__ + ' ' + str(error)
            print(repr(text), number, defaults is not None, repr(shown))

formatter = logging.Formatter('%(message)s %(lineno)d')
print(formatter.format(record()))
formatter._style._fmt = '%(name)s'
print(formatter.format(record()))
for style, text in (('{', '{message:>8}|{levelname}'), ('$', '$message ${name} $$')):
    print(logging.Formatter(text, style=style).format(record()))

out = io.StringIO()
log = logging.getLogger('part.of')
log.setLevel(logging.DEBUG)
log.propagate = False
handler = logging.StreamHandler(out)
handler.setFormatter(logging.Formatter('%(name)s %(levelname)s %(filename)s %(funcName)s %(message)s %(user)s', defaults={'user': '-'}))
log.addHandler(handler)
plain = logging.StreamHandler(out)
plain.setFormatter(logging.Formatter('%(module)s:%(funcName)s:%(message)s'))
logging.getLogger('part').addHandler(plain)


def work():
    log.info('one')
    log.warning('two %d', 2, extra={'user': 'me'})
    log.log(25, 'three %(a)s', {'a': 1})
    log.error('four', stacklevel=2)
    for extra in ({'message': 1}, {'asctime': 1}, {'name': 1}, {'lineno': 1}, {'user': 2, 'process': 1}, {1: 2}, {'taskName': 1}):
        try:
            log.debug('five', extra=extra)
        except Exception as error:
            print(extra, type(error).__name__, error)
    logging.LoggerAdapter(log, {'user': 'adapter'}).info('six')


work()
log.propagate = True
log.critical('seven')
logging.addLevelName(25, 'NOTE')
log.log(25, 'eight')
logging.setLogRecordFactory(Own)
log.info('nine', extra={'user': 'u'})
try:
    log.info('ten', extra={'own': 'u'})
except KeyError as error:
    print(error)
made = logging.makeLogRecord({'msg': 'made', 'name': 'm', 'levelno': 10})
print(made.getMessage(), logging.Formatter('%(name)s %(levelno)d %(msg)s').format(made), sorted(vars(record()))[:8], len(vars(record())))
print(out.getvalue())
for path in (None, 3, b'/a/b.py', '', 'x', '/a/b/', 'c:\\d.py'):
    each = logging.LogRecord('n', 10, path, 1, 'm', (), None)
    print(repr(each.filename), repr(each.module), each.levelname, logging.LogRecord('n', 11, path, 1, 'm', (), None).levelname)


class Many:
    pass


for count in (15, 16, 17, 20, 21, 27, 28, 29, 40, 70):
    for repeat in range(3):
        many = Many()
        for i in range(count):
            setattr(many, f'a{i}', i)
        total = sum(getattr(many, f'a{i}') for i in range(count))
        del many.a3
        many.a3, many.b = 'again', count
        print(count, total, len(vars(many)), list(vars(many))[-3:], many.a14, many.a3, many.b, end='; ')
    print()
