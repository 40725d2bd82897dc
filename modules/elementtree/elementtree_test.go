package elementtree_test

import (
	"strings"
	"testing"

	"github.com/gopy-lang/gopy"
)

// TestDeep checks trees that are deeper than Go's stack would like them.
func TestDeep(t *testing.T) {
	in, err := gopy.New(gopy.Config{})
	if err != nil {
		t.Fatal(err)
	}
	program := `
import copy, xml.etree.ElementTree as ET
depth = 200000
for piece in 1 << 30, 4096:
    parser = ET.XMLParser()
    text = '<a>' * depth + 'x' + '</a>' * depth
    for i in range(0, len(text), piece):
        parser.feed(text[i:i + piece])
    root = parser.close()
    assert sum(1 for _ in root.iter('a')) == depth
    assert ''.join(root.itertext()) == 'x'
try:
    copy.deepcopy(root)
except RecursionError as e:
    assert 'deepcopy' in str(e), e
else:
    assert False
root = ET.Element('loop')
root.append(root)
try:
    copy.deepcopy(root)
except RecursionError:
    pass
else:
    assert False
laughs = '<!DOCTYPE a [<!ENTITY e0 "ha">' + ''.join(f'<!ENTITY e{i + 1} "{f"&e{i};" * 10}">' for i in range(9)) + ']><a>&e9;</a>'
try:
    ET.fromstring(laughs)
except ET.ParseError as e:
    assert e.code == 43, e
else:
    assert False
`
	if err := in.RunString(program, "<string>"); err != nil {
		t.Error(strings.TrimSpace(err.Error()))
	}
}
