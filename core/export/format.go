package export

import (
	"fmt"
	"strings"

	"tamtam/core"
)

// Format is what conversations and quotes are written as. Its text is its name on the command line and the ending of its files.
type Format string

// The formats. Text, Markdown, HTML and DOCX are documents for people; CSV, XLSX, JSONLines and Parquet are tables, one row for each turn.
const (
	Text      Format = "txt"
	Markdown  Format = "md"
	HTML      Format = "html"
	DOCX      Format = "docx"
	CSV       Format = "csv"
	XLSX      Format = "xlsx"
	JSONLines Format = "jsonl"
	Parquet   Format = "parquet"
)

// Formats lists all, documents first. The caller owns the slice.
func Formats() []Format { return []Format{Text, Markdown, HTML, DOCX, CSV, XLSX, JSONLines, Parquet} }

// ParseFormat reads a format's name, or "text".
func ParseFormat(name string) (Format, error) {
	if name == "text" {
		return Text, nil
	}
	var names []string
	for _, f := range Formats() {
		if string(f) == name {
			return f, nil
		}
		names = append(names, string(f))
	}
	return "", core.Errorf(core.Invalid, "export", "the formats are %s", strings.Join(names, ", "))
}

// Table tells whether the format has rows: a dataset is one file of it, where a document is a file for each call.
func (f Format) Table() bool {
	switch f {
	case CSV, XLSX, JSONLines, Parquet:
		return true
	}
	return false
}

// named puts the format's ending behind a name.
func (f Format) named(name string) string { return name + "." + string(f) }

func unknown(f Format) error {
	return core.E(core.Invalid, "export", fmt.Errorf("nothing is written as %q", string(f)))
}
