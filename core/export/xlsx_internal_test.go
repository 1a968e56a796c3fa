package export

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"tamtam/core/text"
)

// TestMoreThanASheetHolds: rows go on in further sheets, and texts in further rows.
func TestMoreThanASheetHolds(t *testing.T) {
	long := strings.Repeat("👍 long ", 12_000) + "end"
	r := text.New("Transcript", "1")
	r.Set("Title", strings.Repeat("é", 40_000))
	r.Say(text.Turn{Speaker: "A", Lines: []string{long}})
	for n := range 8 {
		r.Say(text.Turn{Speaker: "A", Lines: []string{fmt.Sprint("turn ", n+2)}})
	}
	var b bytes.Buffer
	to, err := newTurnsXLSX(&b, "")
	if err != nil {
		t.Fatal(err)
	}
	defer to.drop()
	to.mostRows = 6
	if err := to.write(Conversation{Transcript: &r}); err != nil {
		t.Fatal(err)
	}
	if err := to.close(); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if got := f.GetSheetList(); !slices.Equal(got, []string{"Turns", "Calls", "Turns 2", "Turns 3"}) {
		t.Fatalf("the sheets are %q", got)
	}
	var said string
	var turns []string
	for _, sheet := range []string{"Turns", "Turns 2", "Turns 3"} {
		rows, err := f.GetRows(sheet)
		if err != nil || len(rows) > 6 || rows[0][0] != "Call id" {
			t.Fatalf("%s has %d rows, %v", sheet, len(rows), err)
		}
		for _, row := range rows[1:] {
			if units := len(utf16.Encode([]rune(row[11]))); units > mostUnits {
				t.Errorf("a cell of %d units", units)
			}
			if title := []rune(row[1]); len(title) != mostUnits || title[mostUnits-1] != '…' {
				t.Errorf("the title has %d characters", len(title))
			}
			if row[5] == "1" {
				said += row[11]
			} else {
				turns = append(turns, row[11])
			}
		}
	}
	if said != long || !slices.Equal(turns, []string{"turn 2", "turn 3", "turn 4", "turn 5", "turn 6", "turn 7", "turn 8", "turn 9"}) {
		t.Errorf("%d of %d bytes, then %q", len(said), len(long), turns)
	}
}
