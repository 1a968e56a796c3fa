package store

import (
	"path/filepath"

	"github.com/adrg/xdg"
)

// DefaultFolder is where the database lives unless the person says otherwise: the folder for a program's data of one user, local to the
// machine (XDG_DATA_HOME on Linux, Application Support on macOS, %LOCALAPPDATA% on Windows).
func DefaultFolder() string { return filepath.Join(xdg.DataHome, "tamtam") }
