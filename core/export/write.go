package export

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"tamtam/core"
)

// write makes a file as Replace does, under a name that nobody else uses meanwhile.
func write(root *os.Root, name string, content func(io.Writer) error) error {
	return Replace(root, name, "."+name+"."+core.NewID()+Part, content, nil)
}

// Part ends the names of files that are being written.
const Part = ".part"

// Replace makes a file under a temporary name, which must be free, and gives it its own when it is complete and on the disk; one that had
// that name is replaced then and not earlier. ready, which may be nil, is called just before, and may refuse. Nothing is left of a file
// that was not completed, unless the program is killed meanwhile.
func Replace(root *os.Root, name, temporary string, content func(io.Writer) error, ready func() error) (err error) {
	f, err := root.OpenFile(temporary, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return failed(err)
	}
	defer func() {
		if err != nil {
			err = failed(errors.Join(err, f.Close(), ignoreMissing(root.Remove(temporary))))
		}
	}()
	b := bufio.NewWriterSize(f, 256<<10)
	if err := content(b); err != nil {
		return err
	}
	if err := errors.Join(b.Flush(), f.Sync(), f.Close()); err != nil {
		return err
	}
	if ready != nil {
		if err := ready(); err != nil {
			return err
		}
	}
	return root.Rename(temporary, name)
}

func ignoreMissing(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// failed gives an error of an export its kind; nil stays nil.
func failed(err error) error {
	if err == nil {
		return nil
	}
	return Fault("export", err)
}

// Fault gives a failure to write files its kind, with what was being done; one that has a kind keeps it.
func Fault(op string, err error) error {
	if _, ok := errors.AsType[*core.Error](err); ok || core.Is(err, core.Canceled) {
		return err
	}
	kind := core.Other
	switch {
	case core.IsFull(err):
		kind = core.Full
	case errors.Is(err, fs.ErrPermission), errors.Is(err, fs.ErrInvalid):
		kind = core.Invalid
	}
	return core.E(kind, op, fmt.Errorf("write the files: %w", err))
}
