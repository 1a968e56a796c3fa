// Package look is Tamtam's appearance: one theme with a light and a dark palette, the spacing unit, the text sizes and the
// icons in theme colours.
//
// Colours and sizes are named, and looked up when drawing, never kept: Color(name), Size(name), Space(n). Besides the toolkit's
// own names (theme.ColorName...) there are ours below: Muted, Card, Rail and so on. Space counts in units of the theme's padding
// (4 at normal text size): Space(1) inside things, Space(2) between things that belong together, Space(4) around groups,
// Space(6) around a page.
//
//	fyne.CurrentApp().Settings().SetTheme(look.New(look.Options{Mode: look.System, Text: look.Normal}))
//	icon := widget.NewIcon(look.Themed(assets.Calls))            // foreground colour
//	icon := widget.NewIcon(look.Tinted(assets.Lock, look.Muted)) // any colour name
package look
