//go:build !windows && !darwin

package attach

import "io/fs"

// elsewhere tells whether reading the file would fetch its content from elsewhere. No such mark is known here.
func elsewhere(fs.FileInfo) bool { return false }

// hidden tells whether people do not see the file in its folder. Here the name alone says so.
func hidden(fs.FileInfo) bool { return false }
