//go:build !linux && !darwin

package vault

func runtimeDir() string { return "" }

func (r systemRing) reachable() error { return nil }

// isLocked is false on Windows: the Credential Manager is open while its person is logged in.
func isLocked(error) bool { return false }
