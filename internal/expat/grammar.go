// This file is the grammar of the prolog: which token may follow which, and what is to be done then.

package expat

// A state is a place in the grammar.
type state uint8

const (
	failing state = iota
	atStart
	beforeDoctype
	afterDoctype
	doctypeName
	doctypeID
	doctypePublic
	doctypeSystem
	doctypeSubset
	doctypeEnd
	internalSubset
	externalStart
	externalSubset
	declEnd
	entityStart
	paramEntityName
	entityBody
	entityPublic
	entitySystem
	entityData
	entityNotation
	paramEntityBody
	paramEntityPublic
	paramEntitySystem
	paramEntityEnd
	notationStart
	notationID
	notationPublic
	notationSystem
	notationOptional
	attlistStart
	attlistNext
	attlistType
	attlistEnum
	attlistEnumNext
	attlistNotation
	attlistNotationName
	attlistNotationNext
	attlistDefault
	attlistFixed
	elementStart
	elementBody
	elementGroup
	elementMixedEnd
	elementMixedName
	elementMixedNext
	elementPart
	elementNext
	sectionStart
	sectionInclude
	sectionIgnore
	subset // stands for internalSubset or externalSubset, whichever the declaration is in
	same   // stands for the state itself
)

// An action is what a rule has the parser do.
type action uint8

const (
	doNothing action = iota
	doDoctypePart
	doEntityPart
	doNotationPart
	doAttlistPart
	doElementPart
	doXMLDecl
	doTextDecl
	doInstance
	doPI
	doComment
	doParamRef
	doDoctypeName
	doDoctypePublic
	doDoctypeSystem
	doDoctypeSubset
	doDoctypeEnd
	doEntityName
	doParamEntityName
	doEntityValue
	doEntityPublic
	doEntitySystem
	doEntityEnd
	doEntityNotation
	doNotationName
	doNotationPublic
	doNotationSystem
	doNotationEnd
	doAttlistElement
	doAttributeName
	doAttributeType
	doEnumValue
	doNotationValue
	doImplied
	doRequired
	doDefault
	doFixed
	doElementName
	doAny
	doEmpty
	doGroupOpen
	doMixed
	doPart
	doGroupClose
	doMixedClose
	doSequence
	doChoice
	doInclude
	doIgnore
	doSectionEnd
)

// A rule is a token, for words and declarations with its text, that may come in a state.
type rule struct {
	token  token
	word   string
	next   state
	action action
}

// between are the rules of what stands between declarations of a subset.
var between = []rule{
	{tokSpace, "", same, doNothing},
	{tokPI, "", same, doPI},
	{tokComment, "", same, doComment},
	{tokParamRef, "", same, doParamRef},
	{tokDeclOpen, "ENTITY", entityStart, doEntityPart},
	{tokDeclOpen, "ATTLIST", attlistStart, doAttlistPart},
	{tokDeclOpen, "ELEMENT", elementStart, doElementPart},
	{tokDeclOpen, "NOTATION", notationStart, doNotationPart},
}

// outside are those of what may stand outside of the document type and the element.
var outside = []rule{
	{tokSpace, "", beforeDoctype, doNothing},
	{tokPI, "", beforeDoctype, doPI},
	{tokComment, "", beforeDoctype, doComment},
	{tokDeclOpen, "DOCTYPE", doctypeName, doDoctypePart},
	{tokInstance, "", failing, doInstance},
}

// with returns rules with more in front.
func with(rules []rule, more ...rule) []rule { return append(more, rules...) }

