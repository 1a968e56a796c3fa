package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"tamtam/core"
	"tamtam/core/datatype"
	"tamtam/core/importer"
	"tamtam/ui/humane"
)

// checkAnswer is what a completeness check found, and what was done about it.
type checkAnswer struct {
	At       time.Time     `json:"at"`
	Requests int           `json:"requests"`
	Missing  int           `json:"missing"` // months, of all types, that are not wholly explained
	Types    []checkedType `json:"types"`
	Mended   *runAnswer    `json:"mended,omitempty"` // the run that --mend asked for, where anything was missing
}

type checkedType struct {
	Type    core.DataType  `json:"type"`
	Months  []checkedMonth `json:"months"`
	Note    string         `json:"note,omitempty"`
	Failure string         `json:"failure,omitempty"` // why the type could not be compared
}

type checkedMonth struct {
	Month   string `json:"month,omitempty"` // as 2026-04; missing for a type that no time divides
	InGong  int    `json:"inGong"`
	Held    int    `json:"held"`
	Private int    `json:"private"`
	Limited int    `json:"limited"`
	Awaited int    `json:"awaited"`
	Without int    `json:"without"`
	Missing int    `json:"missing"` // neither held nor explained; negative when more is held than Gong has
}

func check(ctx context.Context, c *command) (int, error) {
	d, err := c.dataset(ctx)
	if err != nil {
		return 0, err
	}
	client, _, err := c.client(ctx, d)
	if err != nil {
		return 0, err
	}
	found, err := importer.New(c.store, nil).Check(ctx, client, d.ID, func(done, all int) {
		fmt.Fprintf(c.err, "%d of %d compared\n", done, all)
	})
	if err != nil {
		return 0, err
	}
	answer, text, failed := checked(found)
	exit := exitOf(len(found.Types)-failed, 0, len(found.Types))
	if exit == exitDone && answer.Missing > 0 {
		exit = exitPartly
	}
	if o := found.Mending(); c.has("mend") && len(o.Types) > 0 {
		mended, report, code, err := c.runDataset(ctx, d, o)
		if err != nil {
			c.complain(err, "the dataset was not mended")
		}
		answer.Mended = &mended
		text += "Mended:\n" + report
		if failed > 0 || code == exitFailed {
			code = exitPartly // something was compared, at least
		}
		exit = code
	} else if answer.Missing > 0 {
		text += fmt.Sprintf("To read them again: tamtamctl check %s --mend\n", quoted(d.Name))
	}
	return exit, c.answer(answer, text)
}

// checked makes the answer of a check, the text for people, and counts the types that could not be compared.
func checked(found importer.Check) (answer checkAnswer, text string, failed int) {
	answer = checkAnswer{At: found.At.UTC(), Requests: found.Requests, Types: []checkedType{}}
	var b strings.Builder
	for _, t := range found.Types {
		line := checkedType{Type: t.Type, Months: []checkedMonth{}, Note: t.Note}
		title := datatype.Of(t.Type).Title
		if t.Err != nil {
			failed++
			line.Failure = importer.Reason(t.Type, t.Err)
			fmt.Fprintf(&b, "%-20s could not be compared: %s\n", title, line.Failure)
		}
		for _, m := range t.Months {
			month := checkedMonth{m.Month, m.InGong, m.Held, m.Private, m.Limited, m.Awaited, m.Without, m.Missing()}
			line.Months = append(line.Months, month)
			if month.Missing != 0 {
				answer.Missing++
			}
			fmt.Fprintf(&b, "%-20s %-7s  %8d in Gong %8d held  %s\n", title, m.Month, m.InGong, m.Held, month.explained())
		}
		if t.Note != "" {
			fmt.Fprintf(&b, "%-20s %s\n", title, t.Note)
		}
		answer.Types = append(answer.Types, line)
	}
	verdict := "Nothing is missing."
	if answer.Missing > 0 {
		verdict = humane.Count(answer.Missing, "difference is", "differences are") + " not explained."
	}
	fmt.Fprintf(&b, "%s %s\n", verdict, humane.Count(found.Requests, "request", "requests"))
	return answer, b.String(), failed
}

// explained says what the difference of a month is made of.
func (m checkedMonth) explained() string {
	var said []string
	for _, part := range []struct {
		n    int
		what string
	}{
		{m.Private, "private"},
		{m.Limited, "beyond the limit"},
		{m.Awaited, "awaited"},
		{m.Without, "without a transcript"},
		{m.Missing, "missing"},
		{-m.Missing, "not in Gong any more"},
	} {
		if part.n > 0 {
			said = append(said, fmt.Sprintf("%d %s", part.n, part.what))
		}
	}
	return strings.Join(said, ", ")
}
