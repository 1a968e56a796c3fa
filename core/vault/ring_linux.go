package vault

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	ss "github.com/zalando/go-keyring/secret_service"
)

// runtimeDir does not follow XDG_RUNTIME_DIR because godbus v5.2.2 does not either.
func runtimeDir() string { return fmt.Sprintf("/run/user/%d", os.Getuid()) }

// reachable answers an error unless the D-Bus library will find a bus by itself, in the ways of godbus v5.2.2: without one it
// runs dbus-launch, whose bus stays behind.
func (r systemRing) reachable() error {
	if a := os.Getenv("DBUS_SESSION_BUS_ADDRESS"); a != "" && a != "autolaunch:" {
		return nil
	}
	if _, err := os.Stat(filepath.Join(r.runtimeDir, "bus")); err == nil {
		return nil
	}
	b, err := os.ReadFile(filepath.Join(r.runtimeDir, "dbus-session"))
	if address, ok := strings.CutPrefix(string(b), "DBUS_SESSION_BUS_ADDRESS="); err == nil && ok && strings.TrimSpace(address) != "" {
		return nil
	}
	return errors.New("this session has no D-Bus, so no Secret Service")
}

var _ Lockable = systemRing{}

// Locked tells whether the collection that holds our items is locked. Any use of it would have the service prompt for its password.
func (r systemRing) Locked() bool { return r.reachable() == nil && isLocked(nil) }

// isLocked asks the Secret Service, since the failure itself says so only in words.
func isLocked(error) bool {
	service, err := ss.NewSecretService()
	if err != nil {
		return false
	}
	property, err := service.GetLoginCollection().GetProperty("org.freedesktop.Secret.Collection.Locked")
	if err != nil {
		return false
	}
	locked, ok := property.Value().(bool)
	return ok && locked
}
