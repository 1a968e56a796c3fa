//go:build race

package uitest

// underRace tells that the race detector watches. It sees nothing in the drawing of a picture, which is one goroutine's work, and makes it
// ten times as slow: pictures are compared by the run without it, markup by both.
const underRace = true
