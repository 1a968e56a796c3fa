package attach

import (
	"path"
	"strings"

	"tamtam/core/store"
)

// Formats that are read into text, as store.Attached.Format.
const (
	plain   = "plain"
	jsonDoc = "json"
	htmlDoc = "html"
	pdfDoc  = "pdf"
	docxDoc = "docx"
)

// formats are the formats by the end of the name.
var formats = map[string]string{
	".txt": plain, ".text": plain, ".md": plain, ".markdown": plain, ".csv": plain, ".tsv": plain, ".log": plain,
	".vtt": plain, ".srt": plain, // subtitles: what other recorders make of a meeting
	".json": jsonDoc, ".jsonl": plain, ".ndjson": plain,
	".html": htmlDoc, ".htm": htmlDoc, ".xhtml": htmlDoc,
	".pdf": pdfDoc, ".docx": docxDoc,
}

// formatOf is the format that a name tells, or "" for a file that is kept as it is.
func formatOf(name string) string { return formats[strings.ToLower(path.Ext(name))] }

// online are the ends of the names of cloud drives' stand-ins for documents that exist in a browser only.
var online = []string{".gdoc", ".gsheet", ".gslides", ".gdraw", ".gform", ".icloud"}

// unreadable is why a file has no text. It is an error of this package's readers and is kept as the trouble it names.
type unreadable store.Trouble

// Error names the trouble.
func (u unreadable) Error() string { return string(u) }

// What the readers find.
const (
	errFaulty    = unreadable(store.Faulty)
	errEncrypted = unreadable(store.Encrypted)
	errNoText    = unreadable(store.NoText)
	errTooLong   = unreadable(store.TooLong)
	errTooSlow   = unreadable(store.TooSlow)
)
