package attach

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"tamtam/core/store"
)

// found is a file as a folder lists it.
type found struct {
	path, name string
	size       int64
	modified   time.Time
	online     bool // its content is elsewhere
}

// walk is a source as it was found.
type walk struct {
	files   []found
	folders []string // those that hold files or may come to, for the watcher
	trouble store.Trouble
	offline bool
}

// look lists the files of a source. An error is that of ctx.
func look(ctx context.Context, source store.Source, held bool, avoid []string, most int) (walk, error) {
	if !source.Folder {
		return lookAtFile(source), nil
	}
	root, err := filepath.EvalSymlinks(source.Path) // WalkDir does not follow a link at its root
	if err != nil {
		return walk{offline: true, trouble: whyNot(err)}, nil
	}
	if info, err := os.Stat(root); err != nil || !info.IsDir() {
		return walk{offline: true, trouble: whyNot(err)}, nil
	}
	var w walk
	entries := 0
	err = filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case err != nil && path == root:
			w.offline = true
			return err
		case err != nil:
			w.trouble = store.Refused // of a folder within; its files are left as they are
			return nil                //nolint:nilerr // one folder that cannot be read hides no other
		case path == root && slices.Contains(avoid, root):
			return filepath.SkipAll
		case path == root:
			w.folders = append(w.folders, root)
			return nil
		}
		entries++
		if entry.IsDir() {
			if passedOver(entry.Name()) || slices.Contains(avoid, path) {
				return filepath.SkipDir
			}
			w.folders = append(w.folders, path)
			return nil
		}
		info, ok := regular(path, entry)
		if !ok || passedOver(entry.Name()) || hidden(info) {
			return nil
		}
		if len(w.files) == most {
			w.trouble = store.TooMany
			return filepath.SkipAll
		}
		within, err := filepath.Rel(root, path)
		if err != nil {
			return nil //nolint:nilerr // it cannot be: it was met below root
		}
		w.files = append(w.files, foundFile(filepath.Join(source.Path, within), filepath.ToSlash(within), info))
		return nil
	})
	switch {
	case ctx.Err() != nil:
		return walk{}, ctx.Err()
	case w.offline:
		return walk{offline: true, trouble: whyNot(err)}, nil
	case entries == 0 && held: // an empty folder is also what is left where a drive was
		w.offline, w.trouble = true, store.Gone
	}
	return w, nil
}

// lookAtFile looks at a file that was attached by itself. While its folder is there, it can only have vanished.
func lookAtFile(source store.Source) walk {
	folder := filepath.Dir(source.Path)
	w := walk{folders: []string{folder}}
	info, err := os.Stat(source.Path)
	switch {
	case err == nil && info.Mode().IsRegular():
		w.files = []found{foundFile(source.Path, filepath.Base(source.Path), info)}
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return walk{offline: true, trouble: store.Refused}
	default:
		if _, err := os.Stat(folder); err != nil {
			return walk{offline: true, trouble: whyNot(err)}
		}
	}
	return w
}

func foundFile(path, name string, info fs.FileInfo) found {
	return found{
		path: path, name: name, size: info.Size(), modified: info.ModTime().UTC(),
		online: elsewhere(info) || slices.Contains(online, strings.ToLower(filepath.Ext(name))),
	}
}

// whyNot is why a source cannot be looked into.
func whyNot(err error) store.Trouble {
	if errors.Is(err, fs.ErrPermission) {
		return store.Refused
	}
	return store.Gone
}

// regular tells of a file what it is, of a link to one, too. Links to folders are not followed: they make circles.
func regular(path string, entry fs.DirEntry) (fs.FileInfo, bool) {
	info, err := entry.Info()
	if err == nil && info.Mode()&fs.ModeSymlink != 0 {
		info, err = os.Stat(path)
	}
	return info, err == nil && info.Mode().IsRegular()
}

// passing are ends of the names of files that exist while something is being written or fetched.
var passing = []string{".tmp", ".temp", ".part", ".partial", ".crdownload", ".download", ".swp", ".lock", "~"}

// litter are files of the systems' own.
var litter = []string{"thumbs.db", "desktop.ini", "icon\r", "ehthumbs.db"}

// passedOver tells whether a name is that of a hidden, temporary or housekeeping file or folder.
func passedOver(name string) bool {
	lower := strings.ToLower(name)
	return strings.HasPrefix(name, ".") || strings.HasPrefix(name, "~$") || strings.HasPrefix(name, "~") && strings.HasSuffix(lower, ".tmp") ||
		slices.ContainsFunc(passing, func(end string) bool { return strings.HasSuffix(lower, end) }) || slices.Contains(litter, lower)
}
