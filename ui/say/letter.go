package say

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Lower begins a sentence with a small letter, to stand behind other words. "Gong …" keeps its capital.
func Lower(sentence string) string {
	if sentence == "" || strings.HasPrefix(sentence, "Gong") {
		return sentence
	}
	return strings.ToLower(sentence[:1]) + sentence[1:]
}

// Upper begins words with a capital.
func Upper(words string) string {
	if words == "" {
		return ""
	}
	first, size := utf8.DecodeRuneInString(words)
	return string(unicode.ToUpper(first)) + words[size:]
}
