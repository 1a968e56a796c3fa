package main

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"time"

	"tamtam/core"
	"tamtam/core/attach"
	"tamtam/core/store"
	"tamtam/ui/say"
)

// sourceAnswer is a file or a folder that was attached.
type sourceAnswer struct {
	Path    string           `json:"path"`
	Folder  bool             `json:"folder"`
	Offline time.Time        `json:"offline,omitzero"` // since when it is not there
	Trouble store.Trouble    `json:"trouble,omitempty"`
	Files   []attachedAnswer `json:"files"`
}

// attachedAnswer is a file of a source.
type attachedAnswer struct {
	Name     string        `json:"name"`
	Path     string        `json:"path"`
	Format   string        `json:"format"` // "" for one that is kept as it is
	Text     bool          `json:"text"`   // there is a text of it
	Bytes    int64         `json:"bytes"`  // of what is kept
	Size     int64         `json:"size"`   // of the file on the disk
	Modified time.Time     `json:"modified"`
	Changed  time.Time     `json:"changed,omitzero"`
	Vanished time.Time     `json:"vanished,omitzero"`
	Trouble  store.Trouble `json:"trouble,omitempty"`
}

// attached lists a dataset's sources with their files, also for people.
func (c *command) attached(id core.DatasetID) (answers []sourceAnswer, text string, err error) {
	sources, err := c.store.Sources(id)
	if err != nil {
		return nil, "", err
	}
	files, err := c.store.AttachedFiles(id)
	if err != nil {
		return nil, "", err
	}
	var b strings.Builder
	for _, s := range sources {
		answer := sourceAnswer{Path: s.Path, Folder: s.Folder, Offline: s.Offline, Trouble: s.Trouble, Files: []attachedAnswer{}}
		state, _ := say.Source(s)
		fmt.Fprintf(&b, "  %s\n", join(": ", s.Path, state))
		for _, a := range files {
			if a.Source != s.ID {
				continue
			}
			answer.Files = append(answer.Files, attachedAnswer{
				a.Name, a.Path, a.Format, a.Form == store.AsText, a.Bytes, a.Size, a.Modified, a.Changed, a.Vanished, a.Trouble,
			})
			state, _ := say.Attached(a)
			if !a.Vanished.IsZero() {
				state = join("; ", "vanished "+clock(a.Vanished), state)
			}
			fmt.Fprintf(&b, "    %-46s %8d lines   %12d bytes  %s  %s\n", a.Name, a.Lines, a.Bytes, clock(a.Modified), state)
		}
		answers = append(answers, answer)
	}
	return answers, b.String(), nil
}

// refreshAnswer is what was found when the sources of a dataset were compared with the disk.
type refreshAnswer struct {
	Added    int `json:"added"`
	Changed  int `json:"changed"`
	Renamed  int `json:"renamed"`
	Vanished int `json:"vanished"`
	Returned int `json:"returned"`
	Same     int `json:"same"`
	Troubled int `json:"troubled"`
	Writing  int `json:"writing"`
	Offline  int `json:"offline"`
}

// attachAnswer is what attach did.
type attachAnswer struct {
	*refreshAnswer
	Mirror *mirrorAnswer `json:"mirror,omitempty"`
}

// detachAnswer is what detach did.
type detachAnswer struct {
	Removed int           `json:"removed"`
	Mirror  *mirrorAnswer `json:"mirror,omitempty"`
}

