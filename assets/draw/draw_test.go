package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

func TestTheTreeHoldsWhatIsDrawn(t *testing.T) {
	files, err := drawings()
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range files {
		got, err := os.ReadFile(filepath.Join("..", filepath.FromSlash(name)))
		if err != nil {
			t.Errorf("%s: %v; run go generate ./assets", name, err)
		} else if !bytes.Equal(got, want) {
			t.Errorf("%s is not what family.go draws; run go generate ./assets", name)
		}
	}
	entries, err := os.ReadDir(filepath.Join("..", "icons"))
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		if files["icons/"+entry.Name()] == nil {
			t.Errorf("icons/%s is drawn by nobody", entry.Name())
		}
	}
}
