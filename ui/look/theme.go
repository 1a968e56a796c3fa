package look

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Mode says which palette is shown.
type Mode int

// The modes.
const (
	System Mode = iota // as the system prefers
	Light
	Dark
)

// TextSize says how large everything is written; spacing grows with it.
type TextSize int

// The text sizes.
const (
	Normal TextSize = iota
	Small
	Large
	Largest
)

var factors = map[TextSize]float32{Normal: 1, Small: 0.9, Large: 1.15, Largest: 1.35}

// Options are a person's choices. The zero value is the default.
type Options struct {
	Mode Mode
	Text TextSize
}

// Theme is Tamtam's look, over the toolkit's own for fonts and icons. It is immutable: set another to change it.
type Theme struct {
	fyne.Theme
	options Options
}

var _ fyne.Theme = (*Theme)(nil)

// New returns the theme for the options.
func New(o Options) *Theme { return &Theme{Theme: theme.DefaultTheme(), options: o} }

// Color returns the named colour of the palette that the options and the system ask for.
func (t *Theme) Color(name fyne.ThemeColorName, system fyne.ThemeVariant) color.Color {
	colors := light
	if t.options.Mode == Dark || t.options.Mode == System && system == theme.VariantDark {
		colors = dark
	}
	if c, ok := colors[name]; ok {
		return c
	}
	return t.Theme.Color(name, t.Variant(system))
}

// Variant is light or dark: what the options and the system ask for.
func (t *Theme) Variant(system fyne.ThemeVariant) fyne.ThemeVariant {
	switch t.options.Mode {
	case Light:
		return theme.VariantLight
	case Dark:
		return theme.VariantDark
	}
	return system
}

var sizes = map[fyne.ThemeSizeName]float32{
	theme.SizeNameText:           14,
	theme.SizeNameCaptionText:    12,
	theme.SizeNameSubHeadingText: 16.5,
	theme.SizeNameHeadingText:    22,
	theme.SizeNameInlineIcon:     20,
	theme.SizeNamePadding:        4,
	theme.SizeNameInnerPadding:   8,
	theme.SizeNameLineSpacing:    4,
}

// Sizes that do not grow with the text.
var edges = map[fyne.ThemeSizeName]float32{
	theme.SizeNameInputBorder:     1,
	theme.SizeNameInputRadius:     6,
	theme.SizeNameButtonRadius:    6,
	theme.SizeNameSelectionRadius: 6,
	theme.SizeNameCardRadius:      10,
	theme.SizeNameDialogRadius:    12,
	theme.SizeNamePopupRadius:     10,
	theme.SizeNameMenuRadius:      8,
	theme.SizeNameScrollBar:       10,
	theme.SizeNameScrollBarSmall:  4,
	theme.SizeNameModalBlurRadius: 0, // blurring repaints the whole window at each frame
}

// Size returns the named size.
func (t *Theme) Size(name fyne.ThemeSizeName) float32 {
	if v, ok := sizes[name]; ok {
		return v * factors[t.options.Text]
	}
	if v, ok := edges[name]; ok {
		return v
	}
	return t.Theme.Size(name)
}

// Color returns the named colour of the theme in force.
func Color(name fyne.ThemeColorName) color.Color { return theme.Color(name) }

// Size returns the named size of the theme in force.
func Size(name fyne.ThemeSizeName) float32 { return theme.Size(name) }

// Space returns n spacing units of the theme in force.
func Space(n float32) float32 { return n * theme.Size(theme.SizeNamePadding) }

// Themed returns the icon in the foreground colour.
func Themed(icon fyne.Resource) fyne.Resource { return theme.NewThemedResource(icon) }

// Tinted returns the icon in the named colour.
func Tinted(icon fyne.Resource, name fyne.ThemeColorName) fyne.Resource {
	return theme.NewColoredResource(icon, name)
}
