// This file declares the handlers.

package expat

// A Name is a name as handlers get it. The same name is the same *Name, for the life of a parser.
type Name struct {
	Text string
	// Object is for whoever sets the handlers: what stands for the name.
	Object any
}

// An Attribute is one of a start tag. Its value is valid during the call only.
type Attribute struct {
	Name  *Name
	Value []byte
}

// Handlers are called for what the parser finds; nil ones aren't. Byte slices are valid during the call only; strings that can be absent are nil then.
type Handlers struct {
	// StartElement: the first specified ones of the attributes stood in the tag, the others are defaults of the DTD.
	StartElement          func(name *Name, attributes []Attribute, specified int)
	EndElement            func(name *Name)
	CharacterData         func(text []byte)
	ProcessingInstruction func(target *Name, data []byte)
	Comment               func(text []byte)
	StartSection          func()
	EndSection            func()
	// Default is called for what has no handler.
	Default func(text []byte)
	// KeepReferences has Default called for references to internal entities, which aren't read.
	KeepReferences bool
	// StartNamespace and EndNamespace: prefix "" is the default namespace, uri "" none.
	StartNamespace func(prefix, uri string)
	EndNamespace   func(prefix string)

	XMLDecl      func(version, encoding *string, standalone int)
	StartDoctype func(name string, system, public *string, internal bool)
	EndDoctype   func()
	ElementDecl  func(name string, model *Model)
	AttlistDecl  func(element, attribute, kind string, value *string, required bool)
	// EntityDecl: value is nil for external entities.
	EntityDecl         func(name string, parameter bool, value []byte, base, system, public, notation *string)
	UnparsedEntityDecl func(name string, base, system, public, notation *string)
	NotationDecl       func(name string, base, system, public *string)

	SkippedEntity func(name string, parameter bool)
	NotStandalone func() bool
	// ExternalEntity: context is what Parser.External wants; nil for parameter entities and the external subset.
	ExternalEntity  func(context, base, system, public *string) bool
	UnknownEncoding func(name string) *Table
}

// A Model is what an element may contain.
type Model struct {
	Kind, Quantity int
	Name           string // of an element; "": none
	Children       []*Model
}

// Kinds and quantities of models.
const (
	ModelEmpty = iota + 1
	ModelAny
	ModelMixed
	ModelName
	ModelChoice
	ModelSequence
)

const (
	Once = iota
	Optional
	Repeated
	Plus
)

// reportDefault tells of a piece of the source that has no handler.
func (p *Parser) reportDefault(from, to int) {
	if p.Default != nil && from < to {
		p.Default(p.text[from:to])
		if p.converts {
			p.place(to)
		}
	}
}
