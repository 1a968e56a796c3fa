//go:build !windows

package autostart

// currentUser is the registry, which only Windows has.
func currentUser() registry { return nil }