// refreshAttached compares the sources of a dataset with the disk, and says what it found, also for people: nil and nothing for a dataset
// without sources.
func (c *command) refreshAttached(ctx context.Context, id core.DatasetID) (answer *refreshAnswer, text string, err error) {
	sources, err := c.store.Sources(id)
	if err != nil || len(sources) == 0 {
		return nil, "", err
	}
	r, err := attach.New(c.store, attach.Options{}).Refresh(ctx, id) // not closed: the program ends
	if err != nil {
		return nil, "", err
	}
	answer = &refreshAnswer{r.Added, r.Changed, r.Renamed, r.Vanished, r.Returned, r.Same, r.Troubled, r.Writing, r.Offline}
	var parts []string
	for _, part := range []struct {
		n    int
		says string
	}{
		{r.Added, "added"},
		{r.Changed, "changed"},
		{r.Renamed, "renamed"},
		{r.Vanished, "vanished"},
		{r.Returned, "there again"},
		{r.Same, "as they were"},
		{r.Troubled, "without text that should have one"},
		{r.Writing, "still being written: try again later"},
	} {
		if part.n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", part.n, part.says))
		}
	}
	text = "Attached files: " + cmp.Or(strings.Join(parts, ", "), "none") + "\n"
	if r.Offline > 0 {
		text += fmt.Sprintf("%d of %d sources are not there; what was read from them before is kept\n", r.Offline, len(sources))
	}
	return answer, text, nil
}

func attachFiles(ctx context.Context, c *command) (int, error) {
	d, err := c.dataset(ctx)
	if err != nil {
		return 0, err
	}
	if _, err := attach.New(c.store, attach.Options{}).Add(d.ID, c.words[1:]...); err != nil {
		return 0, err
	}
	answer, text, err := c.refreshAttached(ctx, d.ID)
	if err != nil {
		return 0, err
	}
	mirror, ok := c.mirrored(ctx, d.ID)
	return mirroredExit(ok), c.answer(attachAnswer{answer, mirror}, text)
}

// mirroredExit is the exit code of what was done for a dataset whose mirror is up to date, or is not.
func mirroredExit(ok bool) int {
	if !ok {
		return exitPartly
	}
	return exitDone
}

func detachFiles(ctx context.Context, c *command) (int, error) {
	d, err := c.dataset(ctx)
	if err != nil {
		return 0, err
	}
	removed := 0
	for _, word := range c.words[1:] {
		path, err := filepath.Abs(word)
		if err != nil {
			return 0, core.E(core.Invalid, "detach", err)
		}
		n, err := c.detach(d.ID, path)
		if err != nil {
			c.mirrored(ctx, d.ID)
			return partly(removed), err
		}
		removed += n
	}
	mirror, ok := c.mirrored(ctx, d.ID)
	return mirroredExit(ok), c.answer(detachAnswer{removed, mirror}, fmt.Sprintf("Removed %d from %q; the files themselves stay.\n", removed, d.Name))
}

// detach removes the source of the path, else the file.
func (c *command) detach(id core.DatasetID, path string) (int, error) {
	sources, err := c.store.Sources(id)
	if err != nil {
		return 0, err
	}
	for _, s := range sources {
		if s.Path == path {
			return 1, c.store.RemoveSource(id, s.ID)
		}
	}
	files, err := c.store.AttachedFiles(id)
	if err != nil {
		return 0, err
	}
	for _, a := range files {
		if a.Path == path {
			return 1, c.store.RemoveAttached(id, a.ID)
		}
	}
	return 0, core.Errorf(core.Invalid, "detach", "this path is not attached; dataset show lists those that are")
}

// catAttached writes the attached file that the second word names: by its name as listed, else by its path.
func (c *command) catAttached(ctx context.Context, d store.Dataset) (int, error) {
	word := c.words[1]
	path, _ := filepath.Abs(word)
	files, err := c.store.AttachedFiles(d.ID)
	if err != nil {
		return 0, err
	}
	for _, a := range files {
		if a.Name != word && a.Path != path {
			continue
		}
		if a.Form == store.NotKept || c.json && a.Form != store.AsText {
			_, why := say.Attached(a)
			return 0, core.Errorf(core.Invalid, "cat", "there is no text of the file. %s", why)
		}
		name, err := json.Marshal(a.Name)
		if err != nil {
			return 0, err
		}
		return c.writeText(`"name":`+string(name), func(w io.Writer) error { return c.store.WriteAttached(ctx, w, d.ID, a.ID) })
	}
	return 0, usagef("%q is neither a data type nor an attached file of the dataset", word)
}
