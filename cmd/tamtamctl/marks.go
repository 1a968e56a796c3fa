package main

import (
	"context"
	"fmt"
	"strings"

	"tamtam/core"
	"tamtam/core/marks"
	"tamtam/core/review"
)

// markVerbs are those of what a person makes of calls.
func markVerbs() []verb {
	return []verb{
		{
			"notes list",
			nil,
			[]string{"call", "tag"},
			"list the calls that have marks, with their tags, notes and highlights\n" +
				"--call ID         only this call\n" +
				"--tag TAG         only calls that have the tag", listNotes,
		},
		{
			"notes add",
			[]string{"CALL", "TEXT..."},
			[]string{"turn"},
			"add a note to a call\n" +
				"--turn N          to what is said in this turn, as search --json counts them: from 0", addNote,
		},
		{
			"notes export",
			nil,
			[]string{"out", "format"},
			"write all notes, tags, stars, highlights, quotes and saved searches into a file, for another computer or to read\n" +
				"--out FILE        the file\n" +
				"--format F        jsonl (default), which notes import reads, or md", exportNotes,
		},
		{
			"notes import",
			[]string{"FILE"},
			nil,
			"take in what notes export wrote on another computer: nothing of either is lost, and nothing is there twice", importNotes,
		},
		{"tag", []string{"CALL", "TAG..."}, nil, "give a call tags", tagCall},
		{"untag", []string{"CALL", "TAG..."}, nil, "take tags from a call", untagCall},
		{"tags", nil, nil, "list all tags, and how many calls have each", listTags},
		{"star", []string{"CALL"}, nil, "star a call", starCall},
		{"unstar", []string{"CALL"}, nil, "take the star from a call", unstarCall},
		{"quotes list", nil, nil, "list the quotes that were collected", listQuotes},
		{
			"quotes add",
			[]string{"CALL", "[COMMENT]"},
			[]string{"turn"},
			"collect what is said in a turn of a call\n" +
				"--turn N          the turn, as search --json counts them: from 0", addQuote,
		},
		{
			"quotes export",
			nil,
			[]string{"out", "format", "redact", "redact-names"},
			"write the quotes that were collected, with their citations, into a file\n" +
				"--out FILE        the file\n" +
				"--format F        txt (default), md, docx or csv\n" +
				"--redact          without e-mail addresses and phone numbers\n" +
				"--redact-names LIST  without these names, parted by commas", exportQuotes,
		},
	}
}

// mark changes the marks of the call that the first name says, and answers with them as they are then.
func (c *command) mark(ctx context.Context, change func(m *marks.Marks) error) (int, error) {
	about, err := c.call(ctx)
	if err != nil {
		return 0, err
	}
	m, err := c.store.UpdateMarks(core.CallID(c.words[0]), func(m *marks.Marks) error {
		if about == nil && m.Empty() {
			return core.Errorf(core.NotFound, "find the call", "there is no call %s in any dataset", m.Call)
		}
		if about != nil {
			m.About(about.Title, about.Started)
		}
		return change(m)
	})
	if err != nil {
		return 0, err
	}
	answer := describeMarks(m, nil)
	return exitDone, c.answer(answer, answer.String())
}

// call opens the database and finds the call that the first name says, or nil when no dataset holds it.
func (c *command) call(ctx context.Context) (*review.Call, error) {
	if err := c.open(ctx); err != nil {
		return nil, err
	}
	if err := c.keepIndex(ctx); err != nil {
		return nil, err
	}
	calls, err := review.New(c.store).Calls(ctx)
	if err != nil {
		return nil, err
	}
	return calls.Call(core.CallID(c.words[0])), nil
}

func tagCall(ctx context.Context, c *command) (int, error) {
	return c.mark(ctx, func(m *marks.Marks) error { return m.Tag(c.words[1:]...) })
}

func untagCall(ctx context.Context, c *command) (int, error) {
	return c.mark(ctx, func(m *marks.Marks) error { m.Untag(c.words[1:]...); return nil })
}

func starCall(ctx context.Context, c *command) (int, error) {
	return c.mark(ctx, func(m *marks.Marks) error { m.Star = true; return nil })
}

func unstarCall(ctx context.Context, c *command) (int, error) {
	return c.mark(ctx, func(m *marks.Marks) error { m.Star = false; return nil })
}

// tagAnswer is a tag of the list.
type tagAnswer struct {
	Tag   string `json:"tag"`
	Calls int    `json:"calls"`
}

func listTags(ctx context.Context, c *command) (int, error) {
	if err := c.open(ctx); err != nil {
		return 0, err
	}
	tags, err := c.store.Tags()
	if err != nil {
		return 0, err
	}
	answers := []tagAnswer{}
	var b strings.Builder
	for _, t := range tags {
		answers = append(answers, tagAnswer(t))
		fmt.Fprintf(&b, "%6d  %s\n", t.Calls, t.Tag)
	}
	if len(tags) == 0 {
		b.WriteString("There are no tags yet. To give a call one: tamtamctl tag CALL TAG\n")
	}
	return exitDone, c.answer(answers, b.String())
}

// personal tells a search what the person made of calls.
func (c *command) personal() (func(core.CallID) review.Personal, error) {
	gists, _, err := c.store.Gists()
	return func(call core.CallID) review.Personal {
		g := gists[call]
		return review.Personal{Tags: g.Tags, Starred: g.Star, Noted: g.Notes > 0, Read: g.Read, Highlighted: g.Highlights > 0}
	}, err
}
