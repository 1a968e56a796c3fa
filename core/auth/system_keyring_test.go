//go:build keyring && linux

package auth_test

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"testing"
	"time"

	"tamtam/core"
	"tamtam/core/auth"
	"tamtam/core/gong"
	"tamtam/core/store"
)

// These need a Secret Service of their own: core/vault/testdata/secret-service.sh makes it.

// longest is how long a test waits for other processes before it gives them up.
const longest = 20 * time.Second

// TestSystemProcess is no test by itself: it is each of the processes of TestSystemTwoProcesses.
func TestSystemProcess(t *testing.T) {
	folder := os.Getenv("TAMTAM_TEST_FOLDER")
	if folder == "" {
		return
	}
	db, err := store.Open(folder, store.Options{})
	for began := time.Now(); errors.Is(err, store.ErrHeld) && time.Since(began) < longest; {
		db, err = store.Open(folder, store.Options{}) // which waits a little for the other
	}
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	report := auth.Report{BaseURL: gong.DefaultBase, Workspaces: []string{core.NewID()}}
	if _, err := auth.New(db, auth.Options{}).Save(t.Context(), auth.Target{Name: core.NewID()}, key(), report); err != nil {
		t.Error(err)
	}
}

// Two programs connect for the first time, at the same time, in one folder: there is one key, and both credentials open.
func TestSystemTwoProcesses(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), 2*longest)
	defer cancel()
	folder := t.TempDir()
	var all []*exec.Cmd
	for range 2 {
		c := exec.CommandContext(ctx, os.Args[0], "-test.run", "^TestSystemProcess$")
		c.Env = append(os.Environ(), "TAMTAM_TEST_FOLDER="+folder)
		c.Stdout, c.Stderr = os.Stderr, os.Stderr
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		all = append(all, c)
	}
	for _, c := range all {
		if err := c.Wait(); err != nil {
			t.Error(err)
		}
	}
	db, err := store.Open(folder, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	c := auth.New(db, auth.Options{})
	connections, err := c.List()
	if err != nil || len(connections) != 2 {
		t.Fatalf("%d connections, %v", len(connections), err)
	}
	for _, connection := range connections {
		mustOpen(t, c, connection.ID)
	}
}
