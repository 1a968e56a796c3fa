package ui

import (
	"context"

	"fyne.io/fyne/v2"
)

// Page is one screen.
type Page interface {
	// Title is the heading in the top bar; Shell.Retitle shows a new one.
	Title() string
	// Content is the screen's object: always the same one.
	Content() fyne.CanvasObject
	// Enter is called when the page has been put into the window. ctx ends when it is left.
	Enter(ctx context.Context)
	// Leave is called before another page is shown and before the window closes.
	Leave()
}

// Actor is a page with buttons in the top bar. They are asked for at each Enter.
type Actor interface {
	Actions() []fyne.CanvasObject
}

// Focuser is a page with a place for the focus when nothing has it: a press beside all widgets takes it away.
type Focuser interface {
	// Focus gives the focus to what the arrows move in.
	Focus()
}

// Commander is a page that does something on the shortcuts that concern pages.
type Commander interface {
	// Command does what the shortcut says and tells whether the page knows it.
	Command(c Command) bool
}

// Holder is a page that may ask before it is left, for what a person has entered would be lost.
type Holder interface {
	// Hold is called before another page takes its place, or the program is quit by a key. It tells whether the page asks; once it may be left, it
	// calls leave.
	Hold(leave func()) bool
}

// Dropper is a page that takes files and folders that are dropped onto the window.
type Dropper interface {
	// Drop takes paths of this computer, one at least.
	Drop(paths []string)
}

// Command is what a shortcut asks of a page.
type Command int

// The commands; keys.go has their keys.
const (
	ToRefresh   Command = iota + 1 // bring up to date
	ToCreate                       // make a new one of what the page lists
	ToFind                         // go to the search field
	ToExport                       // write what is shown to disk
	ToClose                        // Esc outside dialogs: back to the list, or stop editing
	ToCite                         // copy the passage with its source
	ToCollect                      // put it into the basket of quotes
	ToHighlight                    // let it stand out
	ToNote                         // write a note to it
	ToStar                         // star what is open, or take its star
	ToEnlarge                      // write what is read larger
	ToReduce                       // and smaller
	ToNormal                       // and in the theme's own size
	ToRaise                        // move it up in its list
	ToLower                        // move it down
	ToUnread                       // mark what is open unread, or read
)

// Section is an entry of the rail and all routes below it.
type Section struct {
	// Route is the first part of its routes: "datasets".
	Route string
	Title string
	Icon  fyne.Resource
	// Bottom puts it at the lower end of the rail.
	Bottom bool
	// Hidden leaves it out of the rail; its routes work: "welcome".
	Hidden bool
	// Open makes the page for the rest of a route, which is "" for the section itself.
	Open func(rest string) Page
}

// State keeps what the shell remembers. Both are called on the UI goroutine and return at once: writing is the app's business.
type State interface {
	Load() Memory
	Save(Memory)
}

// Memory is what is remembered about the window. The zero value is a first start.
type Memory struct {
	Width, Height float32 // of the window's content
	Route         string
	// Values are the pages' own: splits, sort orders, filters, by a key that begins with the section's route.
	Values map[string]string
}
