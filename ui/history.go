package ui

import "context"

// historyLength is how many pages are kept alive to go back to.
const historyLength = 30

type visit struct {
	route string
	page  Page
}

// history is the pages visited and where one stands among them.
type history struct {
	root   context.Context // the life of all pages
	visits []visit
	at     int
}

func (h *history) page() Page {
	if len(h.visits) == 0 {
		return nil
	}
	return h.visits[h.at].page
}

func (h *history) route() string {
	if len(h.visits) == 0 {
		return ""
	}
	return h.visits[h.at].route
}

// push goes to a new page; what lay ahead is forgotten.
func (h *history) push(v visit) {
	if len(h.visits) > 0 {
		h.visits = h.visits[:h.at+1]
	}
	h.visits = append(h.visits, v)
	if len(h.visits) > historyLength {
		h.visits = append([]visit(nil), h.visits[1:]...)
	}
	h.at = len(h.visits) - 1
}

func (h *history) replace(v visit) {
	if len(h.visits) == 0 {
		h.push(v)
		return
	}
	h.visits[h.at] = v
}

// can tells whether there is a page so many steps ahead, or back when negative.
func (h *history) can(steps int) bool {
	return h.at+steps >= 0 && h.at+steps < len(h.visits)
}
