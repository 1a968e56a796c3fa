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
	s.Tap("One .zip archive")
	s.Tap("Choose…")
	s.Tap("Export")
	w.did(t, "pick from /home/ina/Documents/Gong", "export d1 to /media/stick zip true")
	s.MustShow("Exported 2 files (433 KB) to /media/stick/Renewals.zip.")
	s.Tap("Open folder")
	w.did(t, "reveal /media/stick/Renewals.zip")
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
