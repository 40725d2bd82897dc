// This file checks syntax against the version of Python that is asked for (ast.parse's feature_version).

package parser

// require reports syntax that came with Python 3.minor, if an older version is asked for. last is the last token that CPython
// has read when it finds out.
func (c *converter) require(minor int, last int, what string) {
	if v := c.options.FeatureVersion; v == 0 || v >= minor {
		return
	}
	verb := "are"
	if what[len(what)-1] != 's' {
		verb = "is"
	}
	c.fail(c.errorAt(last, last, "%s %s only supported in Python 3.%d and greater", what, verb, minor))
}

// behind returns the token behind r.
func (c *converter) behind(r ref) int { return c.tree.last(r) + 1 }
