"""WAVE files written and read."""

import io
import wave

out = io.BytesIO()
with wave.open(out, 'wb') as sound:
    sound.setnchannels(2)
    sound.setsampwidth(2)
    sound.setframerate(8000.4)
    sound.writeframesraw(bytes(range(8)))
    sound.writeframes(bytes(4))
    print(sound.getnframes(), sound.getframerate(), sound.tell())
    try:
        sound.setnchannels(1)
    except wave.Error as error:
        print(error)
data = out.getvalue()
print(data)
with wave.open(io.BytesIO(data)) as sound:
    print(sound.getparams(), sound.readframes(1), sound.tell(), sound.readframes(-1), sound.readframes(5))
    sound.setpos(2)
    print(sound.readframes(1), sound.getcompname())
    sound.rewind()
    try:
        sound.setpos(9)
    except wave.Error as error:
        print(error)
for bad in (b'', b'RIFX' + data[4:], data[:8] + b'WAVX' + data[12:], data[:20] + b'\7\0' + data[22:], data[:12], data[:36]):
    try:
        wave.open(io.BytesIO(bad))
    except (wave.Error, EOFError) as error:
        print(type(error).__name__, error)
try:
    wave.open(io.BytesIO(), 'x')
except wave.Error as error:
    print(error)
