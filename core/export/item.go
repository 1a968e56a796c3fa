package export

import (
	"context"
	"fmt"
	"io"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"

	"tamtam/core"
	"tamtam/core/store"
)

// Source is where the files come from; store.Store is one.
type Source interface {
	Files(id core.DatasetID) ([]store.File, error)
	WriteFile(ctx context.Context, w io.Writer, id core.DatasetID, t core.DataType) error
	AttachedFiles(id core.DatasetID) ([]store.Attached, error)
	WriteAttached(ctx context.Context, w io.Writer, id core.DatasetID, file core.AttachedID) error
}

// Item is a file as it is written elsewhere.
type Item struct {
	// Name is safe as a file's on every system, and no other item has it, whatever the case of its letters.
	Name     string
	Bytes    int64
	Modified time.Time
	// Content names the content among those that the file has had: another content has another one.
	Content string
	// Write writes the whole content.
	Write func(ctx context.Context, w io.Writer) error

	form    form
	through func(w io.Writer) io.WriteCloser // changes what is written; nil changes nothing
}

// form is what an item's content is.
type form int

const (
	ofBytes form = iota
	ofText
	ofRecords
)

// Items are a dataset's files: of the types, or, when they are nil, of all that were imported, and then the attached files of which there is
// a content. What is text has a name that ends with .txt.
func Items(from Source, id core.DatasetID, types []core.DataType) ([]Item, error) {
	files, err := from.Files(id)
	if err != nil {
		return nil, err
	}
	var items []Item
	for _, f := range files {
		if types == nil || slices.Contains(types, f.Type) {
			items = append(items, Item{
				Name: f.Name(), Bytes: f.Bytes, Modified: f.Generated, Content: strconv.FormatUint(f.Rev, 10), form: ofRecords,
				Write: func(ctx context.Context, w io.Writer) error { return from.WriteFile(ctx, w, id, f.Type) },
			})
		}
	}
	if types != nil {
		return items, nil
	}
	attached, err := from.AttachedFiles(id)
	if err != nil {
		return nil, err
	}
	taken := map[string]bool{}
	for _, item := range items {
		taken[strings.ToLower(item.Name)] = true
	}
	for _, a := range attached {
		if a.Form != store.NotKept {
			item := Item{
				Name: unique(a.TextName(), taken), Bytes: a.Bytes, Modified: a.Modified, Content: a.Body,
				Write: func(ctx context.Context, w io.Writer) error { return from.WriteAttached(ctx, w, id, a.ID) },
			}
			if a.Form == store.AsText {
				item.form = ofText
			}
			items = append(items, item)
		}
	}
	return items, nil
}

// mostEnding is how long the end of a name may be to be kept: longer ones are no kinds of files.
const mostEnding = 12

// unique makes a safe name of a path with slashes, one that is not taken, and takes it.
func unique(name string, taken map[string]bool) string {
	end := path.Ext(name)
	if len(end) > mostEnding || end != "."+SafeName(strings.TrimPrefix(end, ".")) {
		end = ""
	}
	stem := SafeName(strings.TrimSuffix(name, end))
	unique := stem + end
	for n := 2; taken[strings.ToLower(unique)]; n++ {
		unique = fmt.Sprintf("%s (%d)%s", stem, n, end)
	}
	taken[strings.ToLower(unique)] = true
	return unique
}
