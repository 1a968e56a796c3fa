package store

import (
	"strings"
	"sync"
)

// unpacked keeps the lines of the values that were read last, by their numbers. Its zero value is empty; it is safe for concurrent use.
type unpacked struct {
	mu    sync.Mutex
	texts map[int][]string
	order []int // the numbers in texts, oldest first
}

// mostUnpacked is how many values are kept unpacked: what one screen can show, and a little scrolling.
const mostUnpacked = 32

// lines returns the lines of value n, which read unpacks when it is not among the latest.
func (u *unpacked) lines(n int, read func() ([]byte, error)) ([]string, error) {
	u.mu.Lock()
	defer u.mu.Unlock()
	if lines, ok := u.texts[n]; ok {
		return lines, nil
	}
	body, err := read()
	if err != nil {
		return nil, err
	}
	if u.texts == nil {
		u.texts = map[int][]string{}
	}
	if len(u.order) == mostUnpacked {
		delete(u.texts, u.order[0])
		u.order = u.order[1:]
	}
	lines := split(string(body))
	u.texts[n], u.order = lines, append(u.order, n)
	return lines, nil
}

func split(s string) []string { return strings.Split(strings.TrimSuffix(s, "\n"), "\n") }
