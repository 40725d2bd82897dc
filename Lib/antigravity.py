"""Flying, and geohashing (https://xkcd.com/353/ and https://xkcd.com/426/)."""

import hashlib
import webbrowser

webbrowser.open('https://xkcd.com/353/')


def geohash(latitude, longitude, datedow):
    """Print the place to go to on a date, near a latitude and longitude; datedow is the date and the Dow's opening, as bytes."""
    digits = hashlib.md5(datedow, usedforsecurity=False).hexdigest()
    north, east = (f'{float.fromhex("0." + part):f}'[1:] for part in (digits[:16], digits[16:32]))
    print(f'{latitude:d}{north} {longitude:d}{east}')
