package say

import (
	"strings"

	"tamtam/core/store"
	"tamtam/ui/humane"
)

// Changes tells what a run did to a file: "3 new, 1 changed, 2 gone"; "" when it left all as it was.
func Changes(c store.Changes) string {
	var said []string
	for _, part := range []struct {
		n    int
		what string
	}{{c.Added, "new"}, {c.Changed, "changed"}, {c.Removed, "gone"}} {
		if part.n > 0 {
			said = append(said, humane.Number(part.n)+" "+part.what)
		}
	}
	return strings.Join(said, ", ")
}
