package index_test

import (
	"cmp"
	"slices"
	"testing"

	"tamtam/core/index"
)

func TestNamesAreOrderedAsTheyAreRead(t *testing.T) {
	want := []string{
		"3M", "20th Century", "Acme", "Acme 2", "Acme 2b", "ACME 10", "Acme 10 GmbH", "Acme 123456789012345678901234567890", "Company 9", "company 10", "Éclair", "Zoë", "Zoo",
	}
	got := slices.Clone(want)
	slices.Reverse(got)
	slices.SortStableFunc(got, func(a, b string) int { return cmp.Compare(index.OrderKey(a), index.OrderKey(b)) })
	if !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	if index.OrderKey("Crème 007") != index.OrderKey("creme 7") || index.OrderKey("0") == index.OrderKey("1") {
		t.Error("names that are the same have other keys, or others the same")
	}
}
