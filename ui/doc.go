// Package ui is the shell of the window: the rail, the top bar, the pages between them and the status bar; routes and their
// history; the table of shortcuts; and what is remembered about the window. It knows no page and no service: the app makes the
// sections and hands them in.
//
// A route is a path. Its first part names the section, the rest is the page's own business: "datasets", "datasets/new",
// "datasets/7f3a", "settings/integrations". Go opens one, Back returns to the page before, which was kept as it was left.
//
// A page lives from Enter, which gives it a ctx that ends when the page is left, to Leave. It may be entered again. What a page
// can do besides being shown, it says by small optional interfaces: Actor, Commander, Holder, Dropper.
//
// A page's content gets the room between top bar and status bar, whatever least size it asks for: what may be larger stands in a
// scroll.
//
// Everything is called on the UI goroutine.
package ui
