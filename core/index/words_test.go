package index_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"

	"tamtam/core/index"
)

// long is a word of n runes that are not all alike.
func long(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteRune(rune('a' + i%26))
	}
	return b.String()
}

func TestTerms(t *testing.T) {
	for _, c := range []struct {
		name, text, terms string // terms between spaces
	}{
		{"nothing", "", ""},
		{"spaces", " \t\n\u3000\u00a0", ""},
		{"punctuation", `…, . ; : ! ? ( ) [ ] { } / \ _ " « » „ “ — – · `, ""},
		{"apostrophe", "can't can’t can‘t canʼt can`t can´t can＇t", "can t can t can t can t can t can t can t"},
		{"hyphens", "state-of-the-art state‑of‑the‑art", "state of the art state of the art"},
		{"C", "C++ C# .NET", "c + + c # net"},
		{"address", "Jane@acme.com", "jane @ acme com"},
		{"money", "$1,200 €5 50 % 50%", "$ 1 200 € 5 50 % 50 %"},
		{"wide", "Ａｃｍｅ１２％", "acme12 %"},
		{"accents", "Crème BRÛLÉE Ångström naïve", "creme brulee angstrom naive"},
		{"German", "Straße STRASSE Größe", "strasse strasse grosse"},
		{"Nordic", "Øre łódź Đặng Æsir œuvre", "ore lodz dang aesir oeuvre"},
		{"Turkish", "İstanbul ISPARTA ılık", "istanbul isparta ilik"},
		{"Greek", "Σίσυφος ΣΊΣΥΦΟΣ", "σισυφοσ σισυφοσ"},
		{"Russian", "Ёлка й", "елка и"},
		{"ligatures", "oﬃce ﬁne ǆ", "office fine dz"},
		{"Hebrew", "שָׁלוֹם", "שלום"},
		{"Arabic", "مُحَمَّد محـــمد أحمد ﷲ", "محمد محمد احمد الله"},
		{"Devanagari", "हिन्दी क़लम क\u093cलम", "हिन्दी क\u093cलम क\u093cलम"},
		{"Chinese", "价格abc", "价 格 abc"},
		{"kana", "がガ か\u3099カ\u3099 ｶﾞ ﾊﾟ", "が ガ が ガ ガ パ"},
		{"long vowel", "コーヒーcup 々", "コ ー ヒ ー cup 々"},
		{"Korean", "한국 \u1112\u1161\u11ab\u1100\u116e\u11a8 하\u11ab", "한 국 한 국 한"},
		{"Thai", "ราคาที่ดี", "ร า ค า ที่ ดี"},
		{"emoji", "ok👍🏽 👨‍👩‍👧 ❤️ 🇩🇪 1️⃣", "ok 👍 🏽 👨 👩 👧 ❤ 🇩 🇪 1"},
		{"unseen", "soft\u00adhyphen zero\u200bwidth join\u2060ed \ufeffmark", "softhyphen zerowidth joined mark"},
		{"accents alone", "¨ ˘ a¨b \u0301", "a b"},
		{"64 runes", long(64), long(64)},
		{"65 runes", long(65), long(64) + " m"},
		{"200 runes", long(200), long(200)[:64] + " " + long(200)[64:128] + " " + long(200)[128:192] + " " + long(200)[192:]},
		{"64 letters with accents", strings.Repeat("é", 64), strings.Repeat("e", 64)},
		{"the same as parts", strings.Repeat("e\u0301", 64), strings.Repeat("e", 64)},
		{"stretched", "م" + strings.Repeat("ـ", 100) + "ن", "من"},
		{"not UTF-8", "caf\xe9 b", "caf \ufffd b"},
		{"controls", "a\x00b\x7fc", "a b c"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := index.Terms(c.text)
			if diff := cmp.Diff(strings.Fields(c.terms), append([]string{}, got...)); diff != "" {
				t.Errorf("%+q: %s", c.text, diff)
			}
		})
	}
}

func TestJoined(t *testing.T) {
	for text, want := range map[string]string{
		"": "", "can": "", "can't": "can't", "Can’t": "can't", "canʼt!": "can't", "“l`Été”": "l'ete", "can t": "", "can-t": "", "can''t": "", "can't go": "",
		"rock'n'roll": "", "'can": "", "do can't": "", "'it's'": "it's", "価'格": "価'格",
	} {
		if got, ok := index.Joined(text); ok != (want != "") || ok && got != want {
			t.Errorf("%q: %q, %v", text, got, ok)
		}
	}
	var pairs []string
	new(index.Splitter).SplitJoined("rock'n'roll isn't here", func([]byte, int, int) {}, func(term []byte, from, to int) {
		pairs = append(pairs, fmt.Sprintf("%s %d-%d", term, from, to))
	})
	if diff := cmp.Diff([]string{"rock'n 0-6", "n'roll 5-11", "isn't 12-17"}, pairs); diff != "" {
		t.Error(diff)
	}
}

func TestFold(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"", ""},
		{"plain", "plain"},
		{"Crème BRÛLÉE", "creme brulee"},
		{"Straße, ＡＢＣ, oﬃce", "strasse, abc, office"},
		{"İI ı", "ii i"},
		{"か\u3099 ｶﾞ", "が ガ"},
		{"\u1112\u1161\u11ab", "한"},
		{"मूल्य", "मूल्य"},
		{"a\u00ad\u200bb", "ab"},
		{"\xff", "\ufffd"},
	} {
		if got := index.Fold(c.text); got != c.want {
			t.Errorf("Fold(%+q) is %+q, want %+q", c.text, got, c.want)
		}
	}
}

