if x:
    y
    "doc"
    def f():
        "doc"
        y
    class A:
        "doc"
        y
        a: int
else:
    for i in x: i
