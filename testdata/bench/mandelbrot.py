"""The Mandelbrot set: float loops, and complex ones."""


def row(y, width, height, limit):
    out = 0
    ci = 2.0 * y / height - 1.0
    for x in range(width):
        cr = 2.0 * x / width - 1.5
        zr = zi = rr = ii = 0.0
        n = 0
        while n < limit and rr + ii <= 4.0:
            zi = 2.0 * zr * zi + ci
            zr = rr - ii + cr
            rr = zr * zr
            ii = zi * zi
            n += 1
        out += n
    return out


def complex_row(y, width, height, limit):
    out = 0
    for x in range(width):
        c = complex(2.0 * x / width - 1.5, 2.0 * y / height - 1.0)
        z = 0j
        for n in range(limit):
            z = z * z + c
            if abs(z) > 2.0:
                break
        out += n
    return out


print(sum(row(y, 220, 220, 50) for y in range(220)))
print(sum(complex_row(y, 70, 70, 40) for y in range(70)))
