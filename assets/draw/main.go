// Command draw makes Tamtam's icons: one SVG file per icon of the family, and the program's icon as PNG. The drawings are
// tables of strokes; what is written are filled outlines, for Fyne recolours fills only. Run it by "go generate ./assets";
// a test holds that the files in the tree are what it makes.
package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
)

func main() {
	if err := write("."); err != nil {
		fmt.Fprintln(os.Stderr, "draw:", err)
		os.Exit(1)
	}
}

// write puts all drawings below dir, the folder of package assets.
func write(dir string) error {
	files, err := drawings()
	if err != nil {
		return err
	}
	for name, content := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if old, err := os.ReadFile(path); err == nil && bytes.Equal(old, content) {
			continue
		}
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, content, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// drawings makes every file, by its path below the folder of package assets.
func drawings() (map[string][]byte, error) {
	files := make(map[string][]byte, len(family)+1)
	for name, drawing := range family {
		files["icons/"+name+".svg"] = []byte(drawing.svg())
	}
	icon, err := appIcon(512)
	if err != nil {
		return nil, err
	}
	files["icon.png"] = icon
	return files, nil
}
