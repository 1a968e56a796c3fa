package export

import (
	"io"
	"strings"
	"time"

	"tamtam/core/text"
)

// Quote is a passage of a call that somebody wants to cite.
type Quote struct {
	// Text is what was said, its lines joined by "\n".
	Text string
	// Speaker is who said it; Side is Internal, External or "".
	Speaker, Side string
	// Title and Started are the call's; At is the time in the call.
	Title   string
	Started time.Time
	At      time.Duration
	// URL is the link to the moment, which LinkAt makes; Comment is the citer's own. Both may be "".
	URL, Comment string
}

// Citation is a quote as plain text, as it stands on the clipboard: what was said, then who, in which call, when, where, and the comment. No
// newline is at its end.
//
//	“Yes please.”
//	Jane Doe (External), in “Acme, renewal and pricing”, 2026-04-08, at 00:00:12
//	https://us-49467.app.gong.io/call?id=4570250816631531513&highlights=...
func Citation(q Quote) string {
	lines := []string{"“" + q.Text + "”"}
	if by := q.source(); by != "" {
		lines = append(lines, by)
	}
	if q.URL != "" {
		lines = append(lines, q.URL)
	}
	if q.Comment != "" {
		lines = append(lines, "Comment: "+q.Comment)
	}
	return strings.Join(lines, "\n")
}

// source says who said it, and where.
func (q Quote) source() string {
	var parts []string
	if by := q.Speaker; by != "" {
		if q.Side != "" {
			by += " (" + q.Side + ")"
		}
		parts = append(parts, by)
	}
	if q.Title != "" {
		parts = append(parts, "in “"+q.Title+"”")
	}
	if !q.Started.IsZero() {
		parts = append(parts, day(q.Started))
	}
	return strings.Join(append(parts, "at "+text.Offset(q.At)), ", ")
}

// day is the day of an instant as records write it: in UTC.
func day(t time.Time) string { return t.UTC().Format(time.DateOnly) }

// QuoteFormats lists the formats that Quotes writes. The caller owns the slice.
func QuoteFormats() []Format { return []Format{Text, Markdown, DOCX, CSV} }

// Quotes writes quotes in their order, with full citations: Text is that of the clipboard, one citation after the other with an empty line
// between. Of the options it follows Title and Redact. core.Invalid for a format that is none of QuoteFormats.
func Quotes(w io.Writer, f Format, quotes []Quote, o Options) error {
	var all []Quote
	for _, q := range quotes {
		all = append(all, q.cleaned(o))
	}
	switch f {
	case Text:
		return quotesText(w, all)
	case CSV:
		return quotesCSV(w, all)
	case Markdown, DOCX:
		d, err := newDocument(w, f, o.title("Quotes"))
		if err != nil {
			return err
		}
		d.heading(1, o.title("Quotes"))
		for _, q := range all {
			d.quote(q)
		}
		return failed(d.end())
	}
	return unknown(f)
}

// cleaned is the quote as it may be written: without control characters, redacted, and with a link only where it leads to the web.
func (q Quote) cleaned(o Options) Quote {
	q.Text, q.Comment = o.Redact.String(text.Clean(q.Text)), o.Redact.String(text.Clean(q.Comment))
	for _, s := range []*string{&q.Speaker, &q.Side, &q.Title, &q.URL} {
		*s = o.Redact.String(text.CleanLine(*s))
	}
	q.URL = web(q.URL)
	return q
}

func quotesText(w io.Writer, quotes []Quote) error {
	for n, q := range quotes {
		between := "\n"
		if n == 0 {
			between = ""
		}
		if _, err := io.WriteString(w, between+Citation(q)+"\n"); err != nil {
			return failed(err)
		}
	}
	return nil
}

func quotesCSV(w io.Writer, quotes []Quote) error {
	c, err := newCSV(w, "text", "speaker", "side", "call", "date", "at", "link", "comment")
	if err != nil {
		return err
	}
	for _, q := range quotes {
		date := ""
		if !q.Started.IsZero() {
			date = day(q.Started)
		}
		if err := c.line(q.Text, q.Speaker, q.Side, q.Title, date, text.Offset(q.At), q.URL, q.Comment); err != nil {
			return err
		}
	}
	return c.close()
}
