package datatype

import (
	"strings"
	"time"

	"tamtam/core/gong"
	"tamtam/core/text"
)

// duration writes seconds as "45m 12s", and an absent number as "".
func duration(seconds gong.Number) string {
	if !seconds.Known() {
		return ""
	}
	return text.Duration(seconds.Seconds())
}

// offset writes seconds from the start of a call as "00:07:40", and an absent number as "".
func offset(seconds gong.Number) string {
	if !seconds.Known() {
		return ""
	}
	return text.Offset(seconds.Seconds())
}

// moment is a sentence and, before it, the place in the call where it belongs.
func moment(at, sentence string) string {
	if sentence = text.Clean(sentence); sentence == "" || at == "" {
		return sentence
	}
	return text.Item{At: at, Text: sentence}.String()
}

// truth writes a yes or no that Gong sent, and an absent one as "".
func truth(b gong.Bool) string {
	switch b {
	case gong.Yes:
		return "true"
	case gong.No:
		return "false"
	}
	return ""
}

// joined writes texts as parts of one value, leaving out the empty ones.
func joined[T ~string](texts []T) string {
	var b strings.Builder
	for _, s := range texts {
		if line := text.CleanLine(string(s)); line != "" {
			if b.Len() > 0 {
				b.WriteString(", ")
			}
			b.WriteString(text.Quote(line))
		}
	}
	return b.String()
}

// under puts further lines below an item's first, leaving out the empty ones. Where the first has nothing to say it is an absent part.
func under(first string, lines ...string) string {
	var b strings.Builder
	for _, line := range lines {
		if line != "" {
			b.WriteByte('\n')
			b.WriteString(line)
		}
	}
	if first == "" && b.Len() > 0 {
		first = text.Quote("")
	}
	return first + b.String()
}

// callItem refers to a call: its title, its id, when it was.
func callItem(title, id string, started time.Time) text.Item {
	return text.Item{Parts: []string{title, id}, Text: text.Time(started)}
}

// named writes measures as "Talk Ratio: 0.47", leaving out those that Gong did not send.
func named(stats []gong.Stat) []string {
	items := make([]string, 0, len(stats))
	for _, s := range stats {
		if s.Value.Known() {
			items = append(items, text.Item{Parts: []string{string(s.Name)}, Text: string(s.Value)}.String())
		}
	}
	return items
}
