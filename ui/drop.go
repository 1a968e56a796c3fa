package ui

import (
	"path/filepath"

	"fyne.io/fyne/v2"

	"tamtam/ui/kit"
)

// What is said of a drop that nothing takes.
const (
	sayNoPlaceToDrop = "Nothing here takes files. Open a dataset, or its form, and drop them there."
	sayNotLocal      = "Only files and folders of this computer can be attached."
)

// dropped gives what was dropped onto the window to its page, or to whoever takes it in its place. The system has no way to refuse a drop, so one that nothing takes is said, but
// not while a dialog is open: the page below it is not asked for anything then.
func (s *Shell) dropped(_ fyne.Position, items []fyne.URI) {
	if s.closed || s.stage.Modal() || len(items) == 0 {
		return
	}
	take := s.takes
	if page, ok := s.history.page().(Dropper); ok {
		take = page.Drop
	}
	if take == nil {
		s.stage.Toast(kit.Neutral, sayNoPlaceToDrop)
		return
	}
	paths := localPaths(items)
	if len(paths) < len(items) {
		s.stage.Toast(kit.Warn, sayNotLocal)
	}
	if len(paths) > 0 {
		take(paths)
	}
}

// localPaths are those of the items that are files and folders of this computer.
func localPaths(items []fyne.URI) (paths []string) {
	for _, item := range items {
		if item.Scheme() == "file" && item.Path() != "" {
			paths = append(paths, filepath.FromSlash(item.Path()))
		}
	}
	return paths
}
