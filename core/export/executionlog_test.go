package export_test

import (
	"bytes"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"tamtam/core/export"
	"tamtam/core/timeline"
)

const logSheet = "Execution Log"

// writtenLog reads a log back.
func writtenLog(t *testing.T, r timeline.Run, entries []timeline.Entry) *excelize.File {
	t.Helper()
	var b bytes.Buffer
	if err := export.ExecutionLog(&b, r, entries); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	return f
}

// logRow is a row as a person sees it, filled up with empty cells.
func logRow(t *testing.T, f *excelize.File, n int) []string {
	t.Helper()
	rows, err := f.GetRows(logSheet)
	if err != nil || len(rows) < n {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	return append(rows[n-1], make([]string, 20-len(rows[n-1]))...)
}

// TestExecutionLog is the layout of the rules: one sheet, twenty columns in order, ids as texts of any length, times as real ones, and rows without a
// company, without an author, and of private meetings.
func TestExecutionLog(t *testing.T) {
	started := time.Date(2024, 3, 30, 22, 59, 58, 0, time.UTC)
	r := timeline.Run{ID: "20240330T225958.000-1", Trigger: timeline.ByCatchUp, Started: started}
	f := writtenLog(t, r, []timeline.Entry{
		{
			Run: r.ID, CallID: "77823422740259378951", Attempt: 2, Title: "Kick-off", Start: started.Add(-time.Hour), OwnerName: "Ana Lima", OwnerEmail: "ana@x.example",
			Owner: "00420", Company: "0012", CompanyName: "Acme", Author: "0013", AuthorName: "Ana Lima", License: timeline.ViewerAnalytics, Activity: "0014",
			Action: timeline.CreatedActivity, Status: timeline.EntrySuccess, URL: "https://app.gong.io/call?id=1",
		},
		{Run: r.ID, CallID: "2", Attempt: 1, Title: "Nobody's", Start: started, Action: timeline.NoAction, Status: timeline.EntryFailed, Message: timeline.M3},
		{Run: r.ID, CallID: "3", Attempt: 1, Action: timeline.NoAction, Status: timeline.EntrySkipped, Message: timeline.S1},
	})
	if sheets := f.GetSheetList(); !slices.Equal(sheets, []string{logSheet}) {
		t.Errorf("sheets %q", sheets)
	}
	for i, want := range [][]string{
		{
			"Run ID", "Trigger", "Run Started (UTC)", "Attempt", "Gong Call ID", "Meeting Title", "Meeting Start (UTC)", "Gong Owner Name", "Gong Owner Email",
			"Gong Owner ID", "Company GSID", "Company Name", "Author GSID", "Author Name", "Author License", "Activity GSID", "Action", "Status", "Message", "Gong URL",
		},
		{
			"20240330T225958.000-1", "CatchUp", "2024-03-30 22:59:58", "2", "77823422740259378951", "Kick-off", "2024-03-30 21:59:58", "Ana Lima", "ana@x.example", "00420",
			"0012", "Acme", "0013", "Ana Lima", "Viewer+ Analytics", "0014", "Created", "Success", "", "https://app.gong.io/call?id=1",
		},
		{
			"20240330T225958.000-1", "CatchUp", "2024-03-30 22:59:58", "1", "2", "Nobody's", "2024-03-30 22:59:58", "", "", "", "", "", "", "", "", "", "None", "Failed",
			"Account and Contact data not found for Company Resolution.", "",
		},
		{
			"20240330T225958.000-1", "CatchUp", "2024-03-30 22:59:58", "1", "3", "", "", "", "", "", "", "", "", "", "", "", "None", "Skipped",
			"Private meetings are not synced.", "",
		},
	} {
		if got := logRow(t, f, i+1); !slices.Equal(got, want) {
			t.Errorf("row %d: %q, want %q", i+1, got, want)
		}
	}
	for cell, want := range map[string]time.Time{"C2": started, "G2": started.Add(-time.Hour), "G3": started} {
		kind, err := f.GetCellType(logSheet, cell)
		raw, err2 := f.GetCellValue(logSheet, cell, excelize.Options{RawCellValue: true})
		days, err3 := strconv.ParseFloat(raw, 64)
		epoch := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
		if off := math.Abs(days*24*60*60 - want.Sub(epoch).Seconds()); err != nil || err2 != nil || err3 != nil || kind != excelize.CellTypeUnset || off > 0.001 {
			t.Errorf("%s holds %q of type %d, want the number of %s", cell, raw, kind, want)
		}
	}
	for _, cell := range []string{"A2", "E2", "J2", "K2", "M2", "P2", "E3"} {
		if kind, err := f.GetCellType(logSheet, cell); err != nil || kind != excelize.CellTypeInlineString && kind != excelize.CellTypeSharedString {
			t.Errorf("the id in %s is of type %d, %v", cell, kind, err)
		}
	}
}

// TestExecutionLogIsOfTexts: nothing becomes a formula, whatever it begins with, and a cell ends where a cell can.
func TestExecutionLogIsOfTexts(t *testing.T) {
	for _, text := range []string{"=1+1", "+cmd|' /C calc'!A0", "-2", "@SUM(1)", "\t=1", strings.Repeat("é", 40_000)} {
		f := writtenLog(t, timeline.Run{ID: "1"}, []timeline.Entry{{
			CallID: "1", Title: text, OwnerName: text, OwnerEmail: text, Company: timeline.GSID(text), CompanyName: text, AuthorName: text, Message: text, URL: text,
		}})
		for _, column := range []string{"F", "H", "I", "K", "L", "N", "S", "T"} {
			formula, err := f.GetCellFormula(logSheet, column+"2")
			got, err2 := f.GetCellValue(logSheet, column+"2")
			fits := got == text
			if len(text) > 100 {
				fits = len(utf16.Encode([]rune(got))) == 32767 && strings.HasSuffix(got, "…")
			}
			if err != nil || err2 != nil || formula != "" || !fits {
				t.Errorf("%s: %.20q became %.20q, the formula %q", column, text, got, formula)
			}
		}
	}
}
