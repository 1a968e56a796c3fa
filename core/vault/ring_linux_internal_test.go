package vault

import (
	"os"
	"path/filepath"
	"testing"
)

// godbus runs dbus-launch when it finds no bus, and that bus stays behind for ever.
func TestNoBusIsStarted(t *testing.T) {
	tests := []struct {
		name, address string
		files         map[string]string
		reachable     bool
	}{
		{"no session", "", nil, false},
		{"autolaunch", "autolaunch:", nil, false},
		{"a file that names none", "", map[string]string{"dbus-session": "unset\n"}, false},
		{"address given", "unix:path=/nowhere", nil, true},
		{"socket of the session", "", map[string]string{"bus": ""}, true},
		{"file that names it", "", map[string]string{"dbus-session": "DBUS_SESSION_BUS_ADDRESS=unix:abstract=/x\n"}, true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Setenv("DBUS_SESSION_BUS_ADDRESS", test.address)
			bin, marker := t.TempDir(), filepath.Join(t.TempDir(), "launched")
			if err := os.WriteFile(filepath.Join(bin, "dbus-launch"), []byte("#!/bin/sh\n>"+marker+"\n"), 0o700); err != nil {
				t.Fatal(err)
			}
			t.Setenv("PATH", bin)
			ring := systemRing{runtimeDir: t.TempDir()}
			for name, text := range test.files {
				if err := os.WriteFile(filepath.Join(ring.runtimeDir, name), []byte(text), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			if err := ring.reachable(); (err == nil) != test.reachable {
				t.Errorf("got %v, want reachable %v", err, test.reachable)
			}
			if test.reachable {
				return // a real bus is not asked here; testdata/secret-service.sh does that
			}
			if _, err := ring.Get(Service, "none"); err == nil {
				t.Error("an item was found without a bus")
			}
			if ring.Set(Service, "none", "x") == nil || ring.Delete(Service, "none") == nil {
				t.Error("an item was changed without a bus")
			}
			if _, err := os.Stat(marker); err == nil {
				t.Error("dbus-launch was run")
			}
		})
	}
}
