# tabnanny: widths of whitespace; __future__: features.
import tabnanny
W=tabnanny.Whitespace
for a in ['','  ','\t','  \t','\t  ',' \t \t ']:
    for b in ['  \t','        ','         ','\t\t',' \t']:
        print(repr(a),repr(b),W(a).equal(W(b)),W(a).less(W(b)),W(a).not_less_witness(W(b)),W(a).not_equal_witness(W(b)))
import __future__
print(__future__.__all__, __future__.all_feature_names)
for n in __future__.all_feature_names:
    f=getattr(__future__,n); print(n, f.optional, f.mandatory, f.compiler_flag, f, f.getOptionalRelease(), f.getMandatoryRelease())
import io
import tokenize
for source in 'if 1:\n  \tif 2:\n         x\n', 'if 1:\n\tx\n        y\n', 'if 1:\n  if 2:\n    \tif 3:\n         x\n', 'if 1:\n    x\n':
    try:
        print(tabnanny.process_tokens(tokenize.generate_tokens(io.StringIO(source).readline)))
    except tabnanny.NannyNag as e:
        print(e.get_lineno(), repr(e.get_line()), e.get_msg())
