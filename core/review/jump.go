package review

import (
	"slices"
	"time"

	"tamtam/core/digest"
	"tamtam/core/index"
)

// Share is the part of the talk of both sides that was the side's, from 0 to 1; 0 when nobody of a known side spoke.
func (c *Conversation) Share(side string) float64 {
	both := c.Talk[digest.Internal] + c.Talk[digest.External]
	if both <= 0 || side != digest.Internal && side != digest.External {
		return 0
	}
	return float64(c.Talk[side]) / float64(both)
}

// Monologue is who spoke longest without being interrupted; ok is false when nobody is known to have spoken.
func (c *Conversation) Monologue() (s Speaker, ok bool) {
	for _, one := range c.Speakers {
		if one.Longest > s.Longest {
			s, ok = one, true
		}
	}
	return s, ok
}

// TopicTurns are the turns of a topic, whatever case and accents.
func (c *Conversation) TopicTurns(topic string) []int {
	folded := index.Fold(topic)
	var turns []int
	for i, t := range c.Turns {
		if t.Topic != "" && (t.Topic == topic || index.Fold(t.Topic) == folded) {
			turns = append(turns, i)
		}
	}
	return turns
}

// TrackerTurns are the turns in which a tracker was said, by the times that Gong gives, each once; none when it gives no times.
func (c *Conversation) TrackerTurns(tracker string) []int {
	folded := index.Fold(tracker)
	var times []time.Duration
	for _, h := range c.Heard {
		if index.Fold(h.Name) == folded {
			times = append(times, h.At...)
		}
	}
	return c.TurnsAt(times)
}

// TurnsAt are the turns that are spoken at the times, in order, each once; none when there are no turns.
func (c *Conversation) TurnsAt(times []time.Duration) []int {
	if len(c.Turns) == 0 {
		return nil
	}
	turns := make([]int, len(times))
	for i, at := range times {
		turns[i] = c.TurnAt(at)
	}
	slices.Sort(turns)
	return slices.Compact(turns)
}

// Starts are those of the turns that do not follow another one of them at once: where each stretch of a topic begins.
func Starts(turns []int) []int {
	var starts []int
	for i, turn := range turns {
		if i == 0 || turn != turns[i-1]+1 {
			starts = append(starts, turn)
		}
	}
	return starts
}

// Next is the first of the turns behind one, and the first of all behind the last; -1 when there are none. The turns are in order.
func Next(turns []int, from int) int {
	if len(turns) == 0 {
		return -1
	}
	i, found := slices.BinarySearch(turns, from)
	if found {
		i++
	}
	return turns[i%len(turns)]
}

// Previous is the last of the turns before one, and the last of all before the first; -1 when there are none. The turns are in order.
func Previous(turns []int, from int) int {
	if len(turns) == 0 {
		return -1
	}
	i, _ := slices.BinarySearch(turns, from)
	return turns[(i+len(turns)-1)%len(turns)]
}
