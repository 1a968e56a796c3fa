package instance

import "os"

// private tells whether the folder is there: on Windows it lies within the person's own, whose access list it has.
func private(folder string) error {
	_, err := os.Lstat(folder)
	return err
}
