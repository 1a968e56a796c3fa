package datasets

import (
	"path"
	"path/filepath"
	"strings"
	"time"

	"tamtam/core/attach"
	"tamtam/core/store"
	"tamtam/ui/humane"
	"tamtam/ui/kit"
	"tamtam/ui/say"
)

// The sentences about files of this computer.
const (
	sayAttachHint   = "Text, Markdown, CSV, JSON, HTML, PDF and Word documents are read as text. What changes is read again, and folders are watched."
	sayReadingSoon  = "It is read in a moment."
	sayFilesOnly    = "Files only"
	sayOwnFiles     = "Files of this computer"
	sayNothingSync  = "Nothing to sync"
	sayReadByItself = "What changes on the disk is read by itself"
	sayFilesStaged  = "The chosen files of this computer are read once the dataset is saved. Data types that you add stand beside them."
	sayNotNeeded    = "Files of this computer need none. Connect Tamtam to have Gong data beside them; what you have entered here stays."
	sayLooking      = "The files are compared with the disk."
	sayRemoveFile   = "It leaves the dataset, with the text that was read from it. The file on your disk stays."
	sayRemoveFolder = "The folder leaves the dataset, with all that was read from it. The files on your disk stay."
)

// sayLocation is the folder that a file stands in, in the words of the person's own folders.
func sayLocation(a store.Attached, s store.Source) string {
	if !s.Folder {
		return filepath.Dir(a.Path)
	}
	if within := path.Dir(a.Name); within != "." {
		return filepath.Base(s.Path) + "/" + within
	}
	return filepath.Base(s.Path)
}

// attachedState is where an attached file stands.
func attachedState(a store.Attached, now time.Time) fileState {
	words, why := say.Attached(a)
	if !a.Vanished.IsZero() {
		when, exact := ago(a.Vanished, now)
		return fileState{words: "Vanished " + when, tip: joined(exact, why), tone: kit.Warn}
	}
	if words != "" {
		state := fileState{words: say.Upper(words), tip: why}
		if a.Trouble != store.NoTrouble {
			state.tone = kit.Warn
		}
		return state
	}
	if !a.Changed.IsZero() {
		when, exact := ago(a.Changed, now)
		return fileState{words: humane.Count(a.Lines, "line", "lines") + " · changed " + when, tip: exact}
	}
	when, exact := ago(a.Added, now)
	return fileState{words: humane.Count(a.Lines, "line", "lines") + " · added " + when, tip: exact}
}

// folderState is where a source stands that has a row of its own.
func folderState(s store.Source, files int, now time.Time, p attach.Progress, reading bool) fileState {
	words, why := say.Source(s)
	switch {
	case !s.Offline.IsZero():
		when, exact := ago(s.Offline, now)
		return fileState{words: say.Upper(words) + " · noticed " + when, tip: joined(exact, why), tone: kit.Warn}
	case reading && s.Seen.IsZero():
		return fileState{words: sayReading(p)}
	case s.Seen.IsZero():
		return fileState{words: "Not read yet", tip: sayReadingSoon}
	case words != "":
		return fileState{words: humane.Count(files, "file", "files") + " · " + words, tip: why, tone: kit.Warn}
	}
	return fileState{words: humane.Count(files, "file", "files") + " · watched"}
}

func sayReading(p attach.Progress) string {
	if p.Total == 0 {
		return "Reading"
	}
	return "Reading " + humane.Number(p.Done) + " of " + humane.Number(p.Total)
}

// sayHolding is how many files are attached.
func sayHolding(e Entry) string {
	if len(e.Attached) == 0 {
		return "No files yet"
	}
	return humane.Count(len(e.Attached), "file", "files")
}

// joined puts sentences behind one another.
func joined(parts ...string) string {
	var all []string
	for _, part := range parts {
		if part != "" {
			all = append(all, part)
		}
	}
	return strings.Join(all, "\n")
}
