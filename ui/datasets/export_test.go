package datasets_test

import (
	"testing"

	"fyne.io/fyne/v2"

	"tamtam/core"
	"tamtam/ui/datasets"
	"tamtam/ui/look"
	"tamtam/ui/task"
	"tamtam/ui/uitest"
)

func TestExportWritesTellsAndOpensTheFolder(t *testing.T) {
	w := only(entry("d1", "Renewals", core.Calls, core.Users))()
	w.exported = func(e datasets.Export, written func(int64)) (datasets.Exported, error) {
		written(100_000)
		return datasets.Exported{Path: e.Folder + "/Renewals.zip", Files: 2, Bytes: 433_400}, nil
	}
	s := open(t, uitest.Light, w, view)
	s.Tap("Export…")
	s.MustShow("/home/ina/Documents/Gong", "2 files · 433 KB")
	s.Tap("Folder of .txt files")
	s.Tap("One .zip archive")
	s.Tap("Choose…")
	s.Tap("Export")
	w.did(t, "pick from /home/ina/Documents/Gong", `export d1 to /media/stick zip true calls "": Jane: jane@acme.com`)
	s.MustShow("Exported 2 files (433 KB) to /media/stick/Renewals.zip.")
	s.Tap("Open folder")
	w.did(t, "reveal /media/stick/Renewals.zip")
}

// TestExportOfCalls: a dataset with calls is exported in every format, and without what tells who people are.
func TestExportOfCalls(t *testing.T) {
	w := only(entry("d1", "Renewals", core.Calls, core.Users))()
	w.exported = func(e datasets.Export, written func(int64)) (datasets.Exported, error) {
		written(12)
		return datasets.Exported{Path: e.Folder + "/Renewals", Calls: 12}, nil
	}
	s := open(t, uitest.Light, w, view)
	for _, c := range []struct{ words, format string }{
		{"The calls, a document each: Markdown (.md)", "md"},
		{"The calls, a document each: Web page, one file (.html)", "html"},
		{"The calls, a document each: Word document (.docx)", "docx"},
		{"The calls, one table: Spreadsheet (CSV) (.csv)", "csv"},
		{"The calls, one table: Excel workbook (.xlsx)", "xlsx"},
		{"The calls, one table: JSON Lines (.jsonl)", "jsonl"},
		{"The calls, one table: Parquet (.parquet)", "parquet"},
	} {
		w.log = nil
		s.Tap("Export…")
		s.Tap("Folder of .txt files")
		s.Tap(c.words)
		s.Tap("Take out e-mail addresses and phone numbers")
		s.Enter("Names to take out, too", "Bo, Jane")
		s.Enter("Folder", "/media/stick")
		s.Tap("Export")
		w.did(t, `export d1 to /media/stick zip false calls "`+c.format+`": [name 2]: [e-mail]`)
		s.MustShow("Exported 12 calls to /media/stick/Renewals.")
	}
	s = open(t, uitest.Light, only(entry("d1", "People", core.Users))(), view)
	s.Tap("Export…")
	s.Tap("Folder of .txt files")
	s.MustNotShow("The calls, one table: Parquet (.parquet)")
}

func TestExportShowsHowFarItIs(t *testing.T) {
	uitest.Both(t, func(t *testing.T, mode look.Mode) {
		w := only(entry("d1", "Renewals", core.Calls, core.Users))()
		w.exported = func(_ datasets.Export, written func(int64)) (datasets.Exported, error) {
			written(216_700)
			return datasets.Exported{}, nil
		}
		runner := &task.Step{}
		s := openWith(t, mode, w, runner, view)
		for runner.Waiting() > 0 {
			runner.Release(0)
		}
		s.Tap("Export…")
		runner.Release(0) // the folder
		s.Tap("Export")
		runner.Advance(task.PulseGap)
		s.Settle()
		s.MustShow("Writing 217 KB of 433 KB", "Exporting…")
		s.Golden("export-busy")
		s.Key(fyne.KeyEscape)
		runner.Release(0)
		s.MustNotShow("Exported") // its answer came after the person gave up
	})
}

func TestExportThatFailsSaysWhyAndTriesAgain(t *testing.T) {
	w := only(entry("d1", "Renewals", core.Calls))()
	w.exported = func(datasets.Export, func(int64)) (datasets.Exported, error) {
		return datasets.Exported{}, core.E(core.Full, "write", nil)
	}
	s := open(t, uitest.Light, w, view)
	s.Tap("Export…")
	s.Enter("Folder", "  ")
	s.Tap("Export")
	s.MustShow("Choose a folder.")
	s.Enter("Folder", "/media/stick")
	s.Tap("Export")
	s.MustShow("The export did not finish.", "no space left")
	w.exported = func(datasets.Export, func(int64)) (datasets.Exported, error) { return datasets.Exported{Files: 1}, nil }
	s.Tap("Try again")
	s.MustShow("Exported 1 file")
}
