// This file lists what can be wrong with a document.

package expat

// A Code is an error of a document or a call; the numbers are those of Expat.
type Code int

// The errors.
const (
	NoMemory Code = iota + 1
	SyntaxError
	NoElements
	InvalidToken
	UnclosedToken
	PartialChar
	TagMismatch
	DuplicateAttribute
	JunkAfterElement
	ParamEntityRef
	UndefinedEntity
	RecursiveEntity
	AsyncEntity
	BadCharRef
	BinaryEntityRef
	AttributeExternalRef
	MisplacedXMLDecl
	UnknownEncoding
	IncorrectEncoding
	UnclosedSection
	ExternalHandling
	NotStandalone
	UnexpectedState
	EntityDeclaredInPE
	FeatureRequiresDTD
	CantChangeFeature
	UnboundPrefix
	UndeclaringPrefix
	IncompletePE
	XMLDeclError
	TextDeclError
	PublicIDError
	Suspended
	NotSuspended
	Aborted
	Finished
	SuspendPE
	ReservedXML
	ReservedXMLNS
	ReservedURI
	InvalidArgument
	NoBuffer
	Amplification
	NotStarted
)

// codes gives each error's name, as Expat's without its XML_ERROR_, and its message.
var codes = [...]struct{ name, message string }{
	NoMemory:             {"NO_MEMORY", "out of memory"},
	SyntaxError:          {"SYNTAX", "syntax error"},
	NoElements:           {"NO_ELEMENTS", "no element found"},
	InvalidToken:         {"INVALID_TOKEN", "not well-formed (invalid token)"},
	UnclosedToken:        {"UNCLOSED_TOKEN", "unclosed token"},
	PartialChar:          {"PARTIAL_CHAR", "partial character"},
	TagMismatch:          {"TAG_MISMATCH", "mismatched tag"},
	DuplicateAttribute:   {"DUPLICATE_ATTRIBUTE", "duplicate attribute"},
	JunkAfterElement:     {"JUNK_AFTER_DOC_ELEMENT", "junk after document element"},
	ParamEntityRef:       {"PARAM_ENTITY_REF", "illegal parameter entity reference"},
	UndefinedEntity:      {"UNDEFINED_ENTITY", "undefined entity"},
	RecursiveEntity:      {"RECURSIVE_ENTITY_REF", "recursive entity reference"},
	AsyncEntity:          {"ASYNC_ENTITY", "asynchronous entity"},
	BadCharRef:           {"BAD_CHAR_REF", "reference to invalid character number"},
	BinaryEntityRef:      {"BINARY_ENTITY_REF", "reference to binary entity"},
	AttributeExternalRef: {"ATTRIBUTE_EXTERNAL_ENTITY_REF", "reference to external entity in attribute"},
	MisplacedXMLDecl:     {"MISPLACED_XML_PI", "XML or text declaration not at start of entity"},
	UnknownEncoding:      {"UNKNOWN_ENCODING", "unknown encoding"},
	IncorrectEncoding:    {"INCORRECT_ENCODING", "encoding specified in XML declaration is incorrect"},
	UnclosedSection:      {"UNCLOSED_CDATA_SECTION", "unclosed CDATA section"},
	ExternalHandling:     {"EXTERNAL_ENTITY_HANDLING", "error in processing external entity reference"},
	NotStandalone:        {"NOT_STANDALONE", "document is not standalone"},
	UnexpectedState:      {"UNEXPECTED_STATE", "unexpected parser state - please send a bug report"},
	EntityDeclaredInPE:   {"ENTITY_DECLARED_IN_PE", "entity declared in parameter entity"},
	FeatureRequiresDTD:   {"FEATURE_REQUIRES_XML_DTD", "requested feature requires XML_DTD support in Expat"},
	CantChangeFeature:    {"CANT_CHANGE_FEATURE_ONCE_PARSING", "cannot change setting once parsing has begun"},
	UnboundPrefix:        {"UNBOUND_PREFIX", "unbound prefix"},
	UndeclaringPrefix:    {"UNDECLARING_PREFIX", "must not undeclare prefix"},
	IncompletePE:         {"INCOMPLETE_PE", "incomplete markup in parameter entity"},
	XMLDeclError:         {"XML_DECL", "XML declaration not well-formed"},
	TextDeclError:        {"TEXT_DECL", "text declaration not well-formed"},
	PublicIDError:        {"PUBLICID", "illegal character(s) in public id"},
	Suspended:            {"SUSPENDED", "parser suspended"},
	NotSuspended:         {"NOT_SUSPENDED", "parser not suspended"},
	Aborted:              {"ABORTED", "parsing aborted"},
	Finished:             {"FINISHED", "parsing finished"},
	SuspendPE:            {"SUSPEND_PE", "cannot suspend in external parameter entity"},
	ReservedXML:          {"RESERVED_PREFIX_XML", "reserved prefix (xml) must not be undeclared or bound to another namespace name"},
	ReservedXMLNS:        {"RESERVED_PREFIX_XMLNS", "reserved prefix (xmlns) must not be declared or undeclared"},
	ReservedURI:          {"RESERVED_NAMESPACE_URI", "prefix must not be bound to one of the reserved namespace names"},
	InvalidArgument:      {"INVALID_ARGUMENT", "invalid argument"},
	NoBuffer:             {"NO_BUFFER", "a successful prior call to function XML_GetBuffer is required"},
	Amplification:        {"AMPLIFICATION_LIMIT_BREACH", "limit on input amplification factor (from DTD and entities) breached"},
	NotStarted:           {"NOT_STARTED", "parser not started"},
}

// Codes is how many codes there are: they are numbered from 1.
const Codes = int(NotStarted)

// Error is the message.
func (c Code) Error() string {
	if c < 1 || int(c) > Codes {
		return ""
	}
	return codes[c].message
}

// Name is the name of the constant of module errors.
func (c Code) Name() string { return "XML_ERROR_" + codes[c].name }
