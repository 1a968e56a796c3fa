package text

import (
	"strings"
	"time"
)

// Record is one thing of a Gong data type as text: what is stored, shown, searched, exported and compared.
type Record struct {
	// Kind is the fixed word behind "===": Call, Transcript, User stats.
	Kind string
	// ID is the record's id as EscapeID writes it, unique among the records of its file.
	ID string
	// Fields stand in the order of their type's own list.
	Fields []Field
	// Turns are what was said; only transcripts have them.
	Turns []Turn
}

// Field is a key with either a value or items, never both and never neither.
type Field struct {
	// Key is a fixed word of the type's list, never text from Gong.
	Key string
	// Value may hold line breaks but no empty line.
	Value string
	// Items may each hold line breaks but no empty line.
	Items []string
}

// Turn is what one person says before another speaks.
type Turn struct {
	// At is when the turn begins, counted from the start of the call, in whole seconds.
	At time.Duration
	// Speaker is the name shown; Affiliation is Internal, External or "".
	Speaker, Affiliation string
	// Topic is the topic that Gong heard, or "".
	Topic string
	// Lines are the sentences, one each, none empty.
	Lines []string
}

// New begins a record. The id may be any text.
func New(kind, id string) Record { return Record{Kind: kind, ID: EscapeID(id)} }

// Set adds a field with a value, cleaned. An empty value adds nothing.
func (r *Record) Set(key, value string) {
	if value = Clean(value); value != "" {
		r.Fields = append(r.Fields, Field{Key: key, Value: value})
	}
}

// List adds a field with items, cleaned. Empty items are left out; without any item nothing is added.
func (r *Record) List(key string, items []string) {
	var kept []string
	for _, item := range items {
		if item = Clean(item); item != "" {
			kept = append(kept, item)
		}
	}
	if len(kept) > 0 {
		r.Fields = append(r.Fields, Field{Key: key, Items: kept})
	}
}

// Say adds a turn, cleaned; its time is cut to whole seconds. A sentence that holds line breaks becomes several lines.
func (r *Record) Say(t Turn) {
	t.At = max(t.At.Truncate(time.Second), 0)
	t.Speaker, t.Affiliation, t.Topic = CleanLine(t.Speaker), CleanLine(t.Affiliation), CleanLine(t.Topic)
	var lines []string
	for _, line := range t.Lines {
		switch line = Clean(line); {
		case line == "":
		case strings.Contains(line, "\n"):
			lines = append(lines, strings.Split(line, "\n")...)
		default:
			lines = append(lines, line)
		}
	}
	t.Lines = lines
	r.Turns = append(r.Turns, t)
}

// Value returns the value of the field with the key, or "".
func (r Record) Value(key string) string {
	for _, f := range r.Fields {
		if f.Key == key {
			return f.Value
		}
	}
	return ""
}

// Items returns the items of the field with the key. The record keeps the slice.
func (r Record) Items(key string) []string {
	for _, f := range r.Fields {
		if f.Key == key {
			return f.Items
		}
	}
	return nil
}