func TestGrows(t *testing.T) {
	for term, want := range map[string]bool{"": false, "a": true, "1": true, "हिन्दी": true, "+": false, "👍": false, "价": false, "ที่": false, "한": false} {
		if index.Grows(term) != want {
			t.Errorf("%q grows: %v", term, !want)
		}
	}
}

// anything makes texts of all planes, with much of what is difficult.
func anything(r *rand.Rand, n int) string {
	var b []byte
	for range n {
		switch r.IntN(8) {
		case 0:
			b = append(b, byte(r.IntN(256)))
		case 1:
			b = utf8.AppendRune(b, rune(r.IntN(0x110000)))
		case 2:
			b = utf8.AppendRune(b, rune(0x300+r.IntN(0x70)))
		case 3:
			b = utf8.AppendRune(b, rune(0x3040+r.IntN(0xc0)))
		case 4:
			b = utf8.AppendRune(b, []rune{0x200d, 0xfe0f, 0x1f3fd, 0xad, 0x1112, 0x1161, 0x11ab, 0xff9e, 0x3099, 0x640, 0x130}[r.IntN(11)])
		case 5:
			b = utf8.AppendRune(b, rune(r.IntN(0x2600)))
		default:
			b = append(b, byte(' '+r.IntN(95)))
		}
	}
	return string(b)
}

// TestSplitIsInOrder: the ranges of words lie behind each other, on the bounds of characters, and hold what the word was made of.
func TestSplitIsInOrder(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	var s index.Splitter
	for range 3000 {
		text := anything(r, r.IntN(90))
		end := 0
		s.Split(text, func(term []byte, from, to int) bool {
			if from < end || to <= from || to > len(text) || len(term) == 0 {
				t.Fatalf("%+q: %+q at %d to %d, behind %d", text, term, from, to, end)
			}
			if from > 0 && utf8.ValidString(text) && !utf8.RuneStart(text[from]) || to < len(text) && utf8.ValidString(text) && !utf8.RuneStart(text[to]) {
				t.Fatalf("%+q: %d to %d parts a character", text, from, to)
			}
			if own := index.Terms(text[from:to]); len(own) != 1 || own[0] != string(term) {
				t.Fatalf("%+q: %+q stands where %+q is", text, term, own)
			}
			end = to
			return true
		})
	}
}

// TestFoldAgainChangesNothing: what is folded is folded, rune by rune of all of Unicode and in texts.
func TestFoldAgainChangesNothing(t *testing.T) {
	for r := rune(0); r <= 0x20000; r++ { // beyond are ideographs, and what nobody uses
		once := index.Fold(string(r))
		if again := index.Fold(once); again != once {
			t.Errorf("%U is folded to %+q, that to %+q", r, once, again)
		}
	}
	r := rand.New(rand.NewPCG(2, 1))
	for range 3000 {
		once := index.Fold(anything(r, r.IntN(60)))
		if again := index.Fold(once); again != once {
			t.Fatalf("%+q is folded to %+q", once, again)
		}
	}
}

// TestTheFormOfCharactersMakesNoDifference: composed or of parts, a text has the same words.
func TestTheFormOfCharactersMakesNoDifference(t *testing.T) {
	ranges := [][2]rune{
		{'a', 'z'},
		{0xc0, 0x24f},
		{0x1e00, 0x1eff},
		{0x300, 0x345},
		{0x370, 0x3ff},
		{0x1f00, 0x1fff},
		{0x400, 0x52f},
		{0x591, 0x5f4},
		{0xfb1d, 0xfb4f},
		{0x620, 0x6ff},
		{0x900, 0x97f},
		{0x3041, 0x30ff},
		{0x3099, 0x309a},
		{0xac00, 0xd7a3},
		{' ', ' '},
	}
	r := rand.New(rand.NewPCG(3, 1))
	for range 3000 {
		var b strings.Builder
		for range 1 + r.IntN(30) {
			of := ranges[r.IntN(len(ranges))]
			b.WriteRune(of[0] + rune(r.IntN(int(of[1]-of[0]+1))))
		}
		text := b.String()
		if diff := cmp.Diff(index.Terms(norm.NFC.String(text)), index.Terms(norm.NFD.String(text))); diff != "" {
			t.Fatalf("%+q: %s", text, diff)
		}
		if a, b := index.Fold(norm.NFC.String(text)), index.Fold(norm.NFD.String(text)); a != b {
			t.Fatalf("%+q is folded to %+q, of parts to %+q", text, a, b)
		}
	}
}

// TestTermsAreKeys: however many marks stand behind a letter, a term is short enough for the key of a database, and the same each time.
func TestTermsAreKeys(t *testing.T) {
	const most = 32 << 10 // of bbolt (MaxKeySize)
	for _, c := range []struct{ letter, mark string }{
		{"a", "\u093e"}, {"\u0e01", "\u0e31"}, {"\u1100", "\u1161"}, {"\u304b", "\u3099"}, {"\ufdfa", "\u093e"},
	} {
		for _, said := range []string{c.letter + strings.Repeat(c.mark, 20_000), strings.Repeat(c.letter+c.mark, 20_000), strings.Repeat(c.letter, 20_000)} {
			var split index.Splitter
			longest := 0
			split.SplitJoined(said+"'"+said, func(term []byte, _, _ int) {
				longest = max(longest, len(term))
			}, func(both []byte, _, _ int) {
				longest = max(longest, len(both))
			})
			if longest == 0 || longest >= most {
				t.Errorf("%+q: a term of %d bytes", c, longest)
			}
		}
	}
}
