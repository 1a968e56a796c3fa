package marks

import (
	"io"
	"iter"
)

// Line is one thing of an export; exactly one field is set.
type Line struct {
	Marks  *Marks       `json:"marks,omitempty"`
	Quote  *Quote       `json:"quote,omitempty"`
	Search *SavedSearch `json:"search,omitempty"`
}

// Export writes all of a person's marks as JSON Lines: a line that says what they are, then one for each call, quote and saved search.
func Export(w io.Writer, lines iter.Seq2[Line, error]) error { return nil }

// Import reads what Export wrote. Its errors name the line and are core.Broken.
func Import(r io.Reader) iter.Seq2[Line, error] { return nil }

// Markdown writes marks for people: calls by date with their tags and notes, each with the passage it stands at, and the highlights.
func Markdown(w io.Writer, lines iter.Seq2[Line, error]) error { return nil }

// Merge takes in what another computer exported of the same call: all that either has, each once. Of a note that both have changed, the later
// text stays and the other becomes a note of its own. It tells whether anything was new.
func (m *Marks) Merge(other Marks) (changed bool) { return false }
