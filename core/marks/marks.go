package marks

import (
	"time"

	"tamtam/core"
	"tamtam/core/text"
)

// Marks are all that a person made of a call.
type Marks struct {
	Call core.CallID `json:"call"`
	// Title and Started are the call's when it was last marked, to show the marks of a call that no dataset holds any more.
	Title   string    `json:"title,omitempty"`
	Started time.Time `json:"started,omitzero"`
	Star    bool      `json:"star,omitempty"`
	// Tags are in the order of their adding, no two the same but for case.
	Tags       []string    `json:"tags,omitempty"`
	Notes      []Note      `json:"notes,omitempty"`
	Highlights []Highlight `json:"highlights,omitempty"`
	// Read is when the call was read; zero for an unread one.
	Read time.Time `json:"read,omitzero"`
	// Place is where the person stopped reading; nil when nothing is kept.
	Place *Place `json:"place,omitempty"`
}

// Note is a text to a call, or to a passage of it.
type Note struct {
	ID      string    `json:"id"`
	Text    string    `json:"text"`
	Created time.Time `json:"created"`
	// Changed is when the text was last changed, at first Created.
	Changed time.Time `json:"changed"`
	// Anchor is the passage; nil for a note to the whole call.
	Anchor *Anchor `json:"anchor,omitempty"`
	// Past are digests of the texts that the note had before, so that merging tells a former text from another person's or computer's change.
	Past []string `json:"past,omitempty"`
}

// Ink is the colour of a highlight.
type Ink string

// The inks. One that is none of them is shown as Yellow.
const (
	Yellow Ink = "yellow"
	Green  Ink = "green"
	Blue   Ink = "blue"
	Pink   Ink = "pink"
)

// Inks lists the inks in the order in which they are offered.
func Inks() []Ink { return []Ink{Yellow, Green, Blue, Pink} }

// Highlight is a passage that stands out.
type Highlight struct {
	ID      string    `json:"id"`
	Ink     Ink       `json:"ink"`
	Created time.Time `json:"created"`
	Changed time.Time `json:"changed"`
	Anchor  Anchor    `json:"anchor"`
}

// Place is where somebody stopped reading.
type Place struct {
	// Turn and Rune say where the topmost text in sight began, At when that turn began.
	Turn int           `json:"turn"`
	Rune int           `json:"rune"`
	At   time.Duration `json:"at"`
	// Kept is when that was.
	Kept time.Time `json:"kept"`
}

// In returns the turn and the rune of the place in the transcript as it is now: where its turn has moved, the turn that is spoken at that time.
func (p Place) In(turns []text.Turn) (turn, rune int) { return p.Turn, p.Rune }

// Empty tells whether there is nothing to keep.
func (m *Marks) Empty() bool { return false }

// AddNote adds a note to the call, or to a passage when at is not nil. A text that is empty or longer than MaxNote is core.Invalid.
func (m *Marks) AddNote(text string, at *Anchor, now time.Time) (Note, error) { return Note{}, nil }

// SetNote changes a note's text; core.NotFound when the note is gone.
func (m *Marks) SetNote(id, text string, now time.Time) error { return nil }

// RemoveNote takes a note out and returns it with its place in the list, for PutNote; ok is false when it was not there.
func (m *Marks) RemoveNote(id string) (n Note, at int, ok bool) { return n, 0, false }

// PutNote puts a note that was removed back at its place. One that is there stays as it is.
func (m *Marks) PutNote(n Note, at int) {}

// AddHighlight marks a passage. The same passage is marked once: marked again, it has the new ink.
func (m *Marks) AddHighlight(a Anchor, ink Ink, now time.Time) (Highlight, error) {
	return Highlight{}, nil
}

// RemoveHighlight takes a highlight out and returns it, for PutHighlight; ok is false when it was not there.
func (m *Marks) RemoveHighlight(id string) (h Highlight, ok bool) { return h, false }

// PutHighlight puts a highlight that was removed back. One that is there stays as it is.
func (m *Marks) PutHighlight(h Highlight) {}

// Tag adds tags, cleaned; those that are there, whatever their case, stay as they are written. core.Invalid as CleanTag has it.
func (m *Marks) Tag(tags ...string) error { return nil }

// Untag takes tags out, whatever their case.
func (m *Marks) Untag(tags ...string) {}

// Tagged tells whether the call has the tag, whatever its case.
func (m *Marks) Tagged(tag string) bool { return false }

// Located says where the passages of a call's marks stand in its transcript.
type Located struct {
	// Spans are those of notes and highlights, by id.
	Spans map[string]Span
	// Orphans are the ids of notes and highlights whose passage was not found, in the order of the marks, notes first.
	Orphans []string
}

// Locate finds the passages of all notes and highlights.
func (m *Marks) Locate(turns []text.Turn) Located { return Located{} }

// Refresh notes of passages that say the same as ever where they stand now and what stands around them now, so that they are found after the
// next change, too. Those that were only found by likeness keep what they were. It tells whether anything was to be noted.
func (m *Marks) Refresh(turns []text.Turn) (changed bool) { return false }

// Gist is what lists and filters need of a call's marks.
type Gist struct {
	Star, Read bool
	// Notes and Highlights are how many there are.
	Notes, Highlights int
	Tags              []string
}

// Gist returns the gist of the marks.
func (m *Marks) Gist() Gist { return Gist{} }

// Tagged tells whether the tag is among them, whatever its case.
func (g Gist) Tagged(tag string) bool { return false }

// TagCount is a tag and the number of calls that have it.
type TagCount struct {
	Tag   string
	Calls int
}

// CleanTag makes a tag fit to be kept: one line, single spaces, without a "#" before it. One that is empty, longer than MaxTag runes or holds
// a quotation mark, which searches could not ask for, is core.Invalid.
func CleanTag(tag string) (string, error) { return tag, nil }

// TagKey is the same for all ways to write a tag that differ by case only.
func TagKey(tag string) string { return tag }

// The bounds of what is kept.
const (
	MaxNote       = 64 << 10 // bytes of a note or a comment
	MaxTag        = 64       // runes of a tag
	MaxPassage    = 10_000   // runes of a passage
	MaxTags       = 100      // of a call
	MaxNotes      = 1_000    // of a call
	MaxHighlights = 2_000    // of a call
	MaxQuotes     = 5_000    // in the basket
	MaxSearches   = 500      // saved
	MaxQuery      = 4 << 10  // bytes of a query
	MaxHistory    = 100      // searches that are remembered
)
