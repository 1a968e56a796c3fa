package main_test

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"tamtam/core/gong/gongsim"
)

// The browser's command line, which others can read, holds neither state nor client id.
func TestTheBrowserIsOpened(t *testing.T) {
	d := newDesk(t, gongsim.Options{Calls: 30})
	redirect := d.integration()
	folder := t.TempDir()
	told := filepath.Join(folder, "told")
	if err := syscall.Mkfifo(told, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, "xdg-open"), []byte("#!/bin/sh\nprintf '%s\\n' \"$*\" >'"+told+"'\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	l := d.newLogin(redirect)
	l.command.Env = append(l.command.Env, "TAMTAM_CLIENT_SECRET="+clientSecret, "PATH="+folder+":"+os.Getenv("PATH"))
	l.start(false)
	opened, err := os.ReadFile(told)
	if err != nil {
		t.Fatal(err)
	}
	local := strings.TrimSpace(string(opened))
	if strings.Contains(local, "state") || strings.Contains(local, "client") || !strings.HasPrefix(local, strings.TrimSuffix(redirect, "/callback")) {
		t.Errorf("opened %q", local)
	}
	browse(t, local)
	if code, all := l.end(); code != 0 {
		t.Errorf("exit %d: %s", code, all)
	}
}
