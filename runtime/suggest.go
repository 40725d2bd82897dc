// This file finds the name that a misspelt one was meant to be, for error messages.

package runtime

import "unicode"

const (
	moveCost      = 2 // inserting, deleting or replacing a character
	caseCost      = 1 // replacing one by the same letter in the other case
	maxCandidates = 750
	maxNameLength = 40
)

// Suggest returns the name of the list that is closest to the given one, "" when none is close enough.
func Suggest(names []string, to string) string {
	if len(names) > maxCandidates || len(to) > maxNameLength {
		return ""
	}
	best, found := -1, ""
	for _, n := range names {
		if n == to || len(n) > maxNameLength {
			continue
		}
		limit := (len(n) + len(to) + 3) * moveCost / 6
		if best >= 0 && best-1 < limit {
			limit = best - 1
		}
		if d := distance([]rune(n), []rune(to)); d <= limit {
			best, found = d, n
		}
	}
	return found
}

// distance is the Levenshtein distance of two names with the costs above.
func distance(a, b []rune) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j * moveCost
	}
	for i := range a {
		diagonal := row[0]
		row[0] = (i + 1) * moveCost
		for j := range b {
			replace := diagonal
			if a[i] != b[j] {
				if unicode.ToLower(a[i]) == unicode.ToLower(b[j]) {
					replace += caseCost
				} else {
					replace += moveCost
				}
			}
			diagonal = row[j+1]
			row[j+1] = min(replace, row[j]+moveCost, row[j+1]+moveCost)
		}
	}
	return row[len(b)]
}
