package prose

import (
	"slices"
	"unicode"
)

// direction is a rune's bidirectional class (UAX #9, table 4), as far as speech needs them.
type direction uint8

const (
	neutral      direction = iota
	left                   // L
	right                  // R and AL
	number                 // EN
	arabicNumber           // AN
	separator              // CS and ES: between two numbers part of them
	beside                 // ET: next to a number part of it
	mark                   // NSM: like what it stands on
)

func directionOf(r rune) direction {
	switch {
	case r < 0x80:
		return asciiDirection(r)
	case r >= 0x660 && r <= 0x669, r == 0x66b, r == 0x66c:
		return arabicNumber
	case r >= 0x6f0 && r <= 0x6f9:
		return number
	case unicode.Is(unicode.Mn, r), r == zeroWidthJoiner:
		return mark
	case r == 0x200f:
		return right
	case r >= 0x590 && r <= 0x8ff, r >= 0xfb1d && r <= 0xfdff, r >= 0xfe70 && r <= 0xfefc, r >= 0x10800 && r <= 0x10fff, r >= 0x1e800 && r <= 0x1efff:
		if unicode.IsPunct(r) && r != 0x5be && r != 0x5c0 && r != 0x5c3 && r != 0x61b && r != 0x61f && r != 0x66a && r != 0x6d4 {
			return neutral
		}
		return right
	case unicode.Is(unicode.Sc, r), r == '°', r == '‰':
		return beside
	case unicode.IsLetter(r), unicode.Is(unicode.N, r), unicode.Is(unicode.Mc, r), r == 0x200e:
		return left
	}
	return neutral
}

func asciiDirection(r rune) direction {
	switch {
	case 'a' <= r && r <= 'z', 'A' <= r && r <= 'Z':
		return left
	case '0' <= r && r <= '9':
		return number
	}
	switch r {
	case '.', ',', ':', '/', '+', '-':
		return separator
	case '#', '$', '%':
		return beside
	}
	return neutral
}

// Run is a part of a line that is read in one direction. Runs are told from left to right as they are drawn. Of those read from right to
// left, letters and what stands between them are runs of their own.
type Run struct {
	Part
	RTL      bool
	X, Width float32 // where it is drawn in its line
}

// order splits a line into runs, from left to right, in a text that is read from right to left or not. Widths are left out.
func order(line string, rtl bool) []Run {
	if !rtl && !HasRightToLeft(line) {
		return []Run{{Part: Part{0, len(line)}}}
	}
	levels, starts := levelsOf(line, rtl)
	var runs []Run
	var depths []int
	letters := lettersOf(line)
	for i, level := range levels {
		if n := len(runs) - 1; n >= 0 && depths[n] == level && (level%2 == 0 || letters[i] == letters[i-1]) {
			runs[n].End = starts[i+1]
			continue
		}
		runs, depths = append(runs, Run{Part: Part{starts[i], starts[i+1]}, RTL: level%2 == 1}), append(depths, level)
	}
	for level := slices.Max(append(depths, 0)); level > 0; level-- { // L2
		for i := 0; i < len(runs); i++ {
			from := i
			for i < len(runs) && depths[i] >= level {
				i++
			}
			slices.Reverse(runs[from:i])
			slices.Reverse(depths[from:i])
		}
	}
	return runs
}

// lettersOf tells which runes of a line are letters read from right to left, their marks, and single spaces between them: what one font draws in
// one piece. A font for Hebrew need not have the full stop.
func lettersOf(line string) []bool {
	var letters []bool
	space := false // behind a letter
	for _, r := range line {
		n := len(letters)
		behind := n > 0 && letters[n-1]
		d := directionOf(r)
		if d == right && space {
			letters[n-1] = true
		}
		letters = append(letters, d == right || d == mark && behind)
		space = r == ' ' && behind
	}
	return letters
}

// levelsOf are the embedding levels of a line's runes, and the bytes at which they begin, with the line's end.
func levelsOf(line string, rtl bool) (levels, starts []int) {
	base, baseLevel := left, 0
	if rtl {
		base, baseLevel = right, 1
	}
	var classes []direction
	for i, r := range line {
		classes, starts = append(classes, directionOf(r)), append(starts, i)
	}
	starts = append(starts, len(line))
	resolveWeak(classes, base)
	resolveNeutral(classes, base)
	levels = make([]int, len(classes))
	for i, c := range classes { // I1 and I2
		switch {
		case c == left && rtl:
			levels[i] = 2
		case c == right:
			levels[i] = 1
		case c == number || c == arabicNumber:
			levels[i] = 2
		default:
			levels[i] = baseLevel
		}
	}
	return levels, starts
}

// resolveWeak gives marks, and what stands next to numbers, the class of their neighbours (W1 to W7). European numbers behind Arabic letters
// count as numbers as they are: both get the same level.
func resolveWeak(classes []direction, base direction) {
	last := base
	for i, c := range classes { // W1
		if c == mark {
			classes[i] = last
		}
		last = classes[i]
	}
	for i, c := range classes { // W4
		if c == separator && i > 0 && i+1 < len(classes) && classes[i-1] == classes[i+1] && (classes[i-1] == number || classes[i-1] == arabicNumber) {
			classes[i] = classes[i-1]
		}
	}
	for i := 0; i < len(classes); i++ { // W5, W6
		from := i
		for i < len(classes) && classes[i] == beside {
			i++
		}
		to := neutral
		if from > 0 && classes[from-1] == number || i < len(classes) && classes[i] == number {
			to = number
		}
		for ; from < i; from++ {
			classes[from] = to
		}
		if i < len(classes) && classes[i] == separator {
			classes[i] = neutral
		}
	}
	strong := base
	for i, c := range classes { // W7
		switch {
		case c == left || c == right:
			strong = c
		case c == number && strong == left:
			classes[i] = left
		}
	}
}

// resolveNeutral gives what has no direction that of its neighbours when they agree, else that of the text (N1, N2).
func resolveNeutral(classes []direction, base direction) {
	strength := func(c direction) direction {
		if c == number || c == arabicNumber {
			return right
		}
		return c
	}
	before := base
	for i := 0; i < len(classes); i++ {
		if classes[i] != neutral {
			before = strength(classes[i])
			continue
		}
		from := i
		for i < len(classes) && classes[i] == neutral {
			i++
		}
		after := base
		if i < len(classes) {
			after = strength(classes[i])
		}
		to := base
		if before == after {
			to = before
		}
		for ; from < i; from++ {
			classes[from] = to
		}
		i--
	}
}
