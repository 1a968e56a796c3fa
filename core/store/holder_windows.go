package store

import (
	"io"
	"os"
	"syscall"
)

// What package syscall does not name; source: Microsoft, CreateFileW and "Standard Access Rights".
const (
	deleteAccess  = 0x00010000 // DELETE
	deleteOnClose = 0x04000000 // FILE_FLAG_DELETE_ON_CLOSE
)

// leaveNote writes a note that is true for as long as the returned file is open: the system removes it when the file is closed, which it does
// itself when the process ends, however that ends.
func leaveNote(path string, text []byte) (*os.File, error) {
	f, err := openNote(path, syscall.GENERIC_WRITE|deleteAccess, syscall.FILE_SHARE_READ|syscall.FILE_SHARE_DELETE, syscall.CREATE_ALWAYS, deleteOnClose)
	if err != nil {
		return nil, err
	}
	if _, err := f.Write(text); err != nil {
		_ = f.Close() // and it is gone
		return nil, err
	}
	return f, nil
}

// readNote reads a note, which is there only while it is true. Half of one does not parse.
func readNote(path string) ([]byte, error) {
	const all = syscall.FILE_SHARE_READ | syscall.FILE_SHARE_WRITE | syscall.FILE_SHARE_DELETE
	f, err := openNote(path, syscall.GENERIC_READ, all, syscall.OPEN_EXISTING, 0)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, mostNote))
}

func openNote(path string, access, share, how, flags uint32) (*os.File, error) {
	name, err := syscall.UTF16PtrFromString(path)
	if err != nil {
		return nil, err
	}
	handle, err := syscall.CreateFile(name, access, share, nil, how, syscall.FILE_ATTRIBUTE_NORMAL|flags, 0)
	if err != nil {
		return nil, &os.PathError{Op: "open", Path: path, Err: err}
	}
	return os.NewFile(uintptr(handle), path), nil
}
