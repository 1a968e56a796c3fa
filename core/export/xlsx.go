package export

import (
	"archive/zip"
	"fmt"
	"io"
	"time"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
)

// What a sheet of Excel holds at most ("Excel specifications and limits").
const (
	mostRows  = 1_048_576
	mostUnits = 32_767 // of UTF-16 in a cell
)

// book is a workbook under way. Texts in it are texts, whatever they begin with; times are real ones, in UTC. It needs no memory for the rows:
// the library keeps them in the system's folder for temporary files, in files of the user's own, until drop.
type book struct {
	file     *excelize.File
	mostRows int
	instant  int // the style of times
	heading  int // and of the first row
}

// lines is a sheet under way.
type lines struct {
	w    *excelize.StreamWriter
	rows int
}

func newBook(w io.Writer, title string) (b *book, err error) {
	b = &book{file: excelize.NewFile(), mostRows: mostRows}
	defer func() {
		if err != nil {
			b.drop()
		}
	}()
	b.file.SetZipWriter(func(io.Writer) excelize.ZipWriter { return zip.NewWriter(w) }) // not into a buffer that holds all of it
	layout := "yyyy-mm-dd hh:mm:ss"
	if b.instant, err = b.file.NewStyle(&excelize.Style{CustomNumFmt: &layout}); err != nil {
		return nil, err
	}
	if b.heading, err = b.file.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}}); err != nil {
		return nil, err
	}
	return b, b.file.SetDocProps(&excelize.DocProperties{Title: title, Creator: "Tamtam", LastModifiedBy: "Tamtam"})
}

// begin adds a sheet, with a first row that stays in sight. The first sheet takes the place of the one that a new workbook has.
func (b *book) begin(name string, titles []string, width func(column int) float64) (*lines, error) {
	var err error
	if b.file.GetSheetName(0) == firstSheet {
		err = b.file.SetSheetName(firstSheet, name)
	} else {
		_, err = b.file.NewSheet(name)
	}
	if err != nil {
		return nil, err
	}
	w, err := b.file.NewStreamWriter(name)
	if err != nil {
		return nil, err
	}
	for n := range titles {
		if err := w.SetColWidth(n+1, n+1, width(n)); err != nil {
			return nil, err
		}
	}
	if err := w.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return nil, err
	}
	l := &lines{w: w}
	cells := make([]any, len(titles))
	for n, title := range titles {
		cells[n] = excelize.Cell{StyleID: b.heading, Value: title}
	}
	return l, l.add(cells...)
}

// firstSheet is what the library calls the sheet of a new workbook.
const firstSheet = "Sheet1"

func (l *lines) add(cells ...any) error {
	l.rows++
	return l.w.SetRow(fmt.Sprintf("A%d", l.rows), cells)
}

// moment is a cell with an instant, empty for none.
func (b *book) moment(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return excelize.Cell{StyleID: b.instant, Value: t.UTC()}
}

// fit is what a cell holds of a text: one that is too long ends with an ellipsis.
func fit(s string) string {
	if first, more := cut(s); more != "" {
		_, size := utf8.DecodeLastRuneInString(first)
		return first[:len(first)-size] + "…"
	}
	return s
}

// cut returns what a cell holds of a text, and the rest.
func cut(s string) (first, rest string) {
	if len(s) <= mostUnits {
		return s, ""
	}
	units := 0
	for at, r := range s {
		if units += max(utf16.RuneLen(r), 1); units > mostUnits {
			return s[:at], s[at:]
		}
	}
	return s, ""
}

// finish writes the workbook with the sheets that are under way.
func (b *book) finish(all ...*lines) error {
	for _, l := range all {
		if err := l.w.Flush(); err != nil {
			return err
		}
	}
	_, err := b.file.WriteToBuffer() // through the writer that was set: the buffer stays empty
	return err
}

// drop removes the temporary files.
func (b *book) drop() { _ = b.file.Close() } // what cannot be removed is the system's to clean up
