//go:build race

package uitest

// underRace tells that the race detector watches. It sees nothing in the drawing of a picture, which is one goroutine's work, and makes it
// ten times as slow: pictures are compared by the run without it, markup by that and for a quarter of them by both.
const underRace = true
