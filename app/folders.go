package app

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"tamtam/core"
	"tamtam/ui/pick"
)

// folders answers the dialog that chooses a folder.
type folders struct{}

var _ pick.Folders = folders{}

func (folders) Nearest(_ context.Context, path string) string {
	path, err := filepath.Abs(path)
	if err != nil {
		return documents()
	}
	for {
		info, err := os.Stat(path)
		parent := filepath.Dir(path)
		if err == nil && info.IsDir() || parent == path {
			return path
		}
		path = parent
	}
}

func (folders) List(_ context.Context, path string) ([]string, error) {
	return listed(path, fs.FileInfo.IsDir)
}

func (folders) Files(_ context.Context, path string) ([]string, error) {
	return listed(path, func(info fs.FileInfo) bool { return info.Mode().IsRegular() })
}

// listed names what is wanted in a folder, without hidden ones.
func listed(path string, wanted func(fs.FileInfo) bool) ([]string, error) {
	entries, err := os.ReadDir(path)
	if err != nil {
		return nil, folderError("list the folder", err)
	}
	var names []string
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), ".") {
			continue
		}
		if info, err := os.Stat(filepath.Join(path, e.Name())); err == nil && wanted(info) { // what a link leads to counts
			names = append(names, e.Name())
		}
	}
	return names, nil
}

func (folders) Make(_ context.Context, parent, name string) (string, error) {
	const op = "make the folder"
	if name != filepath.Base(name) || !filepath.IsLocal(name) || name == "." {
		return "", core.Errorf(core.Invalid, op, "this cannot be the name of a folder")
	}
	path := filepath.Join(parent, name)
	if err := os.Mkdir(path, 0o700); err != nil {
		return "", folderError(op, err)
	}
	return path, nil
}

// folderError gives the system's refusals words that a person can use.
func folderError(op string, err error) error {
	switch {
	case errors.Is(err, fs.ErrExist):
		return core.Errorf(core.Invalid, op, "there is something of this name already")
	case errors.Is(err, fs.ErrNotExist):
		return core.Errorf(core.Invalid, op, "the folder is not there any more")
	case errors.Is(err, fs.ErrPermission):
		return core.Errorf(core.Invalid, op, "you have no permission for it")
	}
	return core.E(core.Other, op, err)
}
