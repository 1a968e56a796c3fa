package search

import "sync"

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
	l.mu.Lock()
	v, known := l.values[key]
	if known {
		l.touch(key)
	}
	l.mu.Unlock()
	if known {
		return v, nil
	}
	v, err := read()
	if err != nil {
		return v, err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if _, known := l.values[key]; known || l.size(v) > l.most/4 {
		return v, nil
	}
	if l.values == nil {
		l.values = map[K]V{}
	}
	l.values[key], l.total = v, l.total+l.size(v)
	for l.order = append(l.order, key); l.total > l.most; l.order = l.order[1:] {
		l.total -= l.size(l.values[l.order[0]])
		delete(l.values, l.order[0])
	}
	return v, nil
}

// touch makes a key the one used last.
func (l *latest[K, V]) touch(key K) {
	for i, k := range l.order {
		if k == key {
			l.order = append(append(l.order[:i:i], l.order[i+1:]...), key)
			return
		}
	}
}
