# Makes, adds, compares, formats and parses dates and times.
from datetime import date, datetime, timedelta, timezone

start = datetime(2024, 1, 1, 12, 30, tzinfo=timezone.utc)
step = timedelta(hours=7, minutes=13, microseconds=250)
total = 0
moment = start
for i in range(60000):
    moment = moment + step
    if moment > start and moment.day == 15:
        total += moment.hour
    total += (moment - start).days
texts = []
for i in range(15000):
    d = datetime(2000 + i % 50, i % 12 + 1, i % 28 + 1, i % 24, i % 60, i % 60, i)
    texts.append(d.isoformat())
    total += len(d.strftime('%Y-%m-%d %H:%M:%S %a %b %j'))
    total += d.toordinal() + d.weekday() + d.isocalendar()[1]
    total += hash(d) == hash(d.replace(microsecond=i))
for text in texts:
    total += datetime.fromisoformat(text).minute
for i in range(30000):
    total += (date.fromordinal(700000 + i) + timedelta(days=i)).year
    total += int(timedelta(seconds=i, milliseconds=3).total_seconds())
print(total, len(set(texts)))
