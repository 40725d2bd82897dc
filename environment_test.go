package gopy_test

import (
	"maps"
	"os"
	"slices"
	"strings"
	"sync"

	"github.com/gopy-lang/gopy/runtime"
)

// ownEnvironment is a host whose environment is a copy of the process's: what one program sets another one doesn't see.
type ownEnvironment struct {
	runtime.Host
	mu        sync.Mutex
	variables map[string]string
}

func withOwnEnvironment(host runtime.Host) *ownEnvironment {
	h := &ownEnvironment{Host: host, variables: map[string]string{}}
	for _, entry := range os.Environ() {
		name, value, _ := strings.Cut(entry, "=")
		h.variables[name] = value
	}
	return h
}

func (h *ownEnvironment) LookupEnv(name string) (string, bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	value, ok := h.variables[name]
	return value, ok
}

func (h *ownEnvironment) Setenv(name, value string) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.variables[name] = value
	return nil
}

func (h *ownEnvironment) Unsetenv(name string) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	delete(h.variables, name)
	return nil
}

func (h *ownEnvironment) Environ() []string {
	h.mu.Lock()
	defer h.mu.Unlock()
	var entries []string
	for _, name := range slices.Sorted(maps.Keys(h.variables)) {
		entries = append(entries, name+"="+h.variables[name])
	}
	return entries
}
