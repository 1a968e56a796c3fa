package vault

import (
	"context"
	"fmt"
	"io"
	"sync"

	"tamtam/core"
)

// Memory keeps a data key in this process, until it ends: for tests, and for work that shall leave no key behind. The zero value
// is empty and ready; it may be handed to several Opens of the same database.
type Memory struct {
	mu  sync.Mutex
	key dataKey
}

var _ keeper = (*Memory)(nil)

func (m *Memory) kind() Kind { return KindMemory }

func (m *Memory) load(ctx context.Context, _ []byte) (dataKey, error) {
	if ctx.Err() != nil {
		return dataKey{}, ended(ctx, opLoad)
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if !m.kept() {
		return dataKey{}, core.Errorf(core.NotFound, opLoad, "it ended with the program that made it")
	}
	return m.key, nil
}

func (m *Memory) save(ctx context.Context, key dataKey) ([]byte, error) {
	if ctx.Err() != nil {
		return nil, ended(ctx, opSave)
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.kept() {
		return nil, errOccupied()
	}
	m.key = key
	return nil, nil
}

func (m *Memory) remove(context.Context) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.key = dataKey{}
	return nil
}

func (m *Memory) kept() bool { return !m.key.bytes.IsZero() }

// Format writes what it is and not what it holds, whatever the verb.
func (m *Memory) Format(s fmt.State, _ rune) { io.WriteString(s, "memory") }
