// Package kit holds widgets without our domain: text, cards, rows, fields, states, progress, tips, toasts, dialogs, lists and a
// viewer for text of any size. Everything is used on the UI goroutine.
//
// The model: a widget's state is in its exported fields; change them and call Refresh, or use Set, which does both. Intent
// comes back through OnX callbacks. Nothing here does I/O or starts goroutines; time comes from the Stage's task.Runner. Colours
// and sizes are theme names of package look, looked up when drawing. Distances are in spacing units (look.Space).
//
// Layout is made of Column, Line, TopLine, Grid, Pad, Sized, Narrow; a Grow, Fill or Spring among the objects takes the spare room:
//
//	header := kit.Line(2, kit.NewHeading("Datasets"), kit.Spring(), kit.NewPrimary("New dataset", assets.Plus, p.create))
//	page := kit.Pad(6, kit.Column(4, header, kit.Fill(list)))
//
// Text is one line, Paragraph wraps up to some 200 words, TextView shows any amount.
//
// Keys: Fyne gives a key without modifiers to the focused widget alone. Every focusable widget here hands on what it does not
// use, so that Esc, Enter and F1 reach the dialog or the shell. Use kit's Button, Check, Select and Entry, not the toolkit's.
//
// A Stage belongs to a window and shows tips, toasts and dialogs over it:
//
//	stage.Toast(kit.Good, "Exported 11 files.")
//	stage.ConfirmDestructive("Delete “Renewals”?", "Its 2,134 records are lost. Exported files stay.", "Delete dataset", p.delete)
//
// The five states of a screen: NewEmptyState, NewLoading, NewBanner above content for a partial state, NewErrorState, and
// content. A Body shows one of them at a time.
package kit
