package settings

import (
	"fyne.io/fyne/v2"

	"tamtam/assets"
	"tamtam/ui/kit"
)

func newAbout(n Needs) fyne.CanvasObject {
	return kit.Column(2,
		fact("Version", kit.NewText("Tamtam "+n.About.Version)),
		n.path("Data folder", n.About.Folder, n.About.Folder),
		n.path("Log folder", n.About.Log, n.About.Log),
		fact("Licence", kit.NewText("MIT")),
	)
}

// path is a line with a place on the disk, which can be copied and shown.
func (n Needs) path(name, path, folder string) fyne.CanvasObject {
	copied := kit.NewIconButton(assets.Copy, "Copy the path", func() { n.Clipboard.SetContent(path) })
	open := kit.NewIconButton(assets.Folder, "Show the folder", func() { n.Routes.Reveal(folder) })
	return kit.Line(4, kit.Sized(28, 0, kit.NewMuted(name)), kit.Grow(kit.NewText(path)), kit.Line(0, copied, open))
}
