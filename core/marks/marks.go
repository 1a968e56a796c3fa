package marks

import (
	"slices"
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
	Tags []string `json:"tags,omitempty"`
	// Notes and Highlights are in the order of their making.
	Notes      []Note      `json:"notes,omitempty"`
	Highlights []Highlight `json:"highlights,omitempty"`
	// Read is when the call was read; zero for an unread one.
	Read time.Time `json:"read,omitzero"`
	// Place is where the person stopped reading; nil when nothing is kept.
	Place *Place `json:"place,omitempty"`
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

// In returns the turn and the rune of the place in the transcript as it is now: where its turn has moved, the beginning of the last one that has
// begun by then.
func (p Place) In(turns []text.Turn) (turn, rune int) {
	if p.Turn >= 0 && p.Turn < len(turns) && turns[p.Turn].At == p.At {
		return p.Turn, p.Rune
	}
	for i, t := range turns {
		if t.At > p.At {
			break
		}
		turn = i
	}
	return turn, 0
}

// About notes what the call is called and when it began, as far as that is known.
func (m *Marks) About(title string, started time.Time) {
	if title != "" {
		m.Title = title
	}
	if !started.IsZero() {
		m.Started = started
	}
}

// Empty tells whether there is nothing to keep.
func (m *Marks) Empty() bool {
	return !m.Star && len(m.Tags) == 0 && len(m.Notes) == 0 && len(m.Highlights) == 0 && m.Read.IsZero() && m.Place == nil
}

// Tag adds tags, cleaned; those that are there, whatever their case, stay as they are written. core.Invalid as CleanTag has it, and when the
// call would have more than MaxTags.
func (m *Marks) Tag(tags ...string) error {
	for _, tag := range tags {
		clean, err := CleanTag(tag)
		if err != nil {
			return err
		}
		if m.Tagged(clean) {
			continue
		}
		if len(m.Tags) >= MaxTags {
			return core.Errorf(core.Invalid, "tag the call", "a call can have %d tags, and this one has them", MaxTags)
		}
		m.Tags = append(slices.Clip(m.Tags), clean)
	}
	return nil
}

// Untag takes tags out, whatever their case.
func (m *Marks) Untag(tags ...string) {
	for _, tag := range tags {
		key := TagKey(tag)
		m.Tags = slices.DeleteFunc(slices.Clone(m.Tags), func(t string) bool { return TagKey(t) == key })
	}
}

// Retag writes a tag otherwise, whatever its case, and tells whether the call had it. A call that has the other one, too, has that once.
func (m *Marks) Retag(tag, to string) (had bool, err error) {
	clean, err := CleanTag(to)
	if err != nil {
		return false, err
	}
	key := TagKey(tag)
	at := slices.IndexFunc(m.Tags, func(t string) bool { return TagKey(t) == key })
	if at < 0 {
		return false, nil
	}
	m.Tags = slices.Clone(m.Tags)
	m.Tags[at] = clean
	kept := m.Tags[:0]
	for i, t := range m.Tags {
		if i == at || TagKey(t) != TagKey(clean) {
			kept = append(kept, t)
		}
	}
	m.Tags = kept
	return true, nil
}

// Tagged tells whether the call has the tag, whatever its case.
func (m *Marks) Tagged(tag string) bool { return tagged(m.Tags, tag) }

func tagged(tags []string, tag string) bool {
	key := TagKey(tag)
	return slices.ContainsFunc(tags, func(t string) bool { return TagKey(t) == key })
}
