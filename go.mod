module github.com/gopy-lang/gopy

go 1.26
