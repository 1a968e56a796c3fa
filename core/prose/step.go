package prose

import "unicode/utf8"

// First is the first place of what is shown, and Last the last one. Something must be shown.
func (l *Layout) First() Place { return Place{Turn: l.Turn(0)} }

// Last is the end of what is shown.
func (l *Layout) Last() Place { return l.TurnEnd(l.Turn(l.Len() - 1)) }

// TurnEnd is the end of a turn.
func (l *Layout) TurnEnd(turn int) Place {
	return Place{turn, utf8.RuneCountInString(Text(l.turns[turn]))}
}

// Clip is the nearest place that there is, in a turn that is shown. Something must be shown.
func (l *Layout) Clip(p Place) Place {
	turn := l.Turn(l.Index(p.Turn))
	switch {
	case turn > p.Turn:
		return Place{Turn: turn}
	case turn < p.Turn:
		return l.TurnEnd(turn)
	}
	return Place{turn, max(0, min(p.Rune, l.TurnEnd(turn).Rune))}
}

// Beside is the place one letter on, or back when by is negative; from a turn's end it goes on in the next one shown.
func (l *Layout) Beside(p Place, by int) Place {
	return l.step(p, by, func(text string, at int) int {
		stops := Letters(text)
		to := 0
		for n, stop := range stops {
			switch {
			case by > 0 && stop > at:
				return stop
			case by < 0 && stop < at:
				to = stops[n]
			}
		}
		return to
	})
}

// Word is the place at which the next word begins, or the one before when by is negative.
func (l *Layout) Word(p Place, by int) Place {
	return l.step(p, by, func(text string, at int) int {
		if by > 0 {
			return NextWord(text, at)
		}
		return PreviousWord(text, at)
	})
}

func (l *Layout) step(p Place, by int, within func(text string, at int) int) Place {
	p = l.Clip(p)
	i := l.Index(p.Turn)
	b := l.Block(i)
	at := b.Byte(p.Rune)
	switch {
	case by > 0 && at == len(b.Text):
		if i+1 < l.Len() {
			return Place{Turn: l.Turn(i + 1)}
		}
		return p
	case by < 0 && at == 0:
		if i > 0 {
			return l.TurnEnd(l.Turn(i - 1))
		}
		return p
	}
	return b.Place(within(b.Text, at))
}

// Beginning is where the turn after the one with a place begins, or when by is negative the one that it is in, unless that is the place: then the one
// before. Behind the last turn is its end.
func (l *Layout) Beginning(p Place, by int) Place {
	p = l.Clip(p)
	i := l.Index(p.Turn)
	switch {
	case by > 0 && i+1 < l.Len():
		return Place{Turn: l.Turn(i + 1)}
	case by > 0:
		return l.Last()
	case p.Rune == 0 && i > 0:
		return Place{Turn: l.Turn(i - 1)}
	}
	return Place{Turn: p.Turn}
}

// WordAround is the word at a place, or the letter there that is no part of one.
func (l *Layout) WordAround(p Place) Span {
	b := l.Block(l.Index(p.Turn))
	from, to := WordAt(b.Text, b.Byte(p.Rune))
	return Span{b.Place(from), b.Place(to)}
}

// Cut is the text of a turn between two places, as far as the turn lies between them; ok is false when it does not.
func (l *Layout) Cut(turn int, s Span) (part string, ok bool) {
	if turn < s.From.Turn || turn > s.To.Turn {
		return "", false
	}
	whole := Text(l.turns[turn])
	from, to := 0, len(whole)
	if turn == s.From.Turn {
		from = byteAt(whole, s.From.Rune)
	}
	if turn == s.To.Turn {
		to = byteAt(whole, s.To.Rune)
	}
	return whole[from:max(from, to)], true
}
