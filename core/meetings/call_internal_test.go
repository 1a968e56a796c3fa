package meetings

import (
	"strings"
	"testing"
	"unicode"

	"tamtam/core/gong"
)

// TestTextOfGongIsOfOneLine: a title with an escape sequence would colour the terminal in which it is listed, or worse.
func TestTextOfGongIsOfOneLine(t *testing.T) {
	const hostile = " Bell\x07, \x1b[31mred\x1b[0m,\r\nnull\x00 and \u009b2J "
	c := callOf(gong.Call{
		MetaData: gong.CallMetaData{ID: "1", Title: hostile},
		Parties:  []gong.Party{{ID: "1", Name: hostile, EmailAddress: hostile, Title: hostile}},
		Content:  gong.CallContent{Trackers: []gong.CallTracker{{Name: hostile, Phrases: []gong.Phrase{{Phrase: hostile}}}}},
	})
	u := userOf(gong.User{FirstName: hostile, LastName: hostile, EmailAddress: hostile, EmailAliases: []gong.Text{hostile}})
	texts := []string{
		c.Title, c.Parties[0].Name, c.Parties[0].Email, c.Parties[0].Title, c.Trackers[0].Name, c.Trackers[0].Phrases[0].Phrase, u.FirstName, u.LastName, u.Email,
		u.Aliases[0],
	}
	for i, text := range texts {
		if text != "Bell, [31mred[0m, null and 2J" || strings.ContainsFunc(text, unicode.IsControl) {
			t.Errorf("text %d is %q", i, text)
		}
	}
}
