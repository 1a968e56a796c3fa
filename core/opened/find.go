package opened

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"tamtam/core"
	"tamtam/core/text"
)

// source is a file that is to be read, or of which it is known that it cannot be.
type source struct {
	File
	// size is in bytes: what the disk says, or what the archive says and may be believed.
	size int64
	open func() (io.ReadCloser, error)
}

// generated is when the file says that it was made; zero when it does not, or cannot be read. Its beginning suffices.
func (s *source) generated() time.Time {
	in, err := s.open()
	if err != nil {
		return time.Time{} // reading it says why
	}
	defer in.Close()
	facts, _ := Read(io.LimitReader(in, 64<<10), func(text.Record) error { return errEnough })
	return facts.Generated
}

var errEnough = errors.New("the header was read")

// finder lists the files that paths name.
type finder struct {
	seen    map[string]bool
	sources []*source
}

// find lists the files that the paths name, those in archives, and those of folders that are named like ours, also in the folder's archives.
func find(ctx context.Context, paths []string) ([]*source, error) {
	f := finder{seen: map[string]bool{}}
	for _, path := range paths {
		if whole, err := filepath.Abs(path); err == nil {
			path = whole
		}
		info, err := os.Stat(path)
		if err != nil || !info.IsDir() {
			f.add(path, info, err, true)
			continue
		}
		for _, pattern := range []string{ourNames, "*.[zZ][iI][pP]"} {
			within, _ := filepath.Glob(filepath.Join(escaped(path), pattern)) // only a pattern can be wrong
			for _, one := range within {
				if err := ctx.Err(); err != nil {
					return nil, core.E(core.Canceled, "find the files", err)
				}
				info, err := os.Stat(one)
				f.add(one, info, err, pattern == ourNames)
			}
		}
	}
	return f.sources, nil
}

// ourNames is how the files are named that are taken from folders and archives.
const ourNames = "gong_*.txt"

// add lists a file, or those of an archive. An archive that was not named, but lies in a folder that was, is passed over where it holds none of ours.
func (f *finder) add(path string, info fs.FileInfo, err error, named bool) {
	if f.seen[path] {
		return
	}
	f.seen[path] = true
	s := &source{File: File{Path: path, Name: text.CleanLine(filepath.Base(path))}}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		s.Err = core.E(core.NotFound, "open the file", nil)
	case err != nil:
		s.Err = core.E(core.Unavailable, "open the file", pathless(err))
	case !info.Mode().IsRegular():
		s.Err = core.Errorf(core.Invalid, "open the file", "it is no file")
	case isArchive(path):
		within, err := openArchive(path).sources(s.Name)
		if err == nil {
			f.sources = append(f.sources, within...)
			return
		}
		s.Err = err
	default:
		s.size = info.Size()
		s.open = func() (io.ReadCloser, error) { return os.Open(path) }
	}
	if named || !core.Is(s.Err, core.Invalid) {
		f.sources = append(f.sources, s)
	}
}

// isArchive tells whether a file is a zip file, whatever its name: by how its first entry, or the end of one without entries, begins
// (APPNOTE.TXT of PKWARE, 4.3.7 and 4.3.16).
func isArchive(path string) bool {
	in, err := os.Open(path)
	if err != nil {
		return false // reading it says why
	}
	defer in.Close()
	head := make([]byte, 4)
	n, _ := io.ReadFull(in, head)
	return string(head[:n]) == "PK\x03\x04" || string(head[:n]) == "PK\x05\x06"
}

// escaped takes the meaning out of what is a pattern to filepath.Glob; where it cannot be, the folder is read by its own name.
func escaped(path string) string {
	if os.PathSeparator == '\\' {
		return path
	}
	return strings.NewReplacer(`\`, `\\`, `*`, `\*`, `?`, `\?`, `[`, `\[`).Replace(path)
}

// pathless is the cause of a file's error: paths hold names of people and customers.
func pathless(err error) error {
	if p, ok := errors.AsType[*fs.PathError](err); ok {
		return p.Err
	}
	return err
}
