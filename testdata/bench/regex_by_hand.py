"""A backtracking matcher of patterns: recursion over strings and closures."""


def compile_pattern(pattern):
    at = 0

    def alternation():
        nonlocal at
        parts = [sequence()]
        while at < len(pattern) and pattern[at] == '|':
            at += 1
            parts.append(sequence())
        if len(parts) == 1:
            return parts[0]

        def match(text, i, rest):
            for part in parts:
                end = part(text, i, rest)
                if end is not None:
                    return end
            return None
        return match

    def sequence():
        items = []
        while at < len(pattern) and pattern[at] not in '|)':
            items.append(item())

        def match(text, i, rest, k=0):
            if k == len(items):
                return rest(i)
            return items[k](text, i, lambda j: match(text, j, rest, k + 1))
        return match

    def item():
        nonlocal at
        base = atom()
        if at < len(pattern) and pattern[at] in '*+?':
            kind = pattern[at]
            at += 1
            least = 1 if kind == '+' else 0
            most = 1 if kind == '?' else 1 << 30

            def match(text, i, rest, count=0):
                if count < most:
                    end = base(text, i, lambda j: match(text, j, rest, count + 1) if j > i else None)
                    if end is not None:
                        return end
                return rest(i) if count >= least else None
            return match
        return base

    def atom():
        nonlocal at
        c = pattern[at]
        at += 1
        if c == '(':
            inner = alternation()
            at += 1
            return inner
        if c == '[':
            chars = set()
            while pattern[at] != ']':
                if pattern[at + 1] == '-':
                    chars.update(map(chr, range(ord(pattern[at]), ord(pattern[at + 2]) + 1)))
                    at += 3
                else:
                    chars.add(pattern[at])
                    at += 1
            at += 1
            return lambda text, i, rest: rest(i + 1) if i < len(text) and text[i] in chars else None
        if c == '.':
            return lambda text, i, rest: rest(i + 1) if i < len(text) else None
        return lambda text, i, rest: rest(i + 1) if i < len(text) and text[i] == c else None

    return alternation()


def find_all(pattern, text):
    match, i, out = compile_pattern(pattern), 0, []
    while i < len(text):
        end = match(text, i, lambda j: j)
        if end is None or end == i:
            i += 1
        else:
            out.append(text[i:end])
            i = end
    return out


text = 'on 2024-01-31 at 10:45 user7 (john.doe@example.org) paid 12.50 to x_y; ' * 60
for pattern in ('[0-9]+-[0-9]+-[0-9]+', '[a-z.]+@[a-z]+.(com|org)', '[a-z]+(_|[0-9])[a-z]?', '(a|b|on|at) .'):
    found = find_all(pattern, text)
    print(pattern, len(found), found[:2])
