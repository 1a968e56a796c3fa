package marks

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
	"time"

	"tamtam/core"
)

// Note is a text to a call, or to a passage of it.
type Note struct {
	ID      string    `json:"id"`
	Text    string    `json:"text"`
	Created time.Time `json:"created"`
	// Changed is when the text was last changed, at first Created.
	Changed time.Time `json:"changed"`
	// Anchor is the passage; nil for a note to the whole call.
	Anchor *Anchor `json:"anchor,omitempty"`
	// Past are digests of the texts that the note had before, the last of them last, so that merging tells a former text from what was changed
	// elsewhere.
	Past []string `json:"past,omitempty"`
}

// maxPast is how many former texts of a note are known.
const maxPast = 64

// AddNote adds a note to the call, or to a passage when at is not nil. A text that is empty or longer than MaxNote is core.Invalid, and so is one
// note more than MaxNotes.
func (m *Marks) AddNote(body string, at *Anchor, now time.Time) (Note, error) {
	body, err := cleanNote(body)
	if err != nil {
		return Note{}, err
	}
	if len(m.Notes) >= MaxNotes {
		return Note{}, core.Errorf(core.Invalid, opNote, "a call can have %d notes, and this one has them", MaxNotes)
	}
	n := Note{ID: core.NewID(), Text: body, Created: now.UTC(), Changed: now.UTC(), Anchor: at}
	m.Notes = append(slices.Clip(m.Notes), n)
	return n, nil
}

// SetNote changes a note's text; core.NotFound when the note is gone, core.Invalid as for AddNote.
func (m *Marks) SetNote(id, body string, now time.Time) error {
	body, err := cleanNote(body)
	if err != nil {
		return err
	}
	at := m.note(id)
	if at < 0 {
		return core.Errorf(core.NotFound, opNote, "the note is gone")
	}
	n := m.Notes[at]
	if n.Text == body {
		return nil
	}
	n.Past = append(slices.Clone(n.Past), digest(n.Text))
	n.Past = n.Past[max(len(n.Past)-maxPast, 0):]
	n.Text, n.Changed = body, now.UTC()
	m.Notes = slices.Clone(m.Notes)
	m.Notes[at] = n
	return nil
}

// RemoveNote takes a note out and returns it with its place in the list, for PutNote; ok is false when it was not there.
func (m *Marks) RemoveNote(id string) (n Note, at int, ok bool) {
	if at = m.note(id); at < 0 {
		return Note{}, 0, false
	}
	n = m.Notes[at]
	m.Notes = slices.Delete(slices.Clone(m.Notes), at, at+1)
	return n, at, true
}

// PutNote puts a note that was removed back at its place. One that is there stays as it is.
func (m *Marks) PutNote(n Note, at int) {
	if m.note(n.ID) < 0 {
		m.Notes = slices.Insert(slices.Clone(m.Notes), min(max(at, 0), len(m.Notes)), n)
	}
}

func (m *Marks) note(id string) int {
	return slices.IndexFunc(m.Notes, func(n Note) bool { return n.ID == id })
}

const opNote = "keep the note"

// cleanNote makes a text of a person's fit to be kept: line breaks as "\n", empty lines as they are, no control characters.
func cleanNote(body string) (string, error) {
	if body = cleanLines(body); body == "" {
		return "", core.Errorf(core.Invalid, opNote, "the note is empty")
	}
	if len(body) > MaxNote {
		return "", core.Errorf(core.Invalid, opNote, "the note has %d KB; a note can have %d KB", len(body)>>10, MaxNote>>10)
	}
	return body, nil
}

func cleanLines(s string) string {
	s = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n").Replace(strings.ToValidUTF8(s, "\ufffd"))
	s = strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' || 0x7f <= r && r < 0xa0 {
			return -1
		}
		return r
	}, s)
	lines := strings.Split(s, "\n")
	for i, line := range lines {
		lines[i] = strings.TrimRight(line, " \t")
	}
	return strings.Trim(strings.Join(lines, "\n"), "\n")
}

// digest is short, and the same for the same text.
func digest(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:8])
}
