# Records CPython 3.14's tokens: python3.14 record.py > cpython.txt
import token

spellings = {number: spelling for spelling, number in token.EXACT_TOKEN_TYPES.items()}
for number, name in sorted(token.tok_name.items()):
    print(number, name, spellings.get(number, ""))
