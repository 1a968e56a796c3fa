package gongsim

// dice is a small, fast source of repeatable choices (splitmix64). Its numbers are fixed for ever, unlike those of a library, because
// tests and recorded figures depend on them.
type dice struct{ state uint64 }

// What a stream of choices is for: one company part never disturbs another.
const (
	forUser uint64 = iota + 1
	forAccount
	forContact
	forDeal
	forCall
	forFacts
	forTalk
	forWorkspace
	forTracker
	forScorecard
	forReview
	forFolder
	forActivity
	forComment
	forParty
	forContent
	forEntry
)

func mix(x uint64) uint64 {
	x ^= x >> 30
	x *= 0xbf58476d1ce4e5b9
	x ^= x >> 27
	x *= 0x94d049bb133111eb
	return x ^ x>>31
}

// throw makes the dice for one thing of one kind.
func throw(seed, kind uint64, n ...int) dice {
	x := mix(seed + 0x9e3779b97f4a7c15*kind)
	for _, v := range n {
		x = mix(x ^ (uint64(v)+1)*0x9e3779b97f4a7c15)
	}
	return dice{x}
}

func (d *dice) next() uint64 {
	d.state += 0x9e3779b97f4a7c15
	return mix(d.state)
}

// below returns a number from 0 to n-1; 0 for n < 1.
func (d *dice) below(n int) int {
	if n < 1 {
		return 0
	}
	return int((d.next() >> 33) * uint64(n) >> 31)
}

// between returns a number from low to high, both included.
func (d *dice) between(low, high int) int { return low + d.below(high-low+1) }

// chance is true in percent cases of a hundred.
func (d *dice) chance(percent float64) bool { return d.part() < percent/100 }

// part returns a number from 0 to just below 1.
func (d *dice) part() float64 { return float64(d.next()>>11) / (1 << 53) }

// bell returns a number around 0 that lies in -1..1, mostly near the middle.
func (d *dice) bell() float64 { return (d.part() + d.part() + d.part() - 1.5) / 1.5 }

func pick[T any](d *dice, list []T) T { return list[d.below(len(list))] }

// idNumber makes one of Gong's ids: 19 digits, and now and then a number that no signed 64-bit integer holds.
func idNumber(seed, kind uint64, n ...int) uint64 {
	d := throw(seed, kind+1000, n...)
	x := d.next()
	if x&15 == 0 {
		return x | 1<<63
	}
	return x&(1<<63-1) | 1<<60
}
