package look_test

import (
	"image/color"
	"math"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"tamtam/core"
	"tamtam/ui/look"
)

var variants = map[string]fyne.ThemeVariant{"light": theme.VariantLight, "dark": theme.VariantDark}

func TestEveryColourNameIsDefined(t *testing.T) {
	test.NewTempApp(t)
	for name, variant := range variants {
		t.Run(name, func(t *testing.T) {
			test.AssertAllColorNamesDefined(t, look.New(look.Options{}), name)
			for _, ours := range look.Names() {
				if _, _, _, a := look.New(look.Options{}).Color(ours, variant).RGBA(); a == 0 {
					t.Errorf("%s is not defined", ours)
				}
			}
		})
	}
}

func TestTextIsReadableOnItsBackground(t *testing.T) {
	const least = 4.5 // WCAG AA for normal text
	on := map[fyne.ThemeColorName][]fyne.ThemeColorName{
		theme.ColorNameForeground: {
			theme.ColorNameBackground, look.Card, look.Rail, theme.ColorNameButton, theme.ColorNameInputBackground,
			theme.ColorNameOverlayBackground, theme.ColorNameMenuBackground, look.AccentSoft, look.SuccessSoft, look.WarningSoft, look.ErrorSoft,
			look.Found, look.Current, look.Highlight,
		},
		look.Muted: {
			theme.ColorNameBackground, look.Card, look.Rail, theme.ColorNameOverlayBackground, look.AccentSoft, look.WarningSoft, look.ErrorSoft,
		},
		theme.ColorNamePlaceHolder:         {theme.ColorNameInputBackground, theme.ColorNameBackground, look.Card},
		theme.ColorNameHyperlink:           {theme.ColorNameBackground, look.Card, theme.ColorNameOverlayBackground},
		theme.ColorNamePrimary:             {theme.ColorNameBackground, look.Card, look.Rail, theme.ColorNameOverlayBackground},
		look.AccentText:                    {look.AccentSoft, look.Rail},
		look.BadgeText:                     {look.Badge},
		look.TipText:                       {look.Tip},
		theme.ColorNameSuccess:             {theme.ColorNameBackground, look.Card, look.Rail, look.SuccessSoft, theme.ColorNameOverlayBackground},
		theme.ColorNameWarning:             {theme.ColorNameBackground, look.Card, look.Rail, look.WarningSoft, theme.ColorNameOverlayBackground},
		theme.ColorNameError:               {theme.ColorNameBackground, look.Card, look.Rail, look.ErrorSoft, theme.ColorNameOverlayBackground},
		theme.ColorNameForegroundOnPrimary: {theme.ColorNamePrimary},
		theme.ColorNameForegroundOnError:   {theme.ColorNameError},
		theme.ColorNameForegroundOnSuccess: {theme.ColorNameSuccess},
		theme.ColorNameForegroundOnWarning: {theme.ColorNameWarning},
	}
	for i := range look.Speakers {
		on[look.Speaker(i)] = []fyne.ThemeColorName{theme.ColorNameBackground, look.Card}
	}
	th := look.New(look.Options{})
	for name, variant := range variants {
		for text, grounds := range on {
			for _, ground := range grounds {
				if got := contrast(th.Color(text, variant), th.Color(ground, variant)); got < least {
					t.Errorf("%s: %s on %s has contrast %.2f, want %.1f", name, text, ground, got, least)
				}
			}
		}
	}
}

func TestModeOverridesTheSystem(t *testing.T) {
	th := look.New(look.Options{Mode: look.Dark})
	want := look.New(look.Options{}).Color(theme.ColorNameBackground, theme.VariantDark)
	if got := th.Color(theme.ColorNameBackground, theme.VariantLight); got != want {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestTextSizeScalesTextAndSpacing(t *testing.T) {
	normal, large := look.New(look.Options{}), look.New(look.Options{Text: look.Large})
	for _, name := range []fyne.ThemeSizeName{theme.SizeNameText, theme.SizeNameCaptionText, theme.SizeNamePadding} {
		if large.Size(name) <= normal.Size(name) {
			t.Errorf("%s does not grow", name)
		}
	}
}

func TestEveryDataTypeHasAnIcon(t *testing.T) {
	for _, dataType := range core.DataTypes() {
		if len(look.DataType(dataType).Content()) == 0 {
			t.Errorf("%s has none", dataType)
		}
	}
}

// contrast is the ratio of WCAG 2.
func contrast(a, b color.Color) float64 {
	la, lb := luminance(a), luminance(b)
	return (math.Max(la, lb) + 0.05) / (math.Min(la, lb) + 0.05)
}

func luminance(c color.Color) float64 {
	r, g, b, _ := c.RGBA()
	linear := func(v uint32) float64 {
		s := float64(v) / 0xffff
		if s <= 0.04045 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(r) + 0.7152*linear(g) + 0.0722*linear(b)
}
