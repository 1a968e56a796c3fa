package say

import (
	"cmp"
	"errors"
	"fmt"
	"strings"

	"tamtam/core"
	"tamtam/core/opened"
	"tamtam/ui/humane"
)

// OpenedFile is what became of an exported file that was opened, and, where something had to be left out or undone, what; "" otherwise.
func OpenedFile(f opened.File) (words, why string) {
	switch {
	case errors.Is(f.Err, opened.ErrEncrypted):
		return "not read", "It needs a password. Unpack it, and open the files."
	case errors.Is(f.Err, opened.ErrPacking):
		return "not read", "It was packed in a rare way. Unpack it, and open the files."
	case errors.Is(f.Err, opened.ErrTooLarge):
		return "not read", "The archive holds more than is read of one. Unpack it, and open the files."
	case errors.Is(f.Err, opened.ErrDamaged):
		return "not read", "The archive is damaged. Fetch or make it once more."
	case core.Is(f.Err, core.NotFound):
		return "not read", "There is no such file."
	case core.Is(f.Err, core.Invalid):
		return "not read", "It holds no record of a Gong text file."
	case f.Err != nil:
		return "not read", "The disk did not give it."
	}
	words = humane.Count(f.Records, "record", "records")
	var parts []string
	if f.Lost > 0 {
		parts = append(parts, humane.Count(f.Lost, "record", "records")+" could not be read")
	}
	if f.Partly > 0 {
		parts = append(parts, humane.Count(f.Partly, "record", "records")+" not wholly")
	}
	if len(f.Repairs) > 0 {
		undone := make([]string, len(f.Repairs))
		for i, r := range f.Repairs {
			undone[i] = string(r)
		}
		parts = append(parts, "put right: "+strings.Join(undone, ", "))
	}
	if len(parts) == 0 {
		return words, ""
	}
	return words, Upper(strings.Join(parts, "; ")) + "."
}

// OpenedProblem is something of an opened file that could not be read.
func OpenedProblem(p opened.Problem) string {
	what := "left out of the " + strings.ToLower(cmp.Or(p.Kind, "record"))
	if p.Whole {
		what = "the record is left out"
	}
	if p.Line == 0 {
		return Upper(p.Reason) + "."
	}
	return fmt.Sprintf("Line %s: %s; %s.", humane.Number(p.Line), p.Reason, what)
}
