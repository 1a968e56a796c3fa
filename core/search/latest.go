package search

import (
	"slices"
	"sync"
)

// latest keeps the values that were asked for last, up to a size in all. It is safe for concurrent use.
type latest[K comparable, V any] struct {
	most int
	size func(V) int

	mu     sync.Mutex
	values map[K]V
	order  []K // the longest unused first
	total  int
}

// get returns the value of a key, which read makes when it is not among the latest.
func (l *latest[K, V]) get(key K, read func() (V, error)) (V, error) {
	if v, known := l.peek(key); known {
		return v, nil
	}
	v, err := read()
	if err == nil {
		l.put(key, v)
	}
	return v, err
}

// peek returns the value of a key if it is among the latest.
func (l *latest[K, V]) peek(key K) (v V, known bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if v, known = l.values[key]; known {
		i := slices.Index(l.order, key)
		copy(l.order[i:], l.order[i+1:])
		l.order[len(l.order)-1] = key
	}
	return v, known
}

// put adds a value, which nobody changes from then on. One that would take the place of most others is not kept.
func (l *latest[K, V]) put(key K, v V) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if _, known := l.values[key]; known || l.size(v) > l.most/4 {
		return
	}
	if l.values == nil {
		l.values = map[K]V{}
	}
	l.values[key], l.total = v, l.total+l.size(v)
	for l.order = append(l.order, key); l.total > l.most; l.order = l.order[1:] {
		l.total -= l.size(l.values[l.order[0]])
		delete(l.values, l.order[0])
	}
}