// grammar has the rules of each state. White space may stand anywhere within a declaration: see spaceIn.
var grammar = [...][]rule{
	atStart:       with(outside, rule{tokXMLDecl, "", beforeDoctype, doXMLDecl}),
	beforeDoctype: outside,
	afterDoctype: {
		{tokSpace, "", same, doNothing},
		{tokPI, "", same, doPI},
		{tokComment, "", same, doComment},
		{tokInstance, "", failing, doInstance},
	},
	doctypeName: {
		{tokName, "", doctypeID, doDoctypeName},
		{tokPrefixedName, "", doctypeID, doDoctypeName},
	},
	doctypeID: {
		{tokOpenBracket, "", internalSubset, doDoctypeSubset},
		{tokDeclClose, "", afterDoctype, doDoctypeEnd},
		{tokName, "SYSTEM", doctypeSystem, doDoctypePart},
		{tokName, "PUBLIC", doctypePublic, doDoctypePart},
	},
	doctypePublic: {{tokLiteral, "", doctypeSystem, doDoctypePublic}},
	doctypeSystem: {{tokLiteral, "", doctypeSubset, doDoctypeSystem}},
	doctypeSubset: {
		{tokOpenBracket, "", internalSubset, doDoctypeSubset},
		{tokDeclClose, "", afterDoctype, doDoctypeEnd},
	},
	doctypeEnd: {{tokDeclClose, "", afterDoctype, doDoctypeEnd}},
	internalSubset: with(between,
		rule{tokCloseBracket, "", doctypeEnd, doDoctypePart},
		rule{tokNone, "", same, doNothing}),
	externalStart: with(between,
		rule{tokXMLDecl, "", externalSubset, doTextDecl},
		rule{tokSectionOpen, "", sectionStart, doNothing},
		rule{tokNone, "", same, doNothing}),
	externalSubset: with(between,
		rule{tokSectionOpen, "", sectionStart, doNothing},
		rule{tokSectionClose, "", same, doSectionEnd},
		rule{tokNone, "", same, doNothing}),
	declEnd: {{tokDeclClose, "", subset, doNothing}},

	entityStart: {
		{tokPercent, "", paramEntityName, doEntityPart},
		{tokName, "", entityBody, doEntityName},
	},
	entityBody: {
		{tokName, "SYSTEM", entitySystem, doEntityPart},
		{tokName, "PUBLIC", entityPublic, doEntityPart},
		{tokLiteral, "", declEnd, doEntityValue},
	},
	entityPublic: {{tokLiteral, "", entitySystem, doEntityPublic}},
	entitySystem: {{tokLiteral, "", entityData, doEntitySystem}},
	entityData: {
		{tokDeclClose, "", subset, doEntityEnd},
		{tokName, "NDATA", entityNotation, doEntityPart},
	},
	entityNotation:    {{tokName, "", declEnd, doEntityNotation}},
	paramEntityName:   {{tokName, "", paramEntityBody, doParamEntityName}},
	paramEntityBody:   {{tokName, "SYSTEM", paramEntitySystem, doEntityPart}, {tokName, "PUBLIC", paramEntityPublic, doEntityPart}, {tokLiteral, "", declEnd, doEntityValue}},
	paramEntityPublic: {{tokLiteral, "", paramEntitySystem, doEntityPublic}},
	paramEntitySystem: {{tokLiteral, "", paramEntityEnd, doEntitySystem}},
	paramEntityEnd:    {{tokDeclClose, "", subset, doEntityEnd}},

	notationStart: {{tokName, "", notationID, doNotationName}},
	notationID: {
		{tokName, "SYSTEM", notationSystem, doNotationPart},
		{tokName, "PUBLIC", notationPublic, doNotationPart},
	},
	notationPublic: {{tokLiteral, "", notationOptional, doNotationPublic}},
	notationSystem: {{tokLiteral, "", declEnd, doNotationSystem}},
	notationOptional: {
		{tokLiteral, "", declEnd, doNotationSystem},
		{tokDeclClose, "", subset, doNotationEnd},
	},

	attlistStart: {
		{tokName, "", attlistNext, doAttlistElement},
		{tokPrefixedName, "", attlistNext, doAttlistElement},
	},
	attlistNext: {
		{tokDeclClose, "", subset, doAttlistPart},
		{tokName, "", attlistType, doAttributeName},
		{tokPrefixedName, "", attlistType, doAttributeName},
	},
	attlistType: {
		{tokName, "CDATA", attlistDefault, doAttributeType},
		{tokName, "ID", attlistDefault, doAttributeType},
		{tokName, "IDREF", attlistDefault, doAttributeType},
		{tokName, "IDREFS", attlistDefault, doAttributeType},
		{tokName, "ENTITY", attlistDefault, doAttributeType},
		{tokName, "ENTITIES", attlistDefault, doAttributeType},
		{tokName, "NMTOKEN", attlistDefault, doAttributeType},
		{tokName, "NMTOKENS", attlistDefault, doAttributeType},
		{tokName, "NOTATION", attlistNotation, doAttlistPart},
		{tokOpenParen, "", attlistEnum, doAttlistPart},
	},
	attlistEnum: {
		{tokNameToken, "", attlistEnumNext, doEnumValue},
		{tokName, "", attlistEnumNext, doEnumValue},
		{tokPrefixedName, "", attlistEnumNext, doEnumValue},
	},
	attlistEnumNext: {
		{tokCloseParen, "", attlistDefault, doAttlistPart},
		{tokOr, "", attlistEnum, doAttlistPart},
	},
	attlistNotation:     {{tokOpenParen, "", attlistNotationName, doAttlistPart}},
	attlistNotationName: {{tokName, "", attlistNotationNext, doNotationValue}},
	attlistNotationNext: {
		{tokCloseParen, "", attlistDefault, doAttlistPart},
		{tokOr, "", attlistNotationName, doAttlistPart},
	},
	attlistDefault: {
		{tokPoundName, "IMPLIED", attlistNext, doImplied},
		{tokPoundName, "REQUIRED", attlistNext, doRequired},
		{tokPoundName, "FIXED", attlistFixed, doAttlistPart},
		{tokLiteral, "", attlistNext, doDefault},
	},
	attlistFixed: {{tokLiteral, "", attlistNext, doFixed}},

	elementStart: {
		{tokName, "", elementBody, doElementName},
		{tokPrefixedName, "", elementBody, doElementName},
	},
	elementBody: {
		{tokName, "EMPTY", declEnd, doEmpty},
		{tokName, "ANY", declEnd, doAny},
		{tokOpenParen, "", elementGroup, doGroupOpen},
	},
	elementGroup: with(parts,
		rule{tokPoundName, "PCDATA", elementMixedEnd, doMixed}),
	elementMixedEnd: {
		{tokCloseParen, "", declEnd, doMixedClose},
		{tokCloseAny, "", declEnd, doMixedClose},
		{tokOr, "", elementMixedName, doElementPart},
	},
	elementMixedName: {
		{tokName, "", elementMixedNext, doPart},
		{tokPrefixedName, "", elementMixedNext, doPart},
	},
	elementMixedNext: {
		{tokCloseAny, "", declEnd, doMixedClose},
		{tokOr, "", elementMixedName, doElementPart},
	},
	elementPart: parts,
	elementNext: {
		{tokCloseParen, "", same, doGroupClose},
		{tokCloseAny, "", same, doGroupClose},
		{tokCloseMaybe, "", same, doGroupClose},
		{tokCloseSome, "", same, doGroupClose},
		{tokComma, "", elementPart, doSequence},
		{tokOr, "", elementPart, doChoice},
	},

	sectionStart: {
		{tokName, "INCLUDE", sectionInclude, doNothing},
		{tokName, "IGNORE", sectionIgnore, doNothing},
	},
	sectionInclude: {{tokOpenBracket, "", externalSubset, doInclude}},
	sectionIgnore:  {{tokOpenBracket, "", externalSubset, doIgnore}},
	subset:         nil,
}

