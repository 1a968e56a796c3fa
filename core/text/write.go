package text

import "strings"

const (
	openMark  = "=== "
	closeMark = " ==="
	itemMark  = "  - "
	indent    = "    "
	topicMark = " · "
)

// Append writes the record behind b, with a newline at its end, and returns the longer slice. The record must come from New and its
// methods, or from Parse.
func Append(b []byte, r Record) []byte {
	b = append(append(append(append(b, openMark...), r.Kind...), ' '), r.ID...)
	b = append(append(b, closeMark...), '\n')
	for _, f := range r.Fields {
		b = append(append(b, f.Key...), ':')
		if f.Value != "" {
			b = appendLines(append(b, ' '), f.Value)
			continue
		}
		b = append(b, '\n')
		for _, item := range f.Items {
			b = appendLines(append(b, itemMark...), item)
		}
	}
	if len(r.Turns) > 0 {
		b = append(b, '\n')
	}
	for _, t := range r.Turns {
		b = appendTurn(b, t)
	}
	return b
}

func appendTurn(b []byte, t Turn) []byte {
	b = append(appendOffset(append(b, '['), t.At), "] "...)
	b = appendPart(b, t.Speaker)
	if t.Affiliation != "" {
		b = append(append(append(b, " ("...), t.Affiliation...), ')')
	}
	if t.Topic != "" {
		b = append(append(b, topicMark...), t.Topic...)
	}
	b = append(b, '\n')
	for _, line := range t.Lines {
		b = append(append(append(b, indent...), line...), '\n')
	}
	return b
}

// appendLines writes a value's first line where b ends and its further lines as continuations.
func appendLines(b []byte, value string) []byte {
	for {
		line, rest, more := strings.Cut(value, "\n")
		b = append(append(b, line...), '\n')
		if !more {
			return b
		}
		b, value = append(b, indent...), rest
	}
}
