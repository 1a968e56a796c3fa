package vault

import (
	"errors"
	"os/exec"
)

func runtimeDir() string { return "" }

func (r systemRing) reachable() error { return nil }

// isLocked reads the exit code of /usr/bin/security: the low byte of the OSStatus.
func isLocked(err error) bool {
	exit, ok := errors.AsType[*exec.ExitError](err)
	if !ok {
		return false
	}
	switch exit.ExitCode() {
	case 36, // errSecInteractionNotAllowed, -25308
		51,  // errSecAuthFailed, -25293
		128: // userCanceledErr, -128
		return true
	}
	return false
}
