module github.com/gopy-lang/gopy

go 1.26.0

require github.com/alecthomas/participle/v2 v2.1.4

require golang.org/x/text v0.43.0

require (
	github.com/google/go-cmp v0.7.0
	github.com/rogpeppe/go-internal v1.16.0
	github.com/spf13/pflag v1.0.10
	golang.org/x/term v0.47.0
)

require (
	golang.org/x/sys v0.49.0 // indirect
	golang.org/x/tools v0.51.0 // indirect
)
