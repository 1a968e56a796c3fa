package opened

import (
	"path/filepath"
	"strings"

	"tamtam/core/datatype"
	"tamtam/core/opened"
	"tamtam/core/store"
	"tamtam/ui/humane"
	"tamtam/ui/kit"
	"tamtam/ui/say"
)

// The sentences of this package. Labels of buttons and fields stand where they are used.

const (
	sayNone      = "No exported file is open"
	sayNoneNext  = "Open text files that Tamtam has exported, also in zip archives, of any age and from any computer, or drop them onto this window. They are read and searched here without an account and without being imported."
	sayNotListed = "What is open could not be listed"
	sayNotOpened = "The files could not be opened"
	sayNotClosed = "The files could not be closed"
	sayStays     = "The files themselves stay as they are."
)

func trouble(err error, happened string) kit.Trouble { return kit.Trouble(say.Error(err, happened)) }

// sayRecords is what a set holds: "10 calls, 10 transcripts".
func sayRecords(files []store.File) string {
	parts := make([]string, 0, len(files))
	for _, f := range files {
		of := datatype.Of(f.Type)
		parts = append(parts, humane.Count(f.Records, strings.ToLower(of.Kind), strings.ToLower(of.Title)))
	}
	return strings.Join(parts, ", ")
}

// sayPlace is where the files are.
func sayPlace(paths []string) string {
	if len(paths) == 1 {
		return paths[0]
	}
	if len(paths) == 0 {
		return ""
	}
	return filepath.Dir(paths[0])
}

// sayOpened is what became of the files in a sentence.
func sayOpened(r opened.Result) string {
	records, troubled := 0, 0
	for _, n := range r.Records {
		records += n
	}
	for _, f := range r.Files {
		if f.Err != nil || len(f.Problems) > 0 {
			troubled++
		}
	}
	words := "“" + r.Dataset.Name + "” is open: " + humane.Count(records, "record", "records") + "."
	switch {
	case len(r.Records) == 0:
		words = "None of this could be read: Tamtam opens the text files that it has exported."
	case troubled == 1 && len(r.Files) == 1:
		words += " Not all of it could be read."
	case troubled > 0:
		words += " Of " + humane.Count(troubled, "file", "files") + " not everything could be read."
	}
	return words
}

// sayProgress is how much is read.
func sayProgress(read, total int64) string {
	if total <= 0 {
		return "Looking at the files"
	}
	return "Reading: " + humane.Size(read) + " of " + humane.Size(total)
}
