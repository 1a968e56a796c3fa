package app

import (
	"os"
	"path/filepath"

	"github.com/adrg/xdg"

	"tamtam/core"
	"tamtam/core/store"
)

// places are the folders of the program. They are for their owner alone.
type places struct {
	home string // the database
	logs string
}

// placesFor are the system's own folders, or, when home is given, everything below it.
func placesFor(home string) places {
	if home != "" {
		return places{home: home, logs: filepath.Join(home, "logs")}
	}
	return places{home: store.DefaultFolder(), logs: filepath.Join(xdg.StateHome, "tamtam")}
}

func (p places) make() error {
	for _, folder := range []string{p.home, p.logs} {
		if err := os.MkdirAll(folder, 0o700); err != nil {
			return core.E(core.Other, "make the folders", err)
		}
	}
	return nil
}

// documents is where a person keeps files, as a first proposal for exports.
func documents() string {
	if xdg.UserDirs.Documents != "" {
		return filepath.Join(xdg.UserDirs.Documents, "Tamtam")
	}
	return filepath.Join(xdg.Home, "Tamtam")
}
