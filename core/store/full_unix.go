//go:build !windows

package store

import (
	"errors"
	"syscall"
)

// isFull tells whether the disk, the quota or the process's file size limit left no space.
func isFull(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) || errors.Is(err, syscall.EFBIG)
}
