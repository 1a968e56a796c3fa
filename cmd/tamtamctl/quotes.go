package main

import (
	"context"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"tamtam/core"
	"tamtam/core/export"
	"tamtam/core/marks"
	"tamtam/core/redact"
	"tamtam/core/text"
)

// quoteAnswer is a quote of the basket.
type quoteAnswer struct {
	ID      string      `json:"id"`
	CallID  core.CallID `json:"callId"`
	Title   string      `json:"title,omitempty"`
	Started time.Time   `json:"started,omitzero"`
	At      string      `json:"at"`
	Speaker string      `json:"speaker,omitempty"`
	Side    string      `json:"side,omitempty"`
	Text    string      `json:"text"`
	Comment string      `json:"comment,omitempty"`
	URL     string      `json:"url,omitempty"`
	// Damaged tells that the database cannot read the quote: then Raw is what is left of it, and only ID is known besides.
	Damaged bool   `json:"damaged,omitempty"`
	Raw     string `json:"raw,omitempty"`
}

// describeQuote says what a quote is.
func describeQuote(q marks.Quote) quoteAnswer {
	return quoteAnswer{q.ID, q.Call, q.Title, q.Started, text.Offset(q.At), q.Speaker, q.Side, q.Text, q.Comment, q.URL, q.Damaged, q.Raw}
}

func listQuotes(ctx context.Context, c *command) (int, error) {
	if err := c.open(ctx); err != nil {
		return 0, err
	}
	quotes, err := c.store.Quotes()
	if err != nil {
		return 0, err
	}
	answers := []quoteAnswer{}
	var b strings.Builder
	for n, q := range quotes {
		answers = append(answers, describeQuote(q))
		if n > 0 {
			b.WriteByte('\n')
		}
		if q.Damaged {
			fmt.Fprintf(&b, "Damaged quote %s, of which this is left: %q\n", q.ID, q.Raw)
			continue
		}
		b.WriteString(export.Citation(export.Cited(q)) + "\n")
	}
	if len(quotes) == 0 {
		b.WriteString("No quotes were collected yet. To collect one: tamtamctl quotes add CALL --turn N\n")
	}
	return exitDone, c.answer(answers, b.String())
}

func addQuote(ctx context.Context, c *command) (int, error) {
	opened, whole, err := c.turn(ctx)
	if err != nil {
		return 0, err
	}
	from := marks.Source{Call: opened.ID, Title: opened.Title, Started: opened.Started, URL: opened.URL}
	q, err := marks.NewQuote(from, opened.Turns, whole, core.SystemClock{}.Now())
	if err != nil {
		return 0, err
	}
	q.Comment = strings.Join(c.words[1:], " ")
	if err := c.store.AddQuote(q, -1); err != nil {
		return 0, err
	}
	return exitDone, c.answer(describeQuote(q), export.Citation(export.Cited(q))+"\n")
}

func exportQuotes(ctx context.Context, c *command) (int, error) {
	format, err := export.ParseFormat(c.flag("format", string(export.Text)))
	if err != nil || !slices.Contains(export.QuoteFormats(), format) {
		return 0, usagef("--format is txt, md, docx or csv, not %q", c.flags["format"])
	}
	if !c.has("out") {
		return 0, usagef("quotes export needs --out FILE")
	}
	if err := c.open(ctx); err != nil {
		return 0, err
	}
	quotes, err := c.store.Quotes()
	if err != nil {
		return 0, err
	}
	if len(quotes) == 0 {
		return 0, core.Errorf(core.NotFound, "export the quotes", "no quotes were collected yet")
	}
	all := make([]export.Quote, 0, len(quotes))
	for _, q := range quotes {
		if q.Damaged {
			fmt.Fprintf(c.err, "Quote %s is damaged and left out; quotes list shows what is left of it.\n", q.ID)
			continue
		}
		all = append(all, export.Cited(q))
	}
	o := export.Options{Redact: redact.New(redact.Rules{Contacts: c.has("redact"), Names: listed(c.flags["redact-names"])})}
	path, err := export.File(filepath.Dir(c.flags["out"]), filepath.Base(c.flags["out"]), func(w io.Writer) error {
		return export.Quotes(w, format, all, o)
	})
	if err != nil {
		return 0, err
	}
	return exitDone, c.answer(map[string]any{"file": path, "quotes": len(all)}, path+"\n")
}
