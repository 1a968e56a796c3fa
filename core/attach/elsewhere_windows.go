package attach

import (
	"io/fs"
	"syscall"
)

// Attributes of files whose content is elsewhere (FILE_ATTRIBUTE_OFFLINE, _RECALL_ON_OPEN, _RECALL_ON_DATA_ACCESS: winnt.h).
const recalled = 0x1000 | 0x40000 | 0x400000

func attributes(info fs.FileInfo) uint32 {
	if data, ok := info.Sys().(*syscall.Win32FileAttributeData); ok {
		return data.FileAttributes
	}
	return 0
}

// elsewhere tells whether reading the file would fetch its content from elsewhere.
func elsewhere(info fs.FileInfo) bool { return attributes(info)&recalled != 0 }

// hidden tells whether people do not see the file in its folder.
func hidden(info fs.FileInfo) bool { return attributes(info)&syscall.FILE_ATTRIBUTE_HIDDEN != 0 }
