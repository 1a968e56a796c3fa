package find

import (
	"strings"
	"unicode"
)

// piece is a stretch of a turn's text, marked or not.
type piece struct {
	text   string
	marked bool
}

// Of a turn a row shows what stands around its first mark. These are runes: how much of what stands before it, how much must stand
// before that to be left out, and how much of all can be seen in the widest window.
const (
	lead     = 36
	least    = 8
	mostSeen = 400
)

// pieces is the part of a turn that a row shows, on one line: it begins shortly before the first mark, at a word, and says by an ellipsis
// that something is left out before it. Marks that are out of order, or out of the text, are left out.
func pieces(text string, marks [][2]int) []piece {
	runes := []rune(text)
	for i, r := range runes {
		if unicode.IsSpace(r) {
			runes[i] = ' '
		}
	}
	var all []piece
	add := func(from, to int, marked bool) {
		if from < to {
			all = append(all, piece{string(runes[from:to]), marked})
		}
	}
	at := beginning(runes, marks)
	end := min(len(runes), at+mostSeen)
	if at > 0 {
		all = append(all, piece{text: "… "})
	}
	for _, m := range marks {
		from, to := max(m[0], at), min(m[1], end)
		if m[0] < at || from >= to {
			continue
		}
		add(at, from, false)
		add(from, to, true)
		at = to
	}
	add(at, end, false)
	return all
}

// beginning is the rune with which the part begins: that of the text when the first mark is near, else a word some way before the mark.
func beginning(runes []rune, marks [][2]int) int {
	if len(marks) == 0 || marks[0][0] <= lead || marks[0][0] > len(runes) {
		return 0
	}
	first := marks[0][0]
	from := first - lead
	if space := strings.IndexRune(string(runes[from:first]), ' '); space >= 0 {
		from += len([]rune(string(runes[from:first])[:space])) + 1
	}
	if from <= least {
		return 0
	}
	return from
}
