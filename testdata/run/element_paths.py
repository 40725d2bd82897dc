# Paths with namespaces and places, document types, canonical form with new prefixes.
import io
import xml.etree.ElementTree as ET

root = ET.XML('<a xmlns:x="X"><x:b/><b/><c><x:b/><b k="1"/><b/></c><b/></a>')
for path in '{}b', '{*}b', './/{}b', '{}*', 'b[2]', './/b[1]', './/b[last()]', './/b[last()-1]', './/{X}b[1]', 'c/b[2]':
    print(path, [(element.tag, element.attrib) for element in root.findall(path)])


class Target:
    def doctype(self, *facts):
        print(facts)

    def close(self):
        return 'closed'


for head in ('<!DOCTYPE html>', '<!DOCTYPE html [<!ENTITY e "v">]>', '<!DOCTYPE html SYSTEM "a.dtd" [<!ENTITY e "v">]>',
             "<!DOCTYPE\nhtml\nPUBLIC\n'-//P'\n'a.dtd'\n>", '<!DOCTYPE html SYSTEM "a.dtd">'):
    parser = ET.XMLParser(target=Target())
    parser.feed(head + '<html/>')
    print(parser.close())
print(ET.canonicalize('<d><e xmlns="U" xmlns:p="V"><p:f p:g="1"/><h xmlns=""/></e></d>', rewrite_prefixes=True))
