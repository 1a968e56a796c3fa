package export

import (
	"bytes"
	"io"
	"strings"

	"tamtam/core"
	"tamtam/core/redact"
	"tamtam/core/text"
)

// redacted are the items without what r takes out, in their names, too. Those that are no text are left out: nobody can look into them.
func redacted(items []Item, r *redact.Redactor) []Item {
	if r == nil {
		return items
	}
	var kept []Item
	taken := map[string]bool{}
	for _, i := range items {
		switch i.form {
		case ofRecords:
			i.through = func(w io.Writer) io.WriteCloser { return &chunks{to: w, cut: cutRecord, change: recordsBy(r)} }
		case ofText:
			i.through = func(w io.Writer) io.WriteCloser { return &chunks{to: w, cut: cutLines, change: linesBy(r)} }
		default:
			continue
		}
		i.Name = unique(r.String(i.Name), taken)
		kept = append(kept, i)
	}
	return kept
}

// chunks changes a text that is written through, a chunk at a time.
type chunks struct {
	to     io.Writer
	cut    func(p []byte) int // the length of the first chunk of p, 0 when more is needed to tell
	change func(chunk string) ([]byte, error)
	rest   []byte
}

func (c *chunks) Write(p []byte) (int, error) {
	c.rest = append(c.rest, p...)
	at := 0
	for n := c.cut(c.rest); n > 0; n = c.cut(c.rest[at:]) {
		if err := c.put(c.rest[at : at+n]); err != nil {
			return 0, err
		}
		at += n
	}
	c.rest = c.rest[:copy(c.rest, c.rest[at:])]
	return len(p), nil
}

func (c *chunks) put(chunk []byte) error {
	changed, err := c.change(string(chunk))
	if err != nil {
		return err
	}
	_, err = c.to.Write(changed)
	return err
}

// Close writes what is left. It does not close the writer below.
func (c *chunks) Close() error {
	if len(c.rest) == 0 {
		return nil
	}
	return c.put(c.rest)
}

// cutRecord cuts off the header, or a record with the empty line before it: nothing but a record begins behind an empty line with the mark.
func cutRecord(p []byte) int { return bytes.Index(p, []byte("\n\n=== ")) + 1 }

// mostLines is how long the lines may be, in bytes, that are redacted together.
const mostLines = 64 << 10

// cutLines cuts off the lines up to an empty one: a name may go on in the next line.
func cutLines(p []byte) int {
	if end := bytes.Index(p, []byte("\n\n")); end >= 0 && end < mostLines {
		return end + 1
	}
	if len(p) < mostLines {
		return 0
	}
	if end := bytes.LastIndexByte(p[:mostLines], '\n'); end >= 0 {
		return end + 1
	}
	return bytes.IndexByte(p, '\n') + 1
}

func recordsBy(r *redact.Redactor) func(string) ([]byte, error) {
	return func(chunk string) ([]byte, error) {
		body, isRecord := strings.CutPrefix(chunk, "\n")
		if !isRecord {
			return headerBy(r, chunk)
		}
		record, err := text.Parse(body)
		if err != nil {
			return nil, core.E(core.Broken, "redact the file", err)
		}
		return text.Append([]byte("\n"), r.Record(record)), nil
	}
}

func headerBy(r *redact.Redactor, chunk string) ([]byte, error) {
	h, err := text.NewReader(strings.NewReader(chunk)).Header()
	if err != nil {
		return nil, core.E(core.Broken, "redact the file", err)
	}
	for i := range h.Facts {
		h.Facts[i].Value = r.String(h.Facts[i].Value)
	}
	return text.AppendHeader(nil, h), nil
}

func linesBy(r *redact.Redactor) func(string) ([]byte, error) {
	return func(lines string) ([]byte, error) { return []byte(r.String(lines)), nil }
}
