package export

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"tamtam/core/text"
)

// What a sheet of Excel holds at most ("Excel specifications and limits").
const (
	mostRows  = 1_048_576
	mostUnits = 32_767 // of UTF-16 in a cell
)

// book is the table of turns as a workbook: a sheet of turns, and further ones where one does not hold them, and a sheet of calls. Texts are
// texts, whatever they begin with; times are real ones, in UTC. What a cell does not hold goes on in the next row. It needs no memory for
// the rows: the library keeps them in the system's folder for temporary files, in files of the user's own, until drop.
type book struct {
	to       io.Writer
	file     *excelize.File
	turns    *lines
	calls    *lines
	sheets   int // of turns
	mostRows int
	instant  int // the style of times
	heading  int // and of the first row
}

// lines is a sheet under way.
type lines struct {
	w    *excelize.StreamWriter
	rows int
}

var (
	turnTitles = []any{"Call id", "Title", "Started (UTC)", "Duration (s)", "Link", "Turn", "At (s)", "At", "Speaker", "Side", "Topic", "Text"}
	turnWidths = []float64{22, 40, 19, 12, 20, 7, 8, 10, 24, 10, 18, 100}
	callTitles = []any{"Call id", "Title", "Started (UTC)", "Duration (s)", "Link", "Turns"}
	callWidths = []float64{22, 60, 19, 12, 60, 8}
)

func newTurnsXLSX(w io.Writer, title string) (b *book, err error) {
	b = &book{to: w, file: excelize.NewFile(), mostRows: mostRows}
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
	if err := b.file.SetDocProps(&excelize.DocProperties{Title: title, Creator: "Tamtam", LastModifiedBy: "Tamtam"}); err != nil {
		return nil, err
	}
	if err := b.file.SetSheetName("Sheet1", "Turns"); err != nil {
		return nil, err
	}
	if _, err := b.file.NewSheet("Calls"); err != nil {
		return nil, err
	}
	if b.calls, err = b.begin("Calls", callTitles, callWidths); err != nil {
		return nil, err
	}
	b.sheets = 1
	b.turns, err = b.begin("Turns", turnTitles, turnWidths)
	return b, err
}

// begin begins a sheet that exists, with a first row that stays in sight.
func (b *book) begin(name string, titles []any, widths []float64) (*lines, error) {
	w, err := b.file.NewStreamWriter(name)
	if err != nil {
		return nil, err
	}
	for n, width := range widths {
		if err := w.SetColWidth(n+1, n+1, width); err != nil {
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

func (l *lines) add(cells ...any) error {
	l.rows++
	return l.w.SetRow(fmt.Sprintf("A%d", l.rows), cells)
}

func (b *book) write(c Conversation) error {
	h := c.head()
	if b.calls.rows == b.mostRows {
		return errors.New("a workbook holds no more calls")
	}
	if err := b.calls.add(fit(h.id), fit(h.title), b.time(h), seconds(h.duration), fit(h.url), len(c.turns())); err != nil {
		return err
	}
	for r := range c.rows() {
		if r.turn == 0 {
			return nil // it is among the calls
		}
		for rest := r.said; ; {
			said, more := cut(rest)
			if err := b.turn(r, said); err != nil {
				return err
			}
			if rest = more; rest == "" {
				break
			}
		}
	}
	return nil
}

func (b *book) turn(r row, said string) (err error) {
	if b.turns.rows == b.mostRows {
		if err := b.turns.w.Flush(); err != nil {
			return err
		}
		b.sheets++
		name := fmt.Sprintf("Turns %d", b.sheets)
		if _, err := b.file.NewSheet(name); err != nil {
			return err
		}
		if b.turns, err = b.begin(name, turnTitles, turnWidths); err != nil {
			return err
		}
	}
	return b.turns.add(fit(r.id), fit(r.title), b.time(r.head), seconds(r.duration), fit(r.url), r.turn, seconds(r.at), text.Offset(r.at),
		fit(r.speaker), fit(r.side), fit(r.topic), said)
}

func (b *book) time(h head) any {
	if h.started.IsZero() {
		return nil
	}
	return excelize.Cell{StyleID: b.instant, Value: h.started}
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

func (b *book) close() error {
	for _, l := range []*lines{b.turns, b.calls} {
		if err := l.w.Flush(); err != nil {
			return err
		}
	}
	_, err := b.file.WriteToBuffer() // through the writer that was set: the buffer stays empty
	return err
}

// drop removes the temporary files.
func (b *book) drop() { _ = b.file.Close() } // what cannot be removed is the system's to clean up
