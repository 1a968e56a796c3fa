//go:build !windows

package core

import (
	"errors"
	"syscall"
)

// IsFull tells whether a write failed because the disk, the quota or the process's file size limit left no space.
func IsFull(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) || errors.Is(err, syscall.EFBIG)
}
