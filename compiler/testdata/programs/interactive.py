x; y = 1; "doc"; "text %s" % (x,); z: int = 1; [i for i in x]; f = lambda: x; print(x)
