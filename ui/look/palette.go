package look

import (
	"image/color"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Our colour names, beside the toolkit's.
const (
	Muted       fyne.ThemeColorName = "tamtamMuted"       // second-rank text and icons
	Card        fyne.ThemeColorName = "tamtamCard"        // a card's background
	CardBorder  fyne.ThemeColorName = "tamtamCardBorder"  // a card's edge
	Rail        fyne.ThemeColorName = "tamtamRail"        // background of the rail and the status bar
	AccentSoft  fyne.ThemeColorName = "tamtamAccentSoft"  // background of what is chosen
	AccentText  fyne.ThemeColorName = "tamtamAccentText"  // text and icons on AccentSoft
	Badge       fyne.ThemeColorName = "tamtamBadge"       // background of a neutral badge
	BadgeText   fyne.ThemeColorName = "tamtamBadgeText"   // text on Badge
	SuccessSoft fyne.ThemeColorName = "tamtamSuccessSoft" // background of good news, with theme.ColorNameSuccess on it
	WarningSoft fyne.ThemeColorName = "tamtamWarningSoft" // background of a partial state, with theme.ColorNameWarning on it
	ErrorSoft   fyne.ThemeColorName = "tamtamErrorSoft"   // background of a failure, with theme.ColorNameError on it
	Track       fyne.ThemeColorName = "tamtamTrack"       // the empty part of a progress bar
	Tip         fyne.ThemeColorName = "tamtamTip"         // background of a tooltip and a toast
	TipText     fyne.ThemeColorName = "tamtamTipText"     // text on Tip
	Found       fyne.ThemeColorName = "tamtamFound"       // behind text that was found
	Current     fyne.ThemeColorName = "tamtamCurrent"     // behind the one of it that is looked at
	Highlight   fyne.ThemeColorName = "tamtamHighlight"   // behind text that a person highlighted
)

// Speakers is how many colours there are to tell speakers apart.
const Speakers = 8

// Speaker is the i-th colour of a speaker's name, for i below Speakers.
func Speaker(i int) fyne.ThemeColorName {
	return fyne.ThemeColorName("tamtamSpeaker" + strconv.Itoa(i))
}

// Names lists our colour names.
func Names() []fyne.ThemeColorName {
	names := []fyne.ThemeColorName{
		Muted, Card, CardBorder, Rail, AccentSoft, AccentText, Badge, BadgeText, SuccessSoft, WarningSoft, ErrorSoft, Track, Tip, TipText, Found,
		Current, Highlight,
	}
	for i := range Speakers {
		names = append(names, Speaker(i))
	}
	return names
}

type palette map[fyne.ThemeColorName]color.NRGBA

func rgb(hex uint32) color.NRGBA {
	return color.NRGBA{R: uint8(hex >> 16), G: uint8(hex >> 8), B: uint8(hex), A: 0xff}
}

func rgba(hex uint32, alpha uint8) color.NRGBA {
	c := rgb(hex)
	c.A = alpha
	return c
}

var light = palette{
	theme.ColorNameBackground:                rgb(0xf7f7fa),
	theme.ColorNameButton:                    rgb(0xe9eaf0),
	theme.ColorNameDisabled:                  rgb(0xa3a7b3),
	theme.ColorNameDisabledButton:            rgb(0xeeeff3),
	theme.ColorNameError:                     rgb(0xb3261e),
	theme.ColorNameFocus:                     rgba(0x4f46c8, 0x59),
	theme.ColorNameForeground:                rgb(0x1c1e27),
	theme.ColorNameForegroundOnError:         rgb(0xffffff),
	theme.ColorNameForegroundOnPrimary:       rgb(0xffffff),
	theme.ColorNameForegroundOnSuccess:       rgb(0xffffff),
	theme.ColorNameForegroundOnWarning:       rgb(0xffffff),
	theme.ColorNameHeaderBackground:          rgb(0xeeeff4),
	theme.ColorNameHover:                     rgba(0x1c1e27, 0x0d),
	theme.ColorNameHyperlink:                 rgb(0x4f46c8),
	theme.ColorNameInnerWindowBorder:         rgb(0xd9dbe3),
	theme.ColorNameInnerWindowBorderInactive: rgb(0xe4e6ec),
	theme.ColorNameInputBackground:           rgb(0xffffff),
	theme.ColorNameInputBorder:               rgb(0xc6c9d4),
	theme.ColorNameMenuBackground:            rgb(0xffffff),
	theme.ColorNameOverlayBackground:         rgb(0xffffff),
	theme.ColorNamePlaceHolder:               rgb(0x6a6f7e),
	theme.ColorNamePressed:                   rgba(0x1c1e27, 0x1f),
	theme.ColorNamePrimary:                   rgb(0x4f46c8),
	theme.ColorNameScrollBar:                 rgba(0x1c1e27, 0x59),
	theme.ColorNameScrollBarBackground:       rgba(0x1c1e27, 0x0a),
	theme.ColorNameSelection:                 rgba(0x4f46c8, 0x20),
	theme.ColorNameSeparator:                 rgb(0xe1e3ea),
	theme.ColorNameShadow:                    rgba(0x1c1e27, 0x33),
	theme.ColorNameSuccess:                   rgb(0x1a7345),
	theme.ColorNameWarning:                   rgb(0x8f5400),
	Muted:                                    rgb(0x5c6171),
	Card:                                     rgb(0xffffff),
	CardBorder:                               rgb(0xdddfe7),
	Rail:                                     rgb(0xeeeff4),
	AccentSoft:                               rgb(0xe8e7fb),
	AccentText:                               rgb(0x4239b0),
	Badge:                                    rgb(0xe9eaf0),
	BadgeText:                                rgb(0x4a4f5e),
	SuccessSoft:                              rgb(0xe2f4ea),
	WarningSoft:                              rgb(0xfdf1dc),
	ErrorSoft:                                rgb(0xfdeae8),
	Track:                                    rgb(0xe3e5ec),
	Tip:                                      rgb(0x2b2e3a),
	TipText:                                  rgb(0xf5f6f9),
	Found:                                    rgb(0xffeaa3),
	Current:                                  rgb(0xffbf5e),
	Highlight:                                rgb(0xd3f0dc),
	Speaker(0):                               rgb(0x4f46c8),
	Speaker(1):                               rgb(0x0f766e),
	Speaker(2):                               rgb(0xb4185d),
	Speaker(3):                               rgb(0x8a5300),
	Speaker(4):                               rgb(0x0369a1),
	Speaker(5):                               rgb(0x3f7a17),
	Speaker(6):                               rgb(0x8e2bb8),
	Speaker(7):                               rgb(0xb93c0c),
}

var dark = palette{
	theme.ColorNameBackground:                rgb(0x16181d),
	theme.ColorNameButton:                    rgb(0x2b2f39),
	theme.ColorNameDisabled:                  rgb(0x666c7a),
	theme.ColorNameDisabledButton:            rgb(0x22252c),
	theme.ColorNameError:                     rgb(0xff8f88),
	theme.ColorNameFocus:                     rgba(0x9d97ff, 0x66),
	theme.ColorNameForeground:                rgb(0xe8eaf0),
	theme.ColorNameForegroundOnError:         rgb(0x2c0907),
	theme.ColorNameForegroundOnPrimary:       rgb(0x14122e),
	theme.ColorNameForegroundOnSuccess:       rgb(0x06210f),
	theme.ColorNameForegroundOnWarning:       rgb(0x2a1a00),
	theme.ColorNameHeaderBackground:          rgb(0x1b1e24),
	theme.ColorNameHover:                     rgba(0xffffff, 0x0f),
	theme.ColorNameHyperlink:                 rgb(0xa9a4ff),
	theme.ColorNameInnerWindowBorder:         rgb(0x3a3f4b),
	theme.ColorNameInnerWindowBorderInactive: rgb(0x2b2f39),
	theme.ColorNameInputBackground:           rgb(0x1a1d23),
	theme.ColorNameInputBorder:               rgb(0x464c5a),
	theme.ColorNameMenuBackground:            rgb(0x23262e),
	theme.ColorNameOverlayBackground:         rgb(0x1f2229),
	theme.ColorNamePlaceHolder:               rgb(0x959bab),
	theme.ColorNamePressed:                   rgba(0xffffff, 0x24),
	theme.ColorNamePrimary:                   rgb(0x9d97ff),
	theme.ColorNameScrollBar:                 rgba(0xffffff, 0x59),
	theme.ColorNameScrollBarBackground:       rgba(0xffffff, 0x0a),
	theme.ColorNameSelection:                 rgba(0x9d97ff, 0x30),
	theme.ColorNameSeparator:                 rgb(0x2a2e37),
	theme.ColorNameShadow:                    rgba(0x000000, 0x80),
	theme.ColorNameSuccess:                   rgb(0x6fcf97),
	theme.ColorNameWarning:                   rgb(0xf0b95a),
	Muted:                                    rgb(0xa4aab9),
	Card:                                     rgb(0x1e2128),
	CardBorder:                               rgb(0x31363f),
	Rail:                                     rgb(0x111317),
	AccentSoft:                               rgb(0x2b2a4a),
	AccentText:                               rgb(0xbdb9ff),
	Badge:                                    rgb(0x2d313b),
	BadgeText:                                rgb(0xc3c8d4),
	SuccessSoft:                              rgb(0x17301f),
	WarningSoft:                              rgb(0x352910),
	ErrorSoft:                                rgb(0x3b1d1c),
	Track:                                    rgb(0x31353f),
	Tip:                                      rgb(0xe3e5ec),
	TipText:                                  rgb(0x1c1e27),
	Found:                                    rgb(0x54440f),
	Current:                                  rgb(0x8f5a0a),
	Highlight:                                rgb(0x1f4a31),
	Speaker(0):                               rgb(0xaaa5ff),
	Speaker(1):                               rgb(0x4fd1c5),
	Speaker(2):                               rgb(0xf585b8),
	Speaker(3):                               rgb(0xe6b566),
	Speaker(4):                               rgb(0x74c7f5),
	Speaker(5):                               rgb(0xa3d477),
	Speaker(6):                               rgb(0xd7a3f7),
	Speaker(7):                               rgb(0xf7a07a),
}
