# Two texts side by side: the rows that HtmlDiff and other programs make tables of.
import difflib, random
a=['same\n','old line\n','gone\n','x\n','q\n','w\n','e\n']; b=['same\n','odd line\n','x\n','new\n','q\n','w\n','e\n']
for c in (None, 1):
    for r in difflib._mdiff(a,b,c): print(r)
print(list(difflib._mdiff(["2"], ["3"], 1)), list(difflib._mdiff([], [], 1)), list(difflib._mdiff(["2"], ["2"])))
R=random.Random(3)
w=['alpha beta\n','gamma\n','delta x\n','a b c d\n','xyz\n','hello world\n','hullo wurld\n']

for _ in range(60):
    a=[R.choice(w) for _ in range(R.randrange(8))]; b=[R.choice(w) for _ in range(R.randrange(8))]
    print(a,b,list(difflib._mdiff(a,b)))
