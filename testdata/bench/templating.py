"""A template engine: string methods, formatting, dicts."""


def parse(source):
    out, i = [], 0
    while True:
        start = source.find('{{', i)
        if start < 0:
            out.append(('text', source[i:]))
            return out
        out.append(('text', source[i:start]))
        end = source.index('}}', start)
        name, *filters = [part.strip() for part in source[start + 2:end].split('|')]
        out.append(('value', name, filters))
        i = end + 2


FILTERS = {'upper': str.upper, 'title': str.title, 'trim': str.strip, 'money': lambda v: f'{float(v):,.2f}', 'len': lambda v: str(len(v))}


def lookup(context, name):
    value = context
    for part in name.split('.'):
        value = value[part] if isinstance(value, dict) else getattr(value, part)
    return value


def render(parts, context):
    out = []
    for part in parts:
        if part[0] == 'text':
            out.append(part[1])
            continue
        value = str(lookup(context, part[1]))
        for name in part[2]:
            value = FILTERS[name](value)
        out.append(value.replace('&', '&amp;').replace('<', '&lt;'))
    return ''.join(out)


ROW = parse('<tr><td>{{ user.name | trim | title }}</td><td>{{ user.mail | upper }}</td><td>{{ total | money }}</td><td>{{ note | len }}</td></tr>\n')
page = []
for i in range(9000):
    page.append(render(ROW, {'user': {'name': f' john doe {i} ', 'mail': f'j{i}@example.org'}, 'total': i * 3.5, 'note': 'x' * (i % 9)}))
text = ''.join(page)
print(len(text), text.count('<td>'), text[:80])
