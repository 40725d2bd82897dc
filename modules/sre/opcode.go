// This file names the codes that the re package's compiler emits (its module _constants), version Magic.

package sre

// Magic is the version of the code; the re package refuses to work with another one.
const Magic = 20230612

// The limits of codes: a code is an unsigned 32-bit number.
const (
	codeSize  = 4
	maxRepeat = 1<<32 - 1
	maxGroups = 1<<30 - 1
)

// The operators.
const (
	codeFailure = iota
	codeSuccess
	codeAny
	codeAnyAll
	codeAssert
	codeAssertNot
	codeAt
	codeBranch
	codeCategory
	codeCharset
	codeBigCharset
	codeGroupRef
	codeGroupRefExists
	codeIn
	codeInfo
	codeJump
	codeLiteral
	codeMark
	codeMaxUntil
	codeMinUntil
	codeNotLiteral
	codeNegate
	codeRange
	codeRepeat
	codeRepeatOne
	codeSubpattern
	codeMinRepeatOne
	codeAtomicGroup
	codePossessiveRepeat
	codePossessiveRepeatOne
	codeGroupRefIgnore
	codeInIgnore
	codeLiteralIgnore
	codeNotLiteralIgnore
	codeGroupRefLocIgnore
	codeInLocIgnore
	codeLiteralLocIgnore
	codeNotLiteralLocIgnore
	codeGroupRefUniIgnore
	codeInUniIgnore
	codeLiteralUniIgnore
	codeNotLiteralUniIgnore
	codeRangeUniIgnore
)

// The positions that AT tests.
const (
	atBeginning = iota
	atBeginningLine
	atBeginningString
	atBoundary
	atNonBoundary
	atEnd
	atEndLine
	atEndString
	atLocBoundary
	atLocNonBoundary
	atUniBoundary
	atUniNonBoundary
	numPositions
)

// The categories; each odd one is the complement of the one before.
const (
	categoryDigit      = 0
	categorySpace      = 2
	categoryWord       = 4
	categoryLineBreak  = 6
	categoryLocWord    = 8
	categoryUniDigit   = 10
	categoryUniSpace   = 12
	categoryUniWord    = 14
	categoryUniNewline = 16
	numCategories      = 18
)

// The flags of a pattern, as re.RegexFlag has them.
const (
	flagIgnoreCase = 1 << (iota + 1)
	flagLocale
	flagMultiline
	flagDotAll
	flagUnicode
	flagVerbose
	flagDebug
	flagASCII
)

// The flags of an INFO block.
const (
	infoPrefix = 1 << iota
	infoLiteral
	infoCharset
)
