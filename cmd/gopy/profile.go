// This file holds the option -X pprof=FILE: a profile of the program by Python function.

package main

import (
	"fmt"
	"os"
	"strings"
)

// profile starts the profile that the options ask for. stop, nil without one, ends and writes it.
func (p *program) profile() (stop func(), err error) {
	path := ""
	for _, x := range p.xoptions {
		if value, ok := strings.CutPrefix(x, "pprof="); ok {
			path = value
		}
	}
	if path == "" {
		return nil, nil
	}
	f, err := os.Create(path)
	if err != nil {
		return nil, err
	}
	end := p.in.StartProfile(f)
	return func() {
		err := end()
		if e := f.Close(); err == nil {
			err = e
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, "gopy:", err)
		}
	}, nil
}
