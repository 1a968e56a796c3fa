package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"tamtam/core"
	"tamtam/core/opened"
	"tamtam/core/store"
	"tamtam/ui/say"
)

// openAnswer is what opening files came to.
type openAnswer struct {
	// Name is what they are called together, for close and search; "" when nothing could be read.
	Name    string                `json:"name"`
	Records map[core.DataType]int `json:"records"`
	Files   []openedAnswer        `json:"files"`
}

type openedAnswer struct {
	Path      string          `json:"path"`
	Within    string          `json:"within,omitempty"`
	Generated time.Time       `json:"generated,omitzero"`
	Records   int             `json:"records"`
	Partly    int             `json:"partly"`
	Lost      int             `json:"lost"`
	Repairs   []opened.Repair `json:"repairs,omitempty"`
	Problems  []problemAnswer `json:"problems,omitempty"`
	Others    int             `json:"otherProblems,omitempty"`
	Error     string          `json:"error,omitempty"`
}

type problemAnswer struct {
	Line   int    `json:"line"`
	Kind   string `json:"kind,omitempty"`
	Reason string `json:"reason"`
	Whole  bool   `json:"whole"`
}

// openFiles opens exported files. It is done partly when something could not be read.
func openFiles(ctx context.Context, c *command) (int, error) {
	if err := c.open(ctx); err != nil {
		return 0, err
	}
	result, err := opened.Open(ctx, c.store, c.words, opened.Options{})
	if err != nil && len(result.Files) == 0 || core.Is(err, core.Canceled) {
		return 0, err
	}
	a := openAnswer{Records: result.Records, Files: []openedAnswer{}}
	exit := exitDone
	var b strings.Builder
	if err == nil {
		a.Name = result.Dataset.Name
		fmt.Fprintf(&b, "Opened as %q.\n", a.Name)
	}
	for _, f := range result.Files {
		one := openedAnswer{
			Path: f.Path, Within: f.Within, Generated: f.Generated, Records: f.Records, Partly: f.Partly, Lost: f.Lost, Repairs: f.Repairs, Others: f.Others,
		}
		words, why := say.OpenedFile(f)
		fmt.Fprintf(&b, "  %s\n", join(": ", f.Name, join(". ", words, why)))
		for _, p := range f.Problems {
			one.Problems = append(one.Problems, problemAnswer(p))
			fmt.Fprintf(&b, "    %s\n", say.OpenedProblem(p))
		}
		if f.Others > 0 {
			fmt.Fprintf(&b, "    and %d more like these.\n", f.Others)
		}
		if f.Err != nil {
			one.Error = why
		}
		if f.Err != nil || len(f.Problems) > 0 {
			exit = exitPartly
		}
		a.Files = append(a.Files, one)
	}
	if err != nil {
		fmt.Fprint(c.err, b.String())
		return 0, err
	}
	return exit, c.answer(a, b.String())
}

// openedLine is an opening in the list of them.
type openedLine struct {
	Name    string                `json:"name"`
	Opened  time.Time             `json:"opened"`
	Paths   []string              `json:"paths"`
	Records map[core.DataType]int `json:"records"`
}

func listOpened(ctx context.Context, c *command) (int, error) {
	if err := c.open(ctx); err != nil {
		return 0, err
	}
	all, err := c.store.Opened()
	if err != nil {
		return 0, err
	}
	lines, b := []openedLine{}, strings.Builder{}
	for _, d := range all {
		files, err := c.store.Files(d.ID)
		if err != nil {
			return 0, err
		}
		line := openedLine{Name: d.Name, Opened: d.Created, Paths: d.Opened, Records: map[core.DataType]int{}}
		var parts []string
		for _, f := range files {
			line.Records[f.Type] = f.Records
			parts = append(parts, fmt.Sprintf("%d %s", f.Records, f.Type))
		}
		lines = append(lines, line)
		fmt.Fprintf(&b, "%s  %s  %s\n", clock(d.Created), d.Name, strings.Join(parts, ", "))
	}
	if len(lines) == 0 {
		b.WriteString("No exported file is open.\n")
	}
	return exitDone, c.answer(lines, b.String())
}

func closeFiles(ctx context.Context, c *command) (int, error) {
	if err := c.open(ctx); err != nil {
		return 0, err
	}
	d, err := openedNamed(c.store, c.words[0])
	if err != nil {
		return 0, err
	}
	if err := c.store.DeleteDataset(d.ID); err != nil {
		return 0, err
	}
	return exitDone, c.answer(struct {
		Closed string `json:"closed"`
	}{d.Name}, fmt.Sprintf("Closed %q.\n", d.Name))
}

// openedNamed finds opened files by their name, upper and lower case alike.
func openedNamed(s *store.Store, name string) (store.Dataset, error) {
	all, err := s.Opened()
	if err != nil {
		return store.Dataset{}, err
	}
	for _, d := range all {
		if strings.EqualFold(d.Name, strings.TrimSpace(name)) {
			return d, nil
		}
	}
	return store.Dataset{}, core.Errorf(core.NotFound, "find the opened files", "no opened file is named %q", name)
}
