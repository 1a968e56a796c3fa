package main

import (
	"context"
	"fmt"

	"tamtam/core"
	"tamtam/core/mirror"
	"tamtam/core/store"
)

// mirrorAnswer is what was done in a dataset's mirror folder.
type mirrorAnswer struct {
	Folder  string   `json:"folder"`
	Written []string `json:"written"`
	Removed []string `json:"removed"`
	Left    []string `json:"left,omitempty"`  // not needed any more, but changed by others
	Error   string   `json:"error,omitempty"` // what is in the way
}

// mirrored brings the dataset's mirror up to date and says what is in the way. ok is false when something was; there is no answer for a
// dataset that has no mirror and never had one.
func (c *command) mirrored(ctx context.Context, id core.DatasetID) (answer *mirrorAnswer, ok bool) {
	result, err := mirror.New(c.store).Write(ctx, id)
	if err == nil && result.Folder == "" && len(result.Removed)+len(result.Left) == 0 {
		return nil, true
	}
	answer = &mirrorAnswer{Folder: result.Folder, Written: append([]string{}, result.Written...), Removed: append([]string{}, result.Removed...), Left: result.Left}
	for _, path := range result.Left {
		fmt.Fprintf(c.err, "%s is not mirrored any more, but stays, since somebody has changed it\n", path)
	}
	if err != nil {
		answer.Error = c.complain(err, "the mirror is not up to date").Body()
	}
	return answer, err == nil
}

// text is the answer for people, "" without one.
func (m *mirrorAnswer) text() string {
	if m == nil {
		return ""
	}
	return join("; ", fmt.Sprintf("mirrored in %s: %d written, %d removed", m.Folder, len(m.Written), len(m.Removed)), m.Error) + "\n"
}

// prepareMirror makes the folder that was chosen as d's mirror.
func (c *command) prepareMirror(d *store.Dataset) (err error) {
	if c.has("mirror") && d.Mirror != "" {
		d.Mirror, err = mirror.Prepare(d.Mirror)
	}
	return err
}
