// Package reader shows a transcript: a widget that opens any number of turns at once, scrolls smoothly, and lets a person mark, find, and
// follow what was said.
//
//	r := reader.New(scope)
//	r.OnTime = func(turn int) { ... }            // open Gong at that second
//	r.Open(turns, reader.Options{At: lastPlace})
//	page := kit.Column(2, reader.NewFindBar(r), kit.Fill(r))
//
// The model: where things are is package prose's (places, lines, the view); the widget draws the rows in view on a few reused canvas objects
// and turns the pointer and keys into places. All of it is used on the UI goroutine. Only finding works elsewhere, through the task.Runner.
//
// Nothing is told by colour alone: internal and external people have a full and a hollow disc, and the word; a highlight is underlined, a
// passage with a note has a bar at its edge, a tracker's has an outline, and so has the hit that is looked at.
//
// At 900x700 and 10,000 turns, opening costs 3 ms, a step of the wheel 0.05 ms and a page 0.4 ms before painting (BenchmarkOpen, BenchmarkScroll), where
// the toolkit's own list of as many rows of one line, which does nothing else, costs 0.8, 0.03 and 0.5 ms (BenchmarkBareList). In a window painted by
// software the window's goroutine is held up 7 ms by a step of the wheel, and 15 ms by a page, at the 95th percentile of 50 of them a second.
//
// Scripts: the toolkit has Latin, Greek, Cyrillic (Noto Sans) and emoji in itself. Every other script comes from the fonts of the system,
// which it finds by itself; where there is none it draws replacement characters. Windows and macOS have all of them; on Linux the packages
// fonts-noto-core and fonts-noto-cjk, or any font in ~/.local/share/fonts, bring them. The toolkit takes regular fonts only, so names in these scripts
// are not bold. Runs read from right to left are put in their places here, for the toolkit lays a line out from left to right.
package reader
