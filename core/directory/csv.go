package directory

import (
	"bufio"
	"context"
	"encoding/csv"
	"errors"
	"io"
	"strings"

	"tamtam/core"
	"tamtam/core/charset"
)

// mostRow is more than any row may have: behind it, a quotation mark is taken to be missing.
const mostRow = mostColumns * mostCell

func readCSV(ctx context.Context, file *io.SectionReader, add func([]string) error) error {
	decoded, err := charset.Decode(file)
	if err != nil {
		return core.Errorf(core.Invalid, opRead, "this is neither a table in text (CSV) nor an .xlsx file")
	}
	rows := &rowReader{ctx: ctx, of: decoded}
	b := bufio.NewReaderSize(rows, 64<<10)
	if head, _ := b.Peek(len(charset.Mark)); string(head) == string(charset.Mark) {
		_, _ = b.Discard(len(charset.Mark))
	}
	head, _ := b.Peek(32 << 10)
	r := csv.NewReader(b)
	r.Comma, r.FieldsPerRecord, r.LazyQuotes = separator(string(head)), -1, true
	r.TrimLeadingSpace = r.Comma != '\t' // it would take tabs that stand for empty cells
	for {
		cells, err := r.Read()
		var known *core.Error
		switch {
		case err == io.EOF:
			return nil
		case errors.As(err, &known):
			return err
		case err != nil:
			return core.Errorf(core.Invalid, opRead, "the file cannot be read as CSV behind row %d", rows.row)
		}
		rows.row, rows.read = rows.row+1, 0
		if err := add(cells); err != nil {
			return err
		}
	}
}

// rowReader reads until ctx ends, and no more for one row than a row may have: the parser holds all of it.
type rowReader struct {
	ctx       context.Context // of one call of readCSV
	of        io.Reader
	row, read int // how many rows were read, and bytes since
}

func (r *rowReader) Read(p []byte) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, core.E(core.Canceled, opRead, err)
	}
	if r.read > mostRow {
		return 0, core.Errorf(core.Invalid, opRead, "row %d does not end; a quotation mark may be missing in it", r.row+1)
	}
	n, err := r.of.Read(p)
	r.read += n
	return n, err
}

// separator is what divides the titles: the candidate that the first line has most of.
func separator(head string) rune {
	line, _, _ := strings.Cut(head, "\n")
	best, most := ',', 0
	for _, c := range []rune{',', ';', '\t'} {
		if n := strings.Count(line, string(c)); n > most {
			best, most = c, n
		}
	}
	return best
}
