package main

import (
	"cmp"
	"context"
	"fmt"
	"strings"
	"time"

	"tamtam/core"
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
	for _, q := range quotes {
		answers = append(answers, quoteAnswer{q.ID, q.Call, q.Title, q.Started, text.Offset(q.At), q.Speaker, q.Side, q.Text, q.Comment, q.URL})
		fmt.Fprintf(&b, "“%s”\n  %s, %s, %s, %s\n", strings.Join(strings.Fields(q.Text), " "), cmp.Or(q.Speaker, "Speaker"),
			cmp.Or(q.Title, string(q.Call)), clock(q.Started), text.Offset(q.At))
		if q.Comment != "" {
			fmt.Fprintf(&b, "  %s\n", strings.ReplaceAll(q.Comment, "\n", "\n  "))
		}
	}
	if len(quotes) == 0 {
		b.WriteString("No quotes were collected yet.\n")
	}
	return exitDone, c.answer(answers, b.String())
}
