package instance

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/adrg/xdg"

	"tamtam/core"
)

// longestPath is the most bytes of a socket's path: sun_path has 104 with a closing zero on macOS and the BSDs, 108 elsewhere.
const longestPath = 103

// placesOf are the paths that the socket of a database's folder may have: in the system's folder for such things, which no file system
// of the person's own choice is under, else beside the database.
func placesOf(folder string) ([]string, error) {
	folder, err := filepath.Abs(folder)
	if err == nil {
		folder, err = filepath.EvalSymlinks(folder)
	}
	if err != nil {
		return nil, core.E(core.Other, "find the place of the socket", err)
	}
	sum := sha256.Sum256([]byte(folder))
	var places []string
	for _, path := range []string{
		filepath.Join(xdg.RuntimeDir, "tamtam", hex.EncodeToString(sum[:8])+".sock"),
		filepath.Join(folder, "instance", "show.sock"),
	} {
		if len(path) <= longestPath {
			places = append(places, path)
		}
	}
	if len(places) == 0 {
		return nil, core.Errorf(core.Unavailable, "find the place of the socket", "every path is longer than %d bytes", longestPath)
	}
	return places, nil
}

// errShared is a folder that is not its owner's alone.
var errShared = errors.New("the folder of the socket is open to others")

// clear makes the place free. Only whoever holds the database may do so: nobody else can be listening there then.
func clear(path string) error {
	info, err := os.Lstat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return err
	case info.Mode().IsRegular() || info.IsDir():
		return errors.New("something else stands in the place of the socket")
	}
	return os.Remove(path)
}
