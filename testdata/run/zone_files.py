# Time zones made of files: transitions, rules behind them, folds, bad data.
import io
import pickle
import struct
from datetime import datetime, timedelta
from _zoneinfo import ZoneInfo


def block(version, moments, indexes, kinds, names, form):
    head = b'TZif' + version + bytes(15) + struct.pack('>6I', 0, 0, 0, len(moments), len(kinds), len(names))
    return head + struct.pack(f'>{len(moments)}{form}', *moments) + bytes(indexes) + b''.join(struct.pack('>lbB', *kind) for kind in kinds) + names


def zone(rule, moments=(), indexes=(), kinds=((0, 0, 0),), names=b'AAA\0', key='Made/Up'):
    data = block(b'2', (), (), ((0, 0, 0),), b'AAA\0', 'l') + block(b'2', moments, indexes, kinds, names, 'q') + b'\n' + rule + b'\n'
    return ZoneInfo.from_file(io.BytesIO(data), key=key)


def shown(tz, *moments):
    for moment in moments:
        for fold in 0, 1:
            local = moment.replace(tzinfo=tz, fold=fold)
            print('   ', local.replace(tzinfo=None), fold, local.utcoffset(), local.dst(), local.tzname())
        back = tz.fromutc(moment.replace(tzinfo=tz))
        print('    UTC', moment, '->', back.replace(tzinfo=None), back.fold, back.tzname())


for rule in (b'CET-1CEST,M3.5.0,M10.5.0/3', b'EST5EDT,M3.2.0,M11.1.0', b'NZST-12NZDT,M9.5.0,M4.1.0/3', b'<-03>3<-02>,J60/-1,J300/26:30', b'IST-1GMT0,M10.5.0,M3.5.0/1',
             b'UTC0', b'EST5EDT,0/0,J365/25', b'XXX3:15:30YYY2:30,59/2,300'):
    tz = zone(rule)
    print(rule, tz, tz.key, tz.utcoffset(None), tz.tzname(None))
    shown(tz, datetime(2021, 1, 1), datetime(2021, 3, 28, 2, 30), datetime(2021, 10, 31, 2, 30), datetime(2024, 2, 29, 12), datetime(2022, 9, 25, 2, 15), datetime(2021, 12, 31, 23, 59))
print('transitions')
kinds = (-1800, 0, 0), (3600, 0, 4), (7200, 1, 8)
tz = zone(b'STD-1', (-2_000_000_000, 100_000_000, 116_000_000), (1, 2, 1), kinds, b'LMT\0STD\0DST\0')
shown(tz, datetime(1900, 1, 1), datetime(1973, 3, 3, 10, 50), datetime(1973, 9, 4, 15, 40), datetime(1973, 9, 4, 14, 30), datetime(2050, 7, 1))
print(tz.utcoffset(None), tz.dst(None), tz.tzname(None))

print('errors')
for rule in b'AAA', b'AAA99', b'AAA4BBB', b'AAA4BBB,J1,J2,J3', b'AAA4BBB,M13.1.1,M1.1.1', b'AAA4BBB,J366,J2', b'AAA25BBB,J1,J2', b'AAA4BBB,z,J3':
    try:
        print(zone(rule))
    except ValueError as error:
        print(error)
for data in b'', b'x' * 60:
    try:
        print(ZoneInfo.from_file(io.BytesIO(data)))
    except ValueError as error:
        print(error)
tz = zone(b'CET-1', key=None)
print(repr(tz)[:45], str(tz)[:45], tz.key)
for action in (lambda: pickle.dumps(tz), lambda: tz.fromutc(datetime(2020, 1, 1)), lambda: tz.fromutc(3), lambda: tz.utcoffset(3), lambda: setattr(tz, 'key', 1), lambda: ZoneInfo.clear_cache(3)):
    try:
        print(action())
    except (pickle.PicklingError, ValueError, TypeError, AttributeError) as error:
        print(type(error).__name__, error)
first = ZoneInfo('UTC')
print(first is ZoneInfo('UTC'), first is ZoneInfo.no_cache('UTC'), pickle.loads(pickle.dumps(first)) is first, first.utcoffset(None))
ZoneInfo.clear_cache(only_keys=['UTC'])
print(first is ZoneInfo('UTC'), ZoneInfo.clear_cache(), first)


class Special(ZoneInfo):
    pass


print(repr(Special('UTC')), Special('UTC') is Special('UTC'), datetime(2020, 1, 1, tzinfo=first) + timedelta(1))
