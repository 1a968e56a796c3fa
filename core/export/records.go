package export

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"iter"
	"slices"
	"strings"

	"github.com/parquet-go/parquet-go"

	"tamtam/core/redact"
	"tamtam/core/text"
)

// WriteRecords writes records of one kind as a table, one row for each, in their order, and returns how many it wrote: their id, then a
// column for each of the keys, which are those of their type; the items of a field stand below each other. What has another key comes in a last
// column. JSON Lines and Parquet have all fields under their keys, as lists of values. Turns are left out: Write has them. It keeps what
// Write promises; Done counts the records. core.Invalid for a document.
func WriteRecords(
	ctx context.Context, w io.Writer, f Format, keys []string, records iter.Seq2[text.Record, error], o Options,
) (n int, err error) {
	to, err := newRecordTable(w, f, keys, o)
	if err != nil {
		return 0, failed(err)
	}
	if held, ok := to.(interface{ drop() }); ok {
		defer held.drop()
	}
	err = each(ctx, records, (*redact.Redactor).Record, o, func(r text.Record) error {
		n++
		return to.write(r)
	})
	if err != nil {
		return n, err
	}
	return n, failed(to.close())
}

// recordTable writes records one after the other, as writer does with conversations.
type recordTable interface {
	write(r text.Record) error
	close() error
}

func newRecordTable(w io.Writer, f Format, keys []string, o Options) (recordTable, error) {
	switch f {
	case CSV:
		c, err := newCSV(w, columnsOf(keys)...)
		return recordsCSV{c, keys}, err
	case XLSX:
		return newRecordsXLSX(w, keys, o.title("Records"))
	case JSONLines:
		e := json.NewEncoder(w)
		e.SetEscapeHTML(false)
		return recordsJSON{e}, nil
	case Parquet:
		return &recordsParquet{w: parquet.NewGenericWriter[parquetRecord](w, parquetOptions...)}, nil
	}
	return nil, unknown(f)
}

// columnsOf are the headings of a table whose records have the keys.
func columnsOf(keys []string) []string { return slices.Concat([]string{"Id"}, keys, []string{"Other"}) }

// cellsOf are the cells below columnsOf.
func cellsOf(r text.Record, keys []string) []string {
	cells := make([]string, len(keys)+2)
	cells[0] = text.UnescapeID(r.ID)
	var others []string
	for _, f := range r.Fields {
		value := strings.Join(values(f), "\n")
		if at := slices.Index(keys, f.Key); at >= 0 {
			cells[at+1] = value
		} else {
			others = append(others, f.Key+": "+value)
		}
	}
	cells[len(keys)+1] = strings.Join(others, "\n")
	return cells
}

// values are a field's items, or its one value.
func values(f text.Field) []string {
	if f.Value != "" {
		return []string{f.Value}
	}
	return f.Items
}

type recordsCSV struct {
	sheet
	keys []string
}

func (c recordsCSV) write(r text.Record) error { return c.line(cellsOf(r, c.keys)...) }

// recordsXLSX is a workbook of one sheet.
type recordsXLSX struct {
	*book
	rows *lines
	keys []string
}

func newRecordsXLSX(w io.Writer, keys []string, title string) (*recordsXLSX, error) {
	b, err := newBook(w, title)
	if err != nil {
		return nil, err
	}
	rows, err := b.begin("Records", columnsOf(keys), func(int) float64 { return 24 })
	if err != nil {
		b.drop()
		return nil, err
	}
	return &recordsXLSX{b, rows, keys}, nil
}

func (b *recordsXLSX) write(r text.Record) error {
	if b.rows.rows == b.mostRows {
		return errSheetFull
	}
	var cells []any
	for _, cell := range cellsOf(r, b.keys) {
		cells = append(cells, fit(cell))
	}
	return b.rows.add(cells...)
}

func (b *recordsXLSX) close() error { return b.finish(b.rows) }

type recordsJSON struct{ e *json.Encoder }

// jsonFields is an object whose keys stand in the order of the record.
type jsonFields []text.Field

// MarshalJSON writes a list of values for each key.
func (fields jsonFields) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	for n, f := range fields {
		b.WriteByte("{,"[min(n, 1)])
		if err := e.Encode(f.Key); err != nil {
			return nil, err
		}
		b.WriteByte(':')
		if err := e.Encode(values(f)); err != nil {
			return nil, err
		}
	}
	if len(fields) == 0 {
		b.WriteByte('{')
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

func (j recordsJSON) write(r text.Record) error {
	return j.e.Encode(struct {
		Kind   string     `json:"kind"`
		ID     string     `json:"id"`
		Fields jsonFields `json:"fields"`
	}{r.Kind, text.UnescapeID(r.ID), r.Fields})
}

func (recordsJSON) close() error { return nil }

type parquetRecord struct {
	Kind   string         `parquet:"kind"`
	ID     string         `parquet:"id"`
	Fields []parquetField `parquet:"fields,list"`
}

type parquetField struct {
	Key    string   `parquet:"key"`
	Values []string `parquet:"values,list"`
}

type recordsParquet struct {
	w     *parquet.GenericWriter[parquetRecord]
	group int
}

func (p *recordsParquet) write(r text.Record) error {
	row := parquetRecord{Kind: r.Kind, ID: text.UnescapeID(r.ID)}
	for _, f := range r.Fields {
		row.Fields = append(row.Fields, parquetField{f.Key, values(f)})
	}
	if _, err := p.w.Write([]parquetRecord{row}); err != nil {
		return err
	}
	if p.group++; p.group%groupRows > 0 {
		return nil
	}
	return p.w.Flush()
}

func (p *recordsParquet) close() error { return p.w.Close() }
