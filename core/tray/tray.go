package tray

import "context"

// State is what the desktop does with a program's icon.
type State int

// The states. Only Shown lets a program go on without a window.
const (
	// Unknown is before anything was asked, or when no answer came in time.
	Unknown State = iota
	// Shown is a desktop that shows icons.
	Shown
	// NoBus is a session without D-Bus, by which icons are shown.
	NoBus
	// NoWatcher is a desktop that takes no icons.
	NoWatcher
	// NoHost is a desktop that takes icons, but nothing there draws them.
	NoHost
)

// The watcher's name, place and property in the StatusNotifierItem specification.
const (
	watcherName = "org.kde.StatusNotifierWatcher"
	watcherPath = "/StatusNotifierWatcher"
	hosted      = "IsStatusNotifierHostRegistered"
)

// bus is what is asked of the session's D-Bus.
type bus interface {
	// owned tells whether somebody has the name.
	owned(ctx context.Context, name string) (bool, error)
	// hosted asks the watcher whether a host has registered.
	hosted(ctx context.Context) (bool, error)
	close()
}

// ask finds out the state on a bus; open returns nil without an error when the session has none.
func ask(ctx context.Context, open func(ctx context.Context) (bus, error)) State {
	b, err := open(ctx)
	if err != nil {
		return Unknown
	}
	if b == nil {
		return NoBus
	}
	defer b.close()
	there, err := b.owned(ctx, watcherName)
	switch {
	case err != nil:
		return Unknown
	case !there:
		return NoWatcher
	}
	drawn, err := b.hosted(ctx)
	switch {
	case err != nil:
		return Unknown
	case !drawn:
		return NoHost
	}
	return Shown
}
