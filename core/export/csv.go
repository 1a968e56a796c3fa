package export

import (
	"encoding/csv"
	"io"
	"strconv"
	"strings"

	"tamtam/core/text"
)

// byteOrderMark tells spreadsheets that the file is UTF-8; without it they take it for the system's own code page.
const byteOrderMark = "\ufeff"

// sheet is a table as RFC 4180 has it, in UTF-8. Programs that open it take cells for formulas; those that could be one begin with an
// apostrophe.
type sheet struct{ w *csv.Writer }

func newCSV(w io.Writer, columns ...string) (sheet, error) {
	if _, err := io.WriteString(w, byteOrderMark); err != nil {
		return sheet{}, failed(err)
	}
	c := sheet{csv.NewWriter(w)}
	c.w.UseCRLF = true
	return c, c.line(columns...)
}

// line writes a line of texts, neutralised. The cells stay as they are: they may be everybody's.
func (c sheet) line(cells ...string) error {
	written := make([]string, len(cells))
	for i, cell := range cells {
		written[i] = harmless(cell)
	}
	return failed(c.w.Write(written))
}

func (c sheet) close() error {
	c.w.Flush()
	return failed(c.w.Error())
}

// harmless puts an apostrophe before what a spreadsheet could take for a formula, also in the wide characters of East Asia.
func harmless(cell string) string {
	if strings.IndexAny(cell, "=+-@\t\r\n＝＋－＠") != 0 {
		return cell
	}
	return "'" + cell
}

// turnsCSV is the table of turns.
type turnsCSV struct{ sheet }

func newTurnsCSV(w io.Writer) (turnsCSV, error) {
	c, err := newCSV(w, columns...)
	return turnsCSV{c}, err
}

func (c turnsCSV) write(v Conversation) error {
	for r := range v.rows() {
		turn, at := "", ""
		if r.turn > 0 {
			turn, at = strconv.Itoa(r.turn), strconv.FormatInt(seconds(r.at), 10)
		}
		if err := c.line(r.id, r.title, text.Time(r.started), strconv.FormatInt(seconds(r.duration), 10), r.url, turn, at, r.offset(),
			r.speaker, r.side, r.topic, r.said); err != nil {
			return err
		}
	}
	return nil
}
