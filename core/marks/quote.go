package marks

import (
	"time"

	"tamtam/core"
	"tamtam/core/text"
)

// Quote is a passage in the basket with all that a citation needs, as it was when it was collected.
type Quote struct {
	ID   string      `json:"id"`
	Call core.CallID `json:"call"`
	// Text is the passage; turns are separated by an empty line.
	Text string `json:"text"`
	// Speaker is who began to speak, Side Internal, External or "".
	Speaker string    `json:"speaker,omitempty"`
	Side    string    `json:"side,omitempty"`
	Title   string    `json:"title,omitempty"`
	Started time.Time `json:"started,omitzero"`
	// At is when the passage's turn begins in the call.
	At time.Duration `json:"at"`
	// URL is the call's page in Gong, "" when it is not known.
	URL string `json:"url,omitempty"`
	// Comment is the person's own.
	Comment string    `json:"comment,omitempty"`
	Added   time.Time `json:"added"`
	// Anchor finds the passage in the call.
	Anchor Anchor `json:"anchor"`

	// Damaged tells that what was kept of the quote cannot be read: then only ID and Raw are known. Raw is what is kept, as it is; "" when nothing is
	// left but the quote's place in the basket.
	Damaged bool   `json:"-"`
	Raw     string `json:"-"`
}

// Source is the call that a quote is from.
type Source struct {
	Call    core.CallID
	Title   string
	Started time.Time
	URL     string
}

// NewQuote makes a quote of a passage with an id of its own. Its errors are those of NewAnchor.
func NewQuote(from Source, turns []text.Turn, s Span, now time.Time) (Quote, error) {
	a, err := NewAnchor(turns, s)
	if err != nil {
		return Quote{}, err
	}
	return Quote{
		ID: core.NewID(), Call: from.Call, Text: a.Quote, Speaker: a.Speaker, Side: turns[a.Turn].Affiliation, Title: from.Title,
		Started: from.Started, At: a.At, URL: from.URL, Added: now.UTC(), Anchor: a,
	}, nil
}

// CleanComment makes a comment fit to be kept; one longer than MaxNote is core.Invalid.
func CleanComment(comment string) (string, error) {
	if comment = cleanLines(comment); len(comment) > MaxNote {
		return "", core.Errorf(core.Invalid, "keep the comment", "the comment has %d KB; it can have %d KB", len(comment)>>10, MaxNote>>10)
	}
	return comment, nil
}
