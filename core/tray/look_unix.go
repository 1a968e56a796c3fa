//go:build !windows && !darwin

package tray

import (
	"context"
	"fmt"

	"github.com/godbus/dbus/v5"
)

// Look asks the desktop. It waits for answers until ctx ends, and starts nothing: neither a bus nor a watcher.
func Look(ctx context.Context) State { return ask(ctx, session) }

// connection is a connection of one's own: the one that libraries share is closed by the toolkit when its icon goes.
type connection struct{ *dbus.Conn }

// session connects to the session's bus. D-Bus's library knows where it is; without one it would start one.
func session(ctx context.Context) (bus, error) {
	conn, err := dbus.SessionBusPrivateNoAutoStartup(dbus.WithContext(ctx))
	if err != nil {
		return nil, ctx.Err() // no address, or nobody there
	}
	if err := conn.Auth(nil); err != nil {
		_ = conn.Close()
		return nil, fmt.Errorf("sign in at the session's bus: %w", err)
	}
	if err := conn.Hello(); err != nil {
		_ = conn.Close()
		return nil, fmt.Errorf("greet the session's bus: %w", err)
	}
	return connection{conn}, nil
}

func (c connection) owned(ctx context.Context, name string) (there bool, err error) {
	err = c.BusObject().CallWithContext(ctx, "org.freedesktop.DBus.NameHasOwner", 0, name).Store(&there)
	return there, err
}

func (c connection) hosted(ctx context.Context) (drawn bool, err error) {
	const get = "org.freedesktop.DBus.Properties.Get"
	err = c.Object(watcherName, watcherPath).CallWithContext(ctx, get, dbus.FlagNoAutoStart, watcherName, hosted).Store(&drawn)
	return drawn, err
}

func (c connection) close() { _ = c.Close() }
