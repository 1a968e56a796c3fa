//go:build windows || darwin

package tray

import "context"

// Look answers at once: this system always shows icons.
func Look(context.Context) State { return Shown }
