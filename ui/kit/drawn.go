package kit

import (
	"bytes"
	"io"
	"log"
	"strings"
	"sync"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/fontscan"
	"github.com/go-text/typesetting/language"
)

// tab is how a tab is drawn.
const tab = "    "

// Drawn is a text as it must be handed to the toolkit, to be measured and drawn: a tab is spaces, and a character that no font has is
// U+FFFD, which the toolkit would draw in its place. It has as many runes as the text, tabs apart.
//
// The toolkit looks for such a character in every font it has met, and adds one more to them each time that it finds none, also the one it
// has already (dynamicFontMap.ResolveFace of Fyne 2.8): a screen of a script without fonts makes all that are drawn later slower, without end.
func Drawn(text string) string {
	plain := true
	for i := range len(text) {
		if text[i] >= 0x80 || text[i] == '\t' {
			plain = false
			break
		}
	}
	if plain {
		return text
	}
	return strings.ReplaceAll(fonts.covered(text), "\t", tab)
}

// fonts are those that the toolkit draws with.
var fonts coverage

// coverage knows which characters the toolkit's own fonts and the system's have. It may be used on any goroutine.
type coverage struct {
	mutex  sync.Mutex
	known  map[rune]bool
	own    []*font.Face
	system *fontscan.FontMap // nil when the system tells of none
}

// covered is text with U+FFFD for what no font has.
func (c *coverage) covered(text string) string {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	return strings.Map(func(r rune) rune {
		if r < 0x80 || c.has(r) {
			return r
		}
		return unicode.ReplacementChar
	}, text)
}

func (c *coverage) has(r rune) bool {
	has, ok := c.known[r]
	if !ok {
		if c.known == nil {
			c.load()
		}
		has = invisible(r) || c.find(r)
		c.known[r] = has
	}
	return has
}

// invisible tells of what the toolkit asks no font for: spaces, and what says only how others are drawn.
func invisible(r rune) bool {
	return unicode.In(r, unicode.Z, unicode.Cc, unicode.Cf, unicode.Variation_Selector, unicode.Other_Default_Ignorable_Code_Point)
}

// load reads the fonts in the order in which the toolkit asks them. The index of the system's is kept by the library, and is the toolkit's, too.
func (c *coverage) load() {
	c.known = make(map[rune]bool)
	for _, r := range []fyne.Resource{theme.TextFont(), theme.DefaultTextFont(), theme.DefaultEmojiFont(), theme.DefaultSymbolFont()} {
		if r == nil { // the toolkit can be built without emoji
			continue
		}
		if face, err := font.ParseTTF(bytes.NewReader(r.Content())); err == nil {
			c.own = append(c.own, face)
		}
	}
	system := fontscan.NewFontMap(log.New(io.Discard, "", 0))
	if system.UseSystemFonts("") == nil {
		system.SetQuery(fontscan.Query{Families: []string{fontscan.SansSerif}})
		c.system = system
	}
}

// find looks for a font as the toolkit does, which is answered with any font when none has the character.
func (c *coverage) find(r rune) bool {
	for _, face := range c.own {
		if _, ok := face.NominalGlyph(r); ok {
			return true
		}
	}
	if c.system == nil {
		return false
	}
	c.system.SetScript(language.LookupScript(r))
	face := c.system.ResolveFace(r)
	if face == nil {
		return false
	}
	_, ok := face.NominalGlyph(r)
	return ok
}
