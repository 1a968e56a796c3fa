//go:build !windows

package core

import "syscall"

// fullErrors mean that the disk, the quota or the process's file size limit left no space.
var fullErrors = []syscall.Errno{syscall.ENOSPC, syscall.EDQUOT, syscall.EFBIG}
