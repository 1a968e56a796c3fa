package index_test

import (
	"strings"
	"testing"

	"tamtam/core/index"
)

// BenchmarkSplit takes a megabyte apart, of letters of one byte and of more, and of characters that are words by themselves.
func BenchmarkSplit(b *testing.B) {
	for name, words := range map[string]string{
		"English":  "So what about the pricing that you sent us? I can't commit to 1,200 seats before May. ",
		"German":   "Größere Änderungen müssten natürlich für übermorgen geprüft werden, schätze ich. ",
		"Russian":  "Давайте ещё раз посмотрим на стоимость, прежде чем подписывать договор. ",
		"Japanese": "価格についてもう一度お話ししたいと思います。 ",
	} {
		b.Run(name, func(b *testing.B) {
			text := strings.Repeat(words, 1<<20/len(words))
			b.SetBytes(int64(len(text)))
			var s index.Splitter
			for b.Loop() {
				s.Split(text, func([]byte, int, int) bool { return true })
			}
		})
	}
}
