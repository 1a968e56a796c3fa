package prose

import "slices"

// Runs places the runs of a line that begins at x 0, or ends at width when its text is read from right to left.
func Runs(line string, rtl bool, width float32, m Measure) []Run {
	runs := order(line, rtl)
	x := float32(0)
	for i := range runs {
		runs[i].Width = m.Width(line[runs[i].Start:runs[i].End])
		runs[i].X = x
		x += runs[i].Width
	}
	if rtl {
		for i := range runs {
			runs[i].X += width - x
		}
	}
	return runs
}

// Visual is the text that a drawer which lays every text out from left to right, and knows of no other order, draws as the line: its runs as they
// stand, what is between letters turned round, and marks between them that are not drawn, for runs that touch would be taken for one.
func Visual(line string, runs []Run) string {
	if len(runs) == 1 && !runs[0].RTL {
		return line
	}
	const leftToRight = '\u200e'
	out := make([]rune, 0, len(line)+len(runs))
	for n, r := range runs {
		if n > 0 {
			out = append(out, leftToRight)
		}
		part := []rune(line[r.Start:r.End])
		if r.RTL && directionOf(part[0]) != right {
			slices.Reverse(part)
			for i, c := range part {
				part[i] = mirrored(c)
			}
		}
		out = append(out, part...)
	}
	return string(out)
}

// VisualLine is Visual of a line of a text, which nobody has placed: all that a widget of a line or two needs.
func VisualLine(line, of string) string {
	if !HasRightToLeft(line) && !HasRightToLeft(of) {
		return line
	}
	return Visual(line, order(line, RightToLeft(of)))
}

// mirrored is the bracket that opens where r closes, and the other way round (Unicode's BidiMirroring.txt, as far as speech is written with it).
func mirrored(r rune) rune {
	const pairs = "()[]{}<>«»‹›≤≥"
	n := 0
	for _, c := range pairs {
		if c == r {
			both := []rune(pairs)
			return both[n^1]
		}
		n++
	}
	return r
}

// X is where a byte of a line stands: at the edge of the letter that comes before it, or at the line's beginning.
func X(line string, runs []Run, at int, m Measure) float32 {
	for _, r := range runs {
		if at > r.Start && at <= r.End || at == 0 && r.Start == 0 {
			return r.edge(line, at, m)
		}
	}
	return 0
}

// edge is where a byte of the run stands. Letters that join are a little off, for they are measured apart.
func (r Run) edge(line string, at int, m Measure) float32 {
	before := r.Width
	if at < r.End {
		before = m.Width(line[r.Start:at])
	}
	if r.RTL {
		return r.X + r.Width - before
	}
	return r.X + before
}

// ByteAt is the byte of a line whose place between two letters is nearest to x.
func ByteAt(line string, runs []Run, x float32, m Measure) int {
	for i, r := range runs {
		if x < r.X+r.Width || i == len(runs)-1 {
			return r.Start + r.nearest(line[r.Start:r.End], x-r.X, m)
		}
	}
	return 0
}

// nearest looks for the letter by halves, measuring what is before it.
func (r Run) nearest(text string, x float32, m Measure) int {
	if r.RTL {
		x = r.Width - x
	}
	stops := Letters(text)
	low, high := 0, len(stops)-1 // x is between them, if it is in the run at all
	lowX, highX := float32(0), r.Width
	for high-low > 1 {
		mid := (low + high) / 2
		if midX := m.Width(text[:stops[mid]]); midX <= x {
			low, lowX = mid, midX
		} else {
			high, highX = mid, midX
		}
	}
	if x-lowX < highX-x {
		return stops[low]
	}
	return stops[high]
}

const touching = 0.5 // a gap less than this is none: it comes from measuring in parts

// Box is a part of a line, from left to right.
type Box struct{ Left, Right float32 }

// Boxes are where the letters between two bytes of a line are drawn: one box, or several when the line is read in both directions.
func Boxes(line string, runs []Run, from, to int, m Measure) []Box {
	var boxes []Box
	for _, r := range runs {
		start, end := max(from, r.Start), min(to, r.End)
		if start >= end {
			continue
		}
		a, b := r.edge(line, start, m), r.edge(line, end, m)
		if n := len(boxes) - 1; n >= 0 && min(a, b)-boxes[n].Right < touching {
			boxes[n].Right = max(a, b)
			continue
		}
		boxes = append(boxes, Box{min(a, b), max(a, b)})
	}
	return boxes
}
