package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"tamtam/core"
	"tamtam/core/store"
)

type fileAnswer struct {
	Type      core.DataType `json:"type"`
	Name      string        `json:"name"`
	Records   int           `json:"records"`
	Bytes     int64         `json:"bytes"`
	Generated time.Time     `json:"generated"`
}

type datasetAnswer struct {
	ID             core.DatasetID  `json:"id"`
	Name           string          `json:"name"`
	Types          []core.DataType `json:"types"`
	Period         string          `json:"period"`
	Limit          int             `json:"limit"`
	IncludePrivate bool            `json:"includePrivate"`
	KeepDeleted    bool            `json:"keepDeleted"`
	Sync           syncPlan        `json:"sync"`
	Mirror         string          `json:"mirror"`     // the folder; "" for none
	Connection     string          `json:"connection"` // its name; "" when it is gone
	Files          []fileAnswer    `json:"files"`
	Sources        []sourceAnswer  `json:"sources,omitempty"`
}

func createDataset(ctx context.Context, c *command) (int, error) {
	d := store.Dataset{Name: c.words[0], Types: core.DataTypes(), Period: core.Last(defaultPeriod), Limit: defaultLimit}
	if err := c.choose(&d); err != nil {
		return 0, err
	}
	if err := c.open(ctx); err != nil {
		return 0, err
	}
	connection, ok, err := c.chosen()
	switch {
	case err != nil:
		return 0, err
	case !ok && c.has("connection"):
		return 0, errUnconnected()
	}
	d.Connection = connection.ID
	if err := c.prepareMirror(&d); err != nil {
		return 0, err
	}
	if d, err = c.store.CreateDataset(d); err != nil {
		return 0, err
	}
	if len(d.Types) == 0 {
		return exitDone, c.answer(describe(d, connection.Name, nil), fmt.Sprintf("Dataset %q is ready. Attach files with: tamtamctl attach %s PATH\n", d.Name, quoted(d.Name)))
	}
	return exitDone, c.answer(describe(d, connection.Name, nil), fmt.Sprintf("Dataset %q is ready. Import it with: tamtamctl import %s\n", d.Name, quoted(d.Name)))
}

// quoted writes a name as a shell needs it.
func quoted(name string) string {
	if !strings.ContainsFunc(name, func(r rune) bool { return !strings.ContainsRune("-_.", r) && !isWord(r) }) && !strings.HasPrefix(name, "-") {
		return name
	}
	return "'" + strings.ReplaceAll(name, "'", `'\''`) + "'"
}

func isWord(r rune) bool { return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' }

func describe(d store.Dataset, connection string, files []store.File) datasetAnswer {
	answer := datasetAnswer{
		ID: d.ID, Name: d.Name, Types: append([]core.DataType{}, d.Types...), Period: d.Period.String(), Limit: d.Limit, IncludePrivate: d.IncludePrivate,
		KeepDeleted: d.KeepDeleted, Sync: planOf(d), Mirror: d.Mirror, Connection: connection, Files: []fileAnswer{},
	}
	for _, f := range files {
		answer.Files = append(answer.Files, fileAnswer{f.Type, f.Name(), f.Records, f.Bytes, f.Generated})
	}
	return answer
}

func listDatasets(ctx context.Context, c *command) (int, error) {
	if err := c.open(ctx); err != nil {
		return 0, err
	}
	all, err := c.store.Datasets()
	if err != nil {
		return 0, err
	}
	connections, err := c.connections.List()
	if err != nil {
		return 0, err
	}
	answers := []datasetAnswer{}
	var b strings.Builder
	for _, d := range all {
		files, err := c.store.Files(d.ID)
		if err != nil {
			return 0, err
		}
		account, err := c.account(connections, d)
		if err != nil {
			return 0, err
		}
		answer := describe(d, account, files)
		if answer.Sync.Next, err = c.next(d); err != nil {
			return 0, err
		}
		answers = append(answers, answer)
		records, size := 0, int64(0)
		for _, f := range files {
			records, size = records+f.Records, size+f.Bytes
		}
		fmt.Fprintf(&b, "%q  %d of %d types imported, %d records, %d bytes\n", d.Name, len(files), len(d.Types), records, size)
	}
	if len(all) == 0 {
		b.WriteString("There are no datasets yet. Make one with: tamtamctl dataset create NAME\n")
	}
	return exitDone, c.answer(answers, b.String())
}

func showDataset(ctx context.Context, c *command) (int, error) {
	d, err := c.dataset(ctx)
	if err != nil {
		return 0, err
	}
	answer, text, err := c.shown(d.ID)
	if err != nil {
		return 0, err
	}
	return exitDone, c.answer(answer, text)
}

// shown describes a dataset and its files as they stand in the database.
func (c *command) shown(id core.DatasetID) (answer datasetAnswer, text string, err error) {
	d, err := c.store.Dataset(id)
	if err != nil {
		return answer, "", err
	}
	files, err := c.store.Files(d.ID)
	if err != nil {
		return answer, "", err
	}
	connections, err := c.connections.List()
	if err != nil {
		return answer, "", err
	}
	account, err := c.account(connections, d)
	if err != nil {
		return answer, "", err
	}
	answer = describe(d, account, files)
	if answer.Sync.Next, err = c.next(d); err != nil {
		return answer, "", err
	}
	var attached string
	if answer.Sources, attached, err = c.attached(d.ID); err != nil {
		return answer, "", err
	}
	var b strings.Builder
	limit := "no limit"
	if d.Limit > 0 {
		limit = fmt.Sprintf("limit %d", d.Limit)
	}
	if account == "" {
		account = "no connection"
	}
	if len(d.Types) == 0 {
		fmt.Fprintf(&b, "%q: files of this computer only\n", d.Name)
	} else {
		fmt.Fprintf(&b, "%q: %d types, period %s, %s, %s\n", d.Name, len(d.Types), answer.Period, limit, account)
		fmt.Fprintf(&b, "  sync %s\n", answer.Sync.text(len(d.Types)))
	}
	if d.KeepDeleted {
		b.WriteString("  what Gong deletes is kept, and marked\n")
	}
	if d.Mirror != "" {
		fmt.Fprintf(&b, "  mirrored in %s\n", d.Mirror)
	}
	for _, f := range answer.Files {
		fmt.Fprintf(&b, "  %-48s %8d records %12d bytes  %s\n", f.Name, f.Records, f.Bytes, clock(f.Generated))
	}
	if len(files) == 0 && len(d.Types) > 0 {
		b.WriteString("  nothing imported yet\n")
	}
	b.WriteString(attached)
	return answer, b.String(), nil
}

func deleteDataset(ctx context.Context, c *command) (int, error) {
	d, err := c.dataset(ctx)
	if err != nil {
		return 0, err
	}
	if err := c.store.DeleteDataset(d.ID); err != nil {
		return 0, err
	}
	text := fmt.Sprintf("Deleted %q with all its files.\n", d.Name)
	if d.Mirror != "" {
		text += fmt.Sprintf("Those in %s stay.\n", d.Mirror)
	}
	return exitDone, c.answer(map[string]any{"deleted": d.Name}, text)
}
