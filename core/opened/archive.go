package opened

import (
	"archive/zip"
	"errors"
	"io"
	"io/fs"
	"math"
	"os"
	"path"
	"strings"

	"tamtam/core"
	"tamtam/core/text"
)

// Why an archive, or a file in one, is not read: causes of File.Err.
var (
	// ErrEncrypted is for a file that needs a password.
	ErrEncrypted = errors.New("it needs a password")
	// ErrDamaged is for an archive, or a file in it, that is not as it was packed.
	ErrDamaged = errors.New("the archive is damaged")
	// ErrPacking is for a file that was packed in a way that the standard library does not unpack: any but Store and Deflate.
	ErrPacking = errors.New("the way in which it was packed is not known")
	// ErrTooLarge is for an archive that holds more files, or unpacks to more, than is read of it.
	ErrTooLarge = errors.New("the archive holds too much")
)

// Bounds of an archive. A file of a megabyte can claim to hold a terabyte, and truly unpack to a thousand; text like ours unpacks to between
// five and thirty times its size.
const (
	mostDirectory = 4 << 20 // bytes of its list of entries, which is held in memory
	mostEntries   = 10_000  // files of ours
	mostUnpacked  = 8 << 30 // bytes in all
	mostRatio     = 100     // bytes unpacked of one packed, beyond what any archive may have:
	freelyUnpacks = 16 << 20
)

// unpacks is how many bytes are unpacked at most of an archive of a size.
func unpacks(size int64) int64 {
	return min(mostUnpacked, freelyUnpacks+mostRatio*min(size, mostUnpacked))
}

// archive is a zip file (PKWARE's APPNOTE.TXT), read by the standard library. It is open only while something of it is read, for a folder
// may hold many. What its entries are called opens nothing: it is compared, and shown.
type archive struct {
	path string
	file *os.File
	// readable and unpackable are how many bytes may still be read of the file as it is, and be unpacked of all its entries together.
	readable, unpackable int64
}

func openArchive(path string) *archive { return &archive{path: path} }

// ReadAt reads of the file, which is open.
func (a *archive) ReadAt(p []byte, offset int64) (int, error) {
	if offset < 0 { // an entry says that it lies there
		return 0, ErrDamaged
	}
	if a.readable -= int64(len(p)); a.readable < 0 {
		return 0, ErrTooLarge
	}
	return a.file.ReadAt(p, offset)
}

func (a *archive) open() (err error) {
	a.file, err = os.Open(a.path)
	return err
}

// sources lists the files of ours in the archive, which is called name. core.Invalid when there is none.
func (a *archive) sources(name string) (all []*source, err error) {
	entries, err := a.entries()
	if err != nil {
		return nil, failure("open the archive", err)
	}
	for _, e := range entries {
		within := text.CleanLine(strings.TrimPrefix(path.Clean("/"+slashed(e.Name)), "/"))
		s := &source{File: File{Path: a.path, Within: within, Name: name + "/" + within}, size: a.unpackable}
		if e.UncompressedSize64 < uint64(a.unpackable) {
			s.size = int64(e.UncompressedSize64)
		}
		s.open = func() (io.ReadCloser, error) { return a.unpack(e) }
		all = append(all, s)
	}
	switch {
	case len(all) == 0:
		return nil, core.Errorf(core.Invalid, "open the archive", "it holds no file that is named like ours")
	case len(all) > mostEntries:
		return nil, failure("open the archive", ErrTooLarge)
	}
	return all, nil
}

// entries reads the list of entries and returns the files that are named like ours, in whatever folder.
func (a *archive) entries() (ours []*zip.File, err error) {
	if err := a.open(); err != nil {
		return nil, err
	}
	defer a.file.Close()
	info, err := a.file.Stat()
	if err != nil {
		return nil, err
	}
	a.readable, a.unpackable = mostDirectory, unpacks(info.Size())
	list, err := zip.NewReader(a, info.Size())
	if err != nil {
		return nil, archived(err)
	}
	a.readable = math.MaxInt64
	for _, e := range list.File {
		ok, _ := path.Match(ourNames, strings.ToLower(path.Base(slashed(e.Name)))) // only a pattern can be wrong
		if ok && e.Mode().IsRegular() {
			ours = append(ours, e)
		}
	}
	return ours, nil
}

// slashed is the name of an entry as it ought to be: some programs on Windows write their own separator.
func slashed(name string) string { return strings.ReplaceAll(name, `\`, "/") }

// unpack opens an entry.
func (a *archive) unpack(e *zip.File) (io.ReadCloser, error) {
	const encrypted = 1 // bit 0 of the flags: APPNOTE.TXT, 4.4.4
	if e.Flags&encrypted != 0 {
		return nil, ErrEncrypted
	}
	if err := a.open(); err != nil {
		return nil, err
	}
	in, err := e.Open()
	if err != nil {
		a.file.Close()
		return nil, archived(err)
	}
	return &unpacked{in, a}, nil
}

// unpacked is the content of an entry while it is unpacked.
type unpacked struct {
	io.ReadCloser
	of *archive
}

func (u *unpacked) Read(p []byte) (int, error) {
	if u.of.unpackable <= 0 {
		return 0, ErrTooLarge
	}
	n, err := u.ReadCloser.Read(p[:min(int64(len(p)), u.of.unpackable)])
	u.of.unpackable -= int64(n)
	if err != nil && !errors.Is(err, io.EOF) {
		err = archived(err)
	}
	return n, err
}

// Close closes the archive, too, until something else of it is opened.
func (u *unpacked) Close() error { return errors.Join(u.ReadCloser.Close(), u.of.file.Close()) }

// archived is why something of an archive could not be read: the disk failed, or a bound was met, or else the archive is not what it says.
func archived(err error) error {
	_, disk := errors.AsType[*fs.PathError](err)
	switch {
	case disk, errors.Is(err, ErrTooLarge):
		return err
	case errors.Is(err, zip.ErrAlgorithm):
		return ErrPacking
	}
	return ErrDamaged
}

// failure is why a file could not be opened or read, in the words of File.Err.
func failure(op string, err error) error {
	switch {
	case errors.Is(err, ErrEncrypted):
		return core.E(core.Locked, op, err)
	case errors.Is(err, ErrPacking), errors.Is(err, ErrTooLarge):
		return core.E(core.Invalid, op, err)
	case errors.Is(err, ErrDamaged):
		return core.E(core.Broken, op, err)
	}
	return core.E(core.Unavailable, op, pathless(err))
}
