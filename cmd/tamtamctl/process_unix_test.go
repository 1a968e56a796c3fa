//go:build !windows

package main_test

import (
	"os"
	"runtime"
	"syscall"
)

// maxRSS is the most memory that a process held, in bytes.
func maxRSS(p *os.ProcessState) int64 {
	usage, ok := p.SysUsage().(*syscall.Rusage)
	if !ok {
		return 0
	}
	if runtime.GOOS == "darwin" {
		return usage.Maxrss
	}
	return usage.Maxrss * 1024
}
