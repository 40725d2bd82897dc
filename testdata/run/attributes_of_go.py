# Attributes that built-in code computes, at places that meet one class, several classes, and classes that change.
import datetime


class Sub(datetime.date):
    pass


class Hidden(datetime.date):
    year = 'hidden'


class Last(datetime.date):
    def __getattr__(self, name):
        return 'no ' + name


class First(datetime.date):
    def __getattribute__(self, name):
        return 'all ' + name


class Plain:
    pass


class Slots:
    __slots__ = 'year',


def year(of):
    return of.year


def show(f, *objects):
    for o in objects * 2:
        try:
            print(f.__name__, type(o).__name__, f(o))
        except Exception as e:
            print(f.__name__, type(o).__name__, type(e).__name__, e)


dates = [c(2020, 1, 2) for c in (datetime.date, Sub, Hidden, Last, First)]
plain = Plain()
plain.year = 5
slots = Slots()
for d in dates:
    show(year, d, d, d)
show(year, *dates, plain, slots, 7, datetime.datetime(1999, 1, 1))
slots.year = 6
show(year, slots, plain, *dates)
Sub.year = 'set'
show(year, *dates)
del Sub.year
show(year, *dates)
Plain.year = datetime.date.__dict__['year']
show(year, plain)
plain.__class__ = type('Other', (), {})
show(year, plain)


def real(of):
    return of.real, of.imag


show(real, 5, 5.5, 5j, True, 10**30, 'no')


def names(of):
    return of.__name__, type(of.__doc__).__name__


show(names, len, year, Plain, datetime, int, [].append)


def args(of):
    return of.args


error = ValueError(1, 2)
show(args, error)
error.args = 3, 4
show(args, error, KeyError(), 5)


def inside(of):
    return sorted(of.__dict__), of.__class__.__name__


show(inside, plain, error, year, 5)


def bounds(of):
    return of.start, of.stop, of.step


show(bounds, range(3), slice(1, 2), range(1, 9, 2), 'x')
