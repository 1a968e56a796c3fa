package review

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"tamtam/ui/kit"
	"tamtam/ui/look"
)

// The widths of the columns, in spacing units.
const (
	leastList, usualList, mostList = 58, 74, 120
	leastSide, usualSide, mostSide = 58, 72, 110
	leastText                      = 96
	paneGap                        = 3
)

// panes are the three columns: the list, the reading pane, the side pane. Where they do not fit, the outer ones become narrower, and while the
// side pane is open at last it takes the list's place.
type panes struct {
	list, text, side fyne.CanvasObject
	edges            [2]*kit.SplitHandle
	object           *fyne.Container
	memory           Memory
	// widths are those that the person gave the list and the side pane, in spacing units.
	widths [2]float32
	// wanted says whether the side pane is: open, closed, or "" for open where all three columns have their usual widths.
	wanted string
	// known tells that there is something to show in the side pane.
	known bool
}

// Where the widths, and whether the side pane is open, are remembered.
const (
	splitKey = "review/split"
	sideKey  = "review/side"
)

func newPanes(list, text, side fyne.CanvasObject, m Memory) *panes {
	p := &panes{list: list, text: text, side: side, memory: m, widths: [2]float32{usualList, usualSide}, wanted: m.Recall(sideKey)}
	for i, word := range strings.Fields(m.Recall(splitKey)) {
		if width, err := strconv.ParseFloat(word, 32); err == nil && i < len(p.widths) {
			p.widths[i] = float32(width)
		}
	}
	done := func() {
		m.Remember(splitKey, strconv.FormatFloat(float64(p.widths[0]), 'f', 1, 32)+" "+strconv.FormatFloat(float64(p.widths[1]), 'f', 1, 32))
	}
	p.edges[0] = kit.NewSplitHandle("Edge between the calls and the transcript", func(x float32) {
		p.widths[0] = bounded(x/look.Space(1), leastList, mostList)
		p.object.Refresh()
	}, done)
	p.edges[1] = kit.NewSplitHandle("Edge between the transcript and what is known of the call", func(x float32) {
		p.widths[1] = bounded((p.object.Size().Width-x)/look.Space(1)-paneGap, leastSide, mostSide)
		p.object.Refresh()
	}, done)
	p.object = container.New(p, list, p.edges[0], text, p.edges[1], side)
	return p
}

// The words for whether the side pane is wanted.
const (
	sideOpen   = "open"
	sideClosed = "closed"
)

// open tells whether the side pane is, in the width that there is.
func (p *panes) open() bool { return p.opensIn(p.object.Size().Width / look.Space(1)) }

func (p *panes) opensIn(width float32) bool {
	if !p.known {
		return false
	}
	if p.wanted == "" {
		return width >= p.widths[0]+p.widths[1]+2*paneGap+leastText
	}
	return p.wanted == sideOpen
}

// setKnown says whether there is something to show in the side pane.
func (p *panes) setKnown(known bool) {
	if p.known != known {
		p.known = known
		p.object.Refresh()
	}
}

// toggle opens the side pane, or closes it.
func (p *panes) toggle() {
	wanted := sideOpen
	if p.open() {
		wanted = sideClosed
	}
	p.wanted = wanted
	p.memory.Remember(sideKey, wanted)
	p.object.Refresh()
}

func bounded(x, least, most float32) float32 { return max(least, min(x, most)) }

// fit is how wide list and side pane are in a width, all in spacing units; 0 for one that is not shown.
func (p *panes) fit(width float32) (list, side float32) {
	list = bounded(p.widths[0], leastList, mostList)
	if !p.opensIn(width) {
		return max(leastList, min(list, width-paneGap-leastText)), 0
	}
	side = bounded(p.widths[1], leastSide, mostSide)
	lack := list + side + 2*paneGap + leastText - width
	if lack > 0 {
		give := min(lack, side-leastSide)
		side -= give
		lack -= give
	}
	if lack > 0 {
		give := min(lack, list-leastList)
		list -= give
		lack -= give
	}
	if lack > 0 {
		list = 0
	}
	return list, side
}

// Layout places the columns and the edges between them.
func (p *panes) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	list, side := p.fit(size.Width / look.Space(1))
	list, side = look.Space(list), look.Space(side)
	gap, x := look.Space(paneGap), float32(0)
	place := func(o fyne.CanvasObject, width float32) {
		o.Move(fyne.NewPos(x, 0))
		o.Resize(fyne.NewSize(width, size.Height))
		x += width
	}
	shown(p.list, list > 0)
	shown(p.edges[0], list > 0)
	shown(p.side, side > 0)
	shown(p.edges[1], side > 0)
	rest := size.Width
	if list > 0 {
		place(p.list, list)
		place(p.edges[0], gap)
		rest -= list + gap
	}
	if side > 0 {
		rest -= side + gap
	}
	place(p.text, rest)
	if side > 0 {
		place(p.edges[1], gap)
		place(p.side, side)
	}
}

// shown shows an object or hides it, if that changes anything.
func shown(o fyne.CanvasObject, on bool) {
	if o.Visible() == on {
		return
	}
	if on {
		o.Show()
	} else {
		o.Hide()
	}
}

// MinSize asks for little: what does not fit is left out.
func (p *panes) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(look.Space(leastText), look.Space(60))
}