// parts are the rules of a part of a group.
var parts = []rule{
	{tokOpenParen, "", elementPart, doGroupOpen},
	{tokName, "", elementNext, doPart},
	{tokPrefixedName, "", elementNext, doPart},
	{tokNameMaybe, "", elementNext, doPart},
	{tokNameAny, "", elementNext, doPart},
	{tokNameSome, "", elementNext, doPart},
}

// spaceIn is whose part white space is in a state within a declaration.
func spaceIn(s state) action {
	switch {
	case s >= doctypeName && s <= doctypeEnd:
		return doDoctypePart
	case s >= entityStart && s <= paramEntityEnd:
		return doEntityPart
	case s >= notationStart && s <= notationOptional:
		return doNotationPart
	case s >= attlistStart && s <= attlistFixed:
		return doAttlistPart
	case s >= elementStart && s <= elementNext:
		return doElementPart
	}
	return doNothing
}

// find returns the rule for a token.
func find(s state, tok token, text []byte) (rule, bool) {
	for _, r := range grammar[s] {
		if r.token == tok && (r.word == "" || string(wordOf(tok, text)) == r.word) {
			return r, true
		}
	}
	if tok == tokSpace && s != failing {
		return rule{tokSpace, "", same, spaceIn(s)}, true
	}
	return rule{}, false
}

// wordOf is what of a token's text names it.
func wordOf(tok token, text []byte) []byte {
	switch tok {
	case tokDeclOpen:
		return text[2:]
	case tokPoundName:
		return text[1:]
	}
	return text
}
