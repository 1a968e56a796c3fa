package activity

import (
	"fyne.io/fyne/v2"

	"tamtam/core"
)

// toggle opens or closes the type of a line; one without a list tells its details.
func (p *Run) toggle(i int) {
	switch {
	case i >= len(p.lines) || p.lines[i].change != nil:
	case p.lines[i].lists:
		p.toggleType(p.lines[i].of.Type)
	case tells(p.lines[i].of):
		p.detailsOf(p.lines[i].of)
	}
}

func (p *Run) toggleType(t core.DataType) {
	p.unfold[t] = !p.unfold[t]
	p.relist()
}

// key serves the keys of the highlighted line: Right opens a type, Left closes it, D tells its details, Delete cancels the run.
func (p *Run) key(i int, key fyne.KeyName) bool {
	if i >= len(p.lines) {
		return false
	}
	l := p.lines[i]
	switch key {
	case fyne.KeyRight:
		if l.change == nil && l.lists && !p.unfold[l.of.Type] {
			p.toggleType(l.of.Type)
		}
	case fyne.KeyLeft:
		if p.unfold[l.of.Type] {
			p.toggleType(l.of.Type)
			p.rows.Highlight(p.headOf(l.of.Type))
		}
	case fyne.KeyD:
		if l.change == nil && tells(l.of) {
			p.detailsOf(l.of)
		}
	case fyne.KeyDelete:
		if p.going != nil {
			p.cancel()
		}
	default:
		return false
	}
	return true
}

// headOf is the line of a type.
func (p *Run) headOf(t core.DataType) int {
	for i, l := range p.lines {
		if l.of.Type == t {
			return i
		}
	}
	return 0
}

func (p *Run) cancel() {
	p.needs.Runs.Cancel(p.id)
	p.follow()
}
