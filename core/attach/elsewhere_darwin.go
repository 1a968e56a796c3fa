package attach

import (
	"io/fs"
	"syscall"
)

// dataless marks a file whose content is in the cloud (SF_DATALESS, sys/stat.h); uiHidden one that the Finder does not show (UF_HIDDEN).
const (
	dataless = 0x40000000
	uiHidden = 0x8000
)

func flags(info fs.FileInfo) uint32 {
	if stat, ok := info.Sys().(*syscall.Stat_t); ok {
		return stat.Flags
	}
	return 0
}

// elsewhere tells whether reading the file would fetch its content from elsewhere.
func elsewhere(info fs.FileInfo) bool { return flags(info)&dataless != 0 }

// hidden tells whether people do not see the file in its folder.
func hidden(info fs.FileInfo) bool { return flags(info)&uiHidden != 0 }
