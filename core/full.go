package core

import (
	"errors"
	"strings"
)

// IsFull tells whether an error means that there is no space left. bbolt v1.5.0 keeps only the text of an error met while the file grows
// (db.grow) or is copied (tx.WriteTo), so the text is looked at, too: the system's own, as Go prints it.
func IsFull(err error) bool {
	for _, number := range fullErrors {
		if errors.Is(err, number) || strings.Contains(err.Error(), number.Error()) {
			return true
		}
	}
	return false
}
