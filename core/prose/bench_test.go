package prose_test

import (
	"testing"

	"tamtam/core/prose"
)

// BenchmarkWrap wraps all of a call of 10,000 turns, which no View ever does.
func BenchmarkWrap(b *testing.B) {
	turns := call(10_000)
	size := 0
	for _, t := range turns {
		size += len(prose.Text(t))
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		for _, t := range turns {
			prose.Wrap(prose.Text(t), 90, 90, ones{})
		}
	}
}

// BenchmarkLiteral looks for a phrase in as many turns.
func BenchmarkLiteral(b *testing.B) {
	turns, match := call(10_000), prose.Literal("making the time now")
	size := 0
	for _, t := range turns {
		size += len(prose.Text(t))
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		for _, t := range turns {
			match(prose.Text(t))
		}
	}
}

// ones measures every letter as one wide, as fast as can be.
type ones struct{}

func (ones) Advance(rune) float32 { return 1 }

func (ones) Width(text string) float32 { return float32(len(text)) }
