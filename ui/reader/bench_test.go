package reader_test

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"tamtam/ui/kit"
	"tamtam/ui/reader"
	"tamtam/ui/uitest"
)

const many = 10_000 // turns

// BenchmarkOpen opens a call of 10,000 turns at its middle in a window of 900x700, and lays it out; painting is the driver's.
func BenchmarkOpen(b *testing.B) {
	turns := long(many)
	w := uitest.New(b, uitest.Light)
	r := reader.New(w.Runner)
	w.Show(r)
	b.ReportAllocs()
	for b.Loop() {
		r.Open(turns, reader.Options{At: reader.Place{Turn: many / 2}})
	}
}

// BenchmarkScroll moves through a call of 10,000 turns in steps of the wheel and of the page keys.
func BenchmarkScroll(b *testing.B) {
	for _, step := range []struct {
		name string
		by   float32
	}{{"40px", 40}, {"page", 650}} {
		b.Run(step.name, func(b *testing.B) {
			w, r := open(b, uitest.Light, long(many))
			kit.Focus(r)
			by := -step.by
			b.ReportAllocs()
			for b.Loop() {
				if r.Top().Turn > many-50 || r.Top().Turn < 1 {
					by = -by
				}
				r.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.Delta{DY: -by}})
			}
			_ = w
		})
	}
}

// BenchmarkScrollMarked is BenchmarkScroll/page where every turn has hits and marks.
func BenchmarkScrollMarked(b *testing.B) {
	_, r := open(b, uitest.Light, long(many))
	var marks []reader.Mark
	for i := range many {
		marks = append(marks, reader.Mark{Span: span(i, 8, 30), Kind: reader.MarkKind(i % 4)})
	}
	r.SetMarks(marks)
	r.Find("the")
	b.ReportAllocs()
	for b.Loop() {
		r.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.Delta{DY: -650}})
		if r.Top().Turn > many-50 {
			r.ScrollTo(reader.Place{})
		}
	}
}

// BenchmarkWidth changes the width of a call of 10,000 turns.
func BenchmarkWidth(b *testing.B) {
	_, r := open(b, uitest.Light, long(many))
	r.ScrollTo(reader.Place{Turn: many / 2})
	width := float32(600)
	b.ReportAllocs()
	for b.Loop() {
		width = 1500 - width
		r.Resize(fyne.NewSize(width, 700))
	}
}

// BenchmarkFind looks for something that is said in every turn of 10,000, and shows where.
func BenchmarkFind(b *testing.B) {
	_, r := open(b, uitest.Light, long(many))
	b.ReportAllocs()
	for b.Loop() {
		r.Find("what it needs")
	}
}

// BenchmarkBareList is the toolkit's own list of as many rows of one line, without anything that a reader does.
func BenchmarkBareList(b *testing.B) {
	turns := long(many)
	bare := func(w *uitest.Window) *widget.List {
		list := widget.NewList(func() int { return many }, func() fyne.CanvasObject { return widget.NewLabel("") },
			func(i widget.ListItemID, o fyne.CanvasObject) { o.(*widget.Label).SetText(turns[i].Lines[0]) })
		w.Show(list)
		return list
	}
	b.Run("open", func(b *testing.B) {
		w := uitest.New(b, uitest.Light)
		b.ReportAllocs()
		for b.Loop() {
			list := bare(w)
			list.ScrollTo(many / 2)
		}
	})
	for _, by := range []float32{40, 650} {
		b.Run(fmt.Sprintf("%vpx", by), func(b *testing.B) {
			w := uitest.New(b, uitest.Light)
			list, at, step := bare(w), float32(0), by
			b.ReportAllocs()
			for b.Loop() {
				if at += step; at > many*30 || at < 0 {
					step = -step
				}
				list.ScrollToOffset(max(0, at))
			}
		})
	}
}
