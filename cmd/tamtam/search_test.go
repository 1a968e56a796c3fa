//go:build xvfb && linux

package main_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestSearchInTheWindow opens exported files without an account, searches them as one types, opens a hit and comes back, by keyboard. With
// TAMTAM_TOUR=DIR the pictures stay in that folder.
func TestSearchInTheWindow(t *testing.T) {
	folder := os.Getenv("TAMTAM_TOUR")
	if folder == "" {
		folder = t.TempDir()
	}
	home := t.TempDir()
	exports := filepath.Join(home, "Documents", "from afar")
	if err := os.MkdirAll(exports, 0o700); err != nil {
		t.Fatal(err)
	}
	var file strings.Builder
	file.WriteString("Gong Transcripts\r\nFull call transcripts\r\n\r\nData type:    transcripts\r\nGenerated:    2026-04-09 12:00:00 UTC\r\n")
	for _, call := range []string{"101", "102", "103"} {
		file.WriteString("\r\n=== Transcript " + call + " ===\r\nTitle: Call " + call + "\r\nStarted: 2026-04-08 14:30:00 UTC\r\n\r\n")
		for range 50 {
			file.WriteString("[00:00:03] Ina Internal (Internal)\r\n    Hello, thanks for making the time.\r\n")
		}
		file.WriteString("[00:01:12] Jane Doe (External) · Pricing\r\n    What about pricing in call " + call + "?\r\n")
	}
	file.WriteString("[soon] Jane\r\n    lost\r\n")
	if err := os.WriteFile(filepath.Join(exports, "gong_transcripts_20260409_120000.txt"), []byte(file.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	s := &tour{t: t, folder: folder, window: newScreen(t).open(home)}
	s.picture("doors", "three doors: an account, sample data, exported files")
	s.press("Open exported files")
	s.until("the dialog", func(f facts) bool { return f.Route == "opened" && f.Dialog })
	s.key("Escape")
	s.press("Open a folder…")
	s.until("the dialog", func(f facts) bool { return f.Dialog })
	s.picture("folder", "a folder of exported files is chosen")
	s.to(rowsFocus)
	s.key("Return")
	s.press("Choose this folder")
	s.until("the opened files", func(f facts) bool { return !f.Dialog })
	s.to("Copy report")
	s.picture("report", "what was read of them, and what could not be")
	s.key("ctrl+k")
	s.until("the search", func(f facts) bool { return f.Route == "find" })
	s.picture("search", "Ctrl+K: how to search, saved searches, those of late")
	s.tool("xdotool", "type", "--delay", "30", "pricing in call")
	s.picture("found", "found as one types, the words marked")
	s.key("Down", "ctrl+shift+c")
	s.picture("cited", "Ctrl+Shift+C copies the citation of the hit")
	s.key("Return")
	s.until("the call", func(f facts) bool { return strings.HasPrefix(f.Route, "review/10") })
	s.picture("turn", "Enter opens the turn, the words found in it")
	s.key("alt+Left")
	s.until("the results", func(f facts) bool { return f.Route == "find" && f.Focus == "Search everything that was said" })
	s.key("Escape")
	s.until("the page before", func(f facts) bool { return f.Route == "opened" })
	s.close()
}
