//go:build !race

package uitest

const underRace = false
