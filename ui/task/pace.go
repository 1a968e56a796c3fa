package task

import (
	"context"
	"sync"
	"time"
)

// PulseGap is the least time between two draws of one Pulse.
const PulseGap = 100 * time.Millisecond

// Pulse turns any number of Marks, from any goroutine, into at most ten calls of draw a second on the UI goroutine. Every
// Mark is followed by a draw that begins after it, so the last state is always shown; draw pulls a snapshot for itself.
type Pulse struct {
	runner Runner
	draw   func()

	mu      sync.Mutex
	waiting bool
	stopped bool
}

// NewPulse returns a pulse that calls draw.
func NewPulse(r Runner, draw func()) *Pulse { return &Pulse{runner: r, draw: draw} }

// Mark says that there is something new to draw.
func (p *Pulse) Mark() {
	p.mu.Lock()
	skip := p.waiting || p.stopped
	p.waiting = true
	p.mu.Unlock()
	if skip {
		return
	}
	p.runner.After(PulseGap, func() {
		p.mu.Lock()
		p.waiting = false
		stopped := p.stopped
		p.mu.Unlock()
		if !stopped {
			p.draw()
		}
	})
}

// Stop ends the pulse; no draw begins after it returns, if it is called on the UI goroutine.
func (p *Pulse) Stop() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.stopped = true
}

// Debounce calls only the last of several functions that follow each other closely. Use it on the UI goroutine only.
type Debounce struct {
	runner Runner
	wait   time.Duration
	stop   func()
}

// NewDebounce returns a debounce that calls when wait has passed without another Call.
func NewDebounce(r Runner, wait time.Duration) *Debounce { return &Debounce{runner: r, wait: wait} }

// Call forgets the function that is waiting and lets f wait in its place.
func (d *Debounce) Call(f func()) {
	d.Stop()
	d.stop = d.runner.After(d.wait, func() {
		d.stop = nil
		f()
	})
}

// Prompt calls f at once when nothing was called within wait; otherwise it is Call. So the first of several functions that follow each other closely
// is called, and the last.
func (d *Debounce) Prompt(f func()) {
	if d.stop != nil {
		d.Call(f)
		return
	}
	f()
	d.stop = d.runner.After(d.wait, func() { d.stop = nil })
}

// Stop forgets the function that is waiting.
func (d *Debounce) Stop() {
	if d.stop != nil {
		d.stop()
		d.stop = nil
	}
}

// Every calls f on the UI goroutine each time gap has passed, until ctx ends. It is for clocks on the wall ("3 minutes ago");
// progress uses Pulse.
func Every(ctx context.Context, r Runner, gap time.Duration, f func()) {
	r.After(gap, func() {
		if ctx.Err() != nil {
			return
		}
		f()
		Every(ctx, r, gap, f)
	})
}
