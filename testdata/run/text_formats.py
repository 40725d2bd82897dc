# Formats of text: JSON, CSV, INI, TOML, XML, property lists.
import configparser
import csv
import io
import json
import plistlib
import tomllib
import xml.etree.ElementTree as ET


def refused(function, *args):
    try:
        print(function(*args))
    except Exception as error:
        print(type(error).__name__, error)


print(json.dumps({'b': [1, 2.5, None, True], 'a': {'é': '\n"'}}, sort_keys=True))
print(json.dumps([1, {'x': []}], indent=2), json.dumps((), separators=(',', ':')))
print(json.loads('{"a": [1e3, -0, "\\ud83d\\ude00"]}', parse_float=str))
for text in '{"a": 1,}', '[1 2]', '"open', '{"a"', 'nul', '[1] x', '{1: 2}':
    refused(json.loads, text)
refused(json.dumps, {'k': [1, {2}]})

rows = list(csv.reader(io.StringIO('a,"b, c","d ""e"""\n1,,3\n')))
print(rows)
out = io.StringIO()
writer = csv.DictWriter(out, ['name', 'note'], lineterminator='\n')
writer.writeheader()
writer.writerows([{'name': 'x', 'note': 'a,b'}, {'name': 'y'}])
print(out.getvalue())
print(csv.Sniffer().sniff('a;b;c\n1;2;3\n4;5;6\n').delimiter)

config = configparser.ConfigParser()
config.read_string('[DEFAULT]\nhome = /h\n[paths]\nbin = %(home)s/bin\nlist =\n  one\n  two\non = yes\n')
print(config['paths']['bin'], repr(config['paths']['list']), config.getboolean('paths', 'on'), config.sections())
refused(config.get, 'paths', 'none')
refused(config.read_string, 'x = 1')
config['new'] = {'k': 'v'}
out = io.StringIO()
config.write(out)
print(out.getvalue())

print(tomllib.loads('title = "T"\n[a.b]\nc = [1, 2.0, "x", {d = true}]\n[[e]]\nf = 0x1F\n[[e]]\ng = """\nline"""\n'))
for text in 'a = 1\na = 2', 'a = [1', '[a]\n[a]', 'a = "\\q"':
    refused(tomllib.loads, text)

root = ET.fromstring('<!DOCTYPE r [<!ENTITY e "&#169; x">]><r a="1"><i n="2">t&amp;&e;</i>tail<j/><!-- c --></r>')
print(ET.tostring(root), [(element.tag, element.attrib, element.text, element.tail) for element in root.iter()])
print(root.find('.//i[@n="2"]').text, root.findall('*'))
ET.indent(root)
print(ET.tostring(root, encoding='unicode', xml_declaration=True))
space = ET.XML('<a:x xmlns:a="urn:a"><a:y a:z="1"/></a:x>')
print(space.tag, ET.tostring(space))
for text in '<a><b></a>', '<a', '<a>&x;</a>', '<a b=1/>', '<a/><b/>', '':
    refused(ET.fromstring, text)

data = plistlib.dumps({'name': 'x<y', 'list': [1, 2.5, True, b'bytes'], 'empty': {}})
print(data.decode(), plistlib.loads(data))
binary = plistlib.dumps({'a': [1, -2, 'é', plistlib.UID(3)]}, fmt=plistlib.FMT_BINARY)
print(binary, plistlib.loads(binary))
