"""Bodies that attract each other: float arithmetic on lists."""

PI = 3.141592653589793
SOLAR_MASS = 4 * PI * PI
DAYS = 365.24

SUN = ([0.0, 0.0, 0.0], [0.0, 0.0, 0.0], SOLAR_MASS)
PLANETS = [
    ([4.84143144246472090, -1.16032004402742839, -0.103622044471123109],
     [0.00166007664274403694 * DAYS, 0.00769901118419740425 * DAYS, -0.0000690460016972063023 * DAYS], 0.000954791938424326609 * SOLAR_MASS),
    ([8.34336671824457987, 4.12479856412430479, -0.403523417114321381],
     [-0.00276742510726411121 * DAYS, 0.00499852801234917238 * DAYS, 0.0000230417297573763929 * DAYS], 0.000285885980666130812 * SOLAR_MASS),
    ([12.8943695621391310, -15.1111514016986312, -0.223307578892655734],
     [0.00296460137564761618 * DAYS, 0.00237847173959480950 * DAYS, -0.0000296589568540237556 * DAYS], 0.0000436624404335156298 * SOLAR_MASS),
    ([15.3796971148509165, -25.9193146099879641, 0.179258772950371181],
     [0.00268067772490389322 * DAYS, 0.00162824170038242295 * DAYS, -0.0000951592254519715870 * DAYS], 0.0000515138902046611451 * SOLAR_MASS),
]
BODIES = [SUN] + PLANETS
PAIRS = [(a, b) for i, a in enumerate(BODIES) for b in BODIES[i + 1:]]


def advance(dt, n):
    for _ in range(n):
        for (p1, v1, m1), (p2, v2, m2) in PAIRS:
            dx = p1[0] - p2[0]
            dy = p1[1] - p2[1]
            dz = p1[2] - p2[2]
            magnitude = dt * (dx * dx + dy * dy + dz * dz) ** -1.5
            a, b = m1 * magnitude, m2 * magnitude
            v1[0] -= dx * b
            v1[1] -= dy * b
            v1[2] -= dz * b
            v2[0] += dx * a
            v2[1] += dy * a
            v2[2] += dz * a
        for p, (vx, vy, vz), _ in BODIES:
            p[0] += dt * vx
            p[1] += dt * vy
            p[2] += dt * vz


def energy():
    e = 0.0
    for (p1, _, m1), (p2, _, m2) in PAIRS:
        dx, dy, dz = p1[0] - p2[0], p1[1] - p2[1], p1[2] - p2[2]
        e -= m1 * m2 / (dx * dx + dy * dy + dz * dz) ** 0.5
    for _, (vx, vy, vz), m in BODIES:
        e += m * (vx * vx + vy * vy + vz * vz) / 2
    return e


for axis in range(3):
    SUN[1][axis] = -sum(v[axis] * m for _, v, m in PLANETS) / SOLAR_MASS
print(f'{energy():.9f}')
advance(0.01, 20000)
print(f'{energy():.9f}')
