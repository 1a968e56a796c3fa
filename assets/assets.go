// Package assets holds Tamtam's icons, embedded. They are one family on a 24 unit grid, in one colour, drawn by the command in
// assets/draw; draw them through ui/look, which gives them the theme's colours.
package assets

import (
	"embed"

	"fyne.io/fyne/v2"
)

//go:generate go run ./draw

//go:embed icons/*.svg
var files embed.FS

//go:embed icon.png
var icon []byte

// App is the program's icon: the mark on a plate, 512 pixels wide.
var App fyne.Resource = fyne.NewStaticResource("icon.png", icon)

// The icons.
var (
	// Mark and rail.
	Logo     = Icon("logo")
	Datasets = Icon("datasets")
	Review   = Icon("review")
	Timeline = Icon("timeline")
	Activity = Icon("activity")
	Settings = Icon("settings")

	// Data types, in files named as core.DataType is.
	Calls              = Icon("calls")
	Transcripts        = Icon("transcripts")
	Users              = Icon("users")
	UserStats          = Icon("user-stats")
	Scorecards         = Icon("scorecards")
	AnsweredScorecards = Icon("answered-scorecards")
	Libraries          = Icon("libraries")
	Trackers           = Icon("trackers")
	CRMDeals           = Icon("crm-deals")
	CRMContacts        = Icon("crm-contacts")
	CRMAccounts        = Icon("crm-accounts")

	// States.
	Check   = Icon("check")
	Tick    = Icon("tick")
	Warning = Icon("warning")
	Error   = Icon("error")
	Lock    = Icon("lock")
	Clock   = Icon("clock")
	Sync    = Icon("sync")
	Info    = Icon("info")

	// Actions.
	Plus         = Icon("plus")
	Refresh      = Icon("refresh")
	Export       = Icon("export")
	Edit         = Icon("edit")
	Delete       = Icon("delete")
	Duplicate    = Icon("duplicate")
	Folder       = Icon("folder")
	File         = Icon("file")
	Search       = Icon("search")
	Eye          = Icon("eye")
	EyeOff       = Icon("eye-off")
	Copy         = Icon("copy")
	OpenExternal = Icon("open-external")
	Cancel       = Icon("cancel")
	Retry        = Icon("retry")
	Sample       = Icon("sample")
	Back         = Icon("back")
	Forward      = Icon("forward")
	Down         = Icon("down")
	Up           = Icon("up")
	More         = Icon("more")
	Plug         = Icon("plug")
	Calendar     = Icon("calendar")
	Keyboard     = Icon("keyboard")

	// Reading.
	Star      = Icon("star")
	StarFull  = Icon("star-full")
	Note      = Icon("note")
	Tag       = Icon("tag")
	Filter    = Icon("filter")
	Quote     = Icon("quote")
	Highlight = Icon("highlight")
	SidePane  = Icon("side-pane")
	Outside   = Icon("outside")
	Unread    = Icon("unread")
	Sort      = Icon("sort")
)

// Icon returns the icon in icons/NAME.svg. It panics when there is none, for the names are ours.
func Icon(name string) fyne.Resource {
	content, err := files.ReadFile("icons/" + name + ".svg")
	if err != nil {
		panic(err)
	}
	return fyne.NewStaticResource(name+".svg", content)
}
