package directory

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"

	"tamtam/core"
	"tamtam/core/text"
)

const (
	opRead = "read the table"

	// mostBytes bounds a file, mostRows its rows, mostColumns its columns, mostCell a cell in bytes, mostLines the lines in it.
	mostBytes   = 200 << 20
	mostRows    = 500_000
	mostColumns = 500
	mostCell    = 32 << 10
	mostLines   = 200
)

// Table is a table as it stands in a file: its titles, and the rows below them that have anything in them.
type Table struct {
	Titles []string
	Rows   []Row
}

// Row is a row of a table.
type Row struct {
	Number int      // in the file, the titles being row 1
	Cells  []string // each a line of text: line breaks in a cell are spaces
}

// Read reads a file by the end of its name: .xlsx, of which it takes the first sheet, or CSV with commas, semicolons or tabs, in whatever encoding.
// progress, unless nil, is told now and then how many rows were read. core.Invalid with a sentence for what is neither, or too large; core.Canceled
// when ctx has ended meanwhile.
func Read(ctx context.Context, path string, progress func(rows int)) (Table, error) {
	f, err := os.Open(path)
	if err != nil {
		return Table{}, core.E(core.NotFound, opRead, errors.New("the file cannot be opened; check that it is there and yours to read"))
	}
	defer f.Close()
	info, err := f.Stat()
	switch {
	case err != nil || !info.Mode().IsRegular():
		return Table{}, core.Errorf(core.Invalid, opRead, "this is no file")
	case info.Size() > mostBytes:
		return Table{}, core.Errorf(core.Invalid, opRead, "the file has more than %d MB; divide it", mostBytes>>20)
	}
	var rows func(add func(cells []string) error) error
	if strings.EqualFold(filepath.Ext(path), ".xlsx") {
		rows = func(add func([]string) error) error { return readXLSX(ctx, f, info.Size(), add) }
	} else {
		rows = func(add func([]string) error) error { return readCSV(ctx, io.NewSectionReader(f, 0, info.Size()), add) }
	}
	return read(ctx, rows, progress)
}

func read(ctx context.Context, rows func(add func(cells []string) error) error, progress func(rows int)) (t Table, err error) {
	n := 0
	err = rows(func(cells []string) error {
		if n%every == 0 {
			if err := ctx.Err(); err != nil {
				return core.E(core.Canceled, opRead, err)
			}
			if progress != nil {
				progress(n)
			}
		}
		n++
		for i, cell := range cells {
			if len(cell) > mostCell || strings.Count(cell, "\n") > mostLines {
				return core.Errorf(core.Invalid, opRead, "a cell of row %d has more than %d kB or %d lines; a quotation mark may be missing at its end", n, mostCell>>10, mostLines)
			}
			cells[i] = text.CleanLine(cell)
		}
		for len(cells) > 0 && cells[len(cells)-1] == "" {
			cells = cells[:len(cells)-1]
		}
		switch {
		case len(cells) > mostColumns:
			return core.Errorf(core.Invalid, opRead, "row %d has more than %d columns", n, mostColumns)
		case len(cells) == 0:
		case t.Titles == nil:
			t.Titles = cells
		case len(t.Rows) == mostRows:
			return core.Errorf(core.Invalid, opRead, "the table has more than %d rows; divide it", mostRows)
		default:
			t.Rows = append(t.Rows, Row{n, cells})
		}
		return nil
	})
	if err == nil && t.Titles == nil {
		err = core.Errorf(core.Invalid, opRead, "the table is empty; its first row must hold the titles of the columns")
	}
	return t, err
}
